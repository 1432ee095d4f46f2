import type { Arrival } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Actions } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { Consents } from './Consents';
import { Differences } from './Differences';

const words = t.reception.matched;

/** A known patient: what differs, what may be looked at, what is done next. */
export function Matched({ arrival }: { arrival: Arrival }) {
  const { id, patient, matched_by, reference } = arrival;
  const unmatch = useWrite('reception_unmatch');
  const again = useWrite('reception_match');
  const number = useWrite('reference_number_ask');
  const tell = useToast();
  if (patient === null) return null;
  const error = unmatch.error ?? number.error ?? again.error;
  return (
    <>
      {error !== null && <ErrorBanner error={error} />}
      <Differences arrival={arrival} />
      <Actions>
        <Button label={words.open(patient.name)} onPress={() => go('patients', patient.id)}>
          <Shown>{patient.name}</Shown> {patient.chart_number}
        </Button>
        <Button onPress={() => go('chart', patient.id)}>{words.chart}</Button>
        <Button onPress={() => go('letters', patient.id)}>{words.letter}</Button>
        {reference.registered ? (
          <span>{words.referenceThere}</span>
        ) : reference.waiting ? (
          <span>{words.referenceWaiting}</span>
        ) : (
          <Button
            call="reference_number_ask"
            disabled={number.isPending}
            onPress={() => number.mutate({ id }, { onSuccess: () => tell(words.referenceDone) })}
          >
            {words.reference}
          </Button>
        )}
        <Button
          look="plain"
          call="reception_unmatch"
          disabled={unmatch.isPending}
          onPress={() =>
            unmatch.mutate(
              { id },
              {
                onSuccess: () =>
                  tell(words.unmatched, () => again.mutate({ eligibility_id: id, patient_id: patient.id })),
              },
            )
          }
        >
          {words.unmatch}
        </Button>
      </Actions>
      {matched_by === 'registered' && <p>{words.registeredHelp}</p>}
      <Consents consents={arrival.consents} patientId={patient.id} />
    </>
  );
}
