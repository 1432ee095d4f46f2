import { useState } from 'react';
import type { AgreementShown, Arrival, PatientRow, Proposal } from '../../api/bindings';
import { call } from '../../api/call';
import { toApiError } from '../../api/error';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { at } from '../../design/Findings';
import { Actions, Row, Stack } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { PatientPicker } from '../../shared/PatientPicker';
import { DifferenceTable } from './Differences';
import css from './Reception.module.css';
import { RegisterDialog } from './RegisterDialog';

const words = t.reception;

/** Whether anything was told of the person beside the card. */
const isSomebody = ({ told }: Arrival): boolean => told.name !== '' || told.kana !== '';

/** Whether a name still has a character that the insurers could not write. */
const unread = (name: string): boolean => name.includes('●');

/** Somebody who is no patient here yet, or whom a person has to recognize. */
export function Unmatched({ arrival, onDismiss }: { arrival: Arrival; onDismiss: () => void }) {
  const { id, told, proposals } = arrival;
  const somebody = isSomebody(arrival);
  const [name, setName] = useState(told.name);
  const [searching, setSearching] = useState(false);
  const [editing, setEditing] = useState(false);
  const [refused, setRefused] = useState<ReturnType<typeof toApiError> | null>(null);
  const register = useWrite('reception_register');
  const match = useWrite('reception_match');
  const unmatch = useWrite('reception_unmatch');
  const tell = useToast();
  const choose = (patient: PatientRow): void =>
    match.mutate(
      { eligibility_id: id, patient_id: patient.id },
      { onSuccess: () => tell(words.matchedDone, () => unmatch.mutate({ id })) },
    );
  const submit = async (): Promise<void> => {
    setRefused(null);
    try {
      const form = told.marked ? { ...(await call('reception_form', { id })), name } : null;
      const { patient } = await register.mutateAsync({ eligibility_id: id, form });
      tell(words.fresh.done(patient.row.chart_number));
    } catch (reason) {
      setRefused(toApiError(reason));
    }
  };
  const error = match.error ?? unmatch.error;
  return (
    <Stack>
      {error !== null && <ErrorBanner error={error} />}
      <p>{proposals.length > 0 ? words.proposals.body : somebody ? words.fresh.body : words.fresh.nobody}</p>
      {proposals.map((proposal) => (
        <Candidate key={proposal.patient.id} proposal={proposal} onChoose={choose} busy={match.isPending} />
      ))}
      {proposals.length > 0 && somebody && <p>{words.proposals.neither}</p>}
      {told.marked && (
        <Field
          label={words.fresh.name}
          help={words.fresh.nameHelp}
          value={name}
          onChange={setName}
          findings={refused === null ? [] : at(refused.findings, 'name')}
          unseen={unread(name)}
          size="medium"
          required
        />
      )}
      {refused !== null && <ErrorBanner error={refused} hideFindings={told.marked} />}
      <Actions>
        {somebody && (
          <>
            <Button
              look={proposals.length === 0 ? 'main' : undefined}
              call="reception_register"
              label={words.fresh.registerThis(told.name)}
              disabled={register.isPending || (told.marked && unread(name))}
              onPress={() => void submit()}
            >
              {words.fresh.register}
            </Button>
            <Button call="reception_register" onPress={() => setEditing(true)}>
              {words.fresh.more}
            </Button>
          </>
        )}
        <Button onPress={() => setSearching(!searching)} pressed={searching}>
          {words.search}
        </Button>
        <Button
          look="plain"
          call="reception_dismiss"
          label={words.dismissThis(told.name)}
          onPress={onDismiss}
        >
          {words.dismiss}
        </Button>
      </Actions>
      {searching && (
        <PatientPicker
          label={words.searchBox}
          take={words.proposals.choose}
          takeThis={({ chart_number }) => words.proposals.chooseThis(chart_number)}
          takes="reception_match"
          onTake={choose}
        />
      )}
      {editing && (
        <RegisterDialog arrivalId={id} name={told.marked ? name : null} onClose={() => setEditing(false)} />
      )}
    </Stack>
  );
}

const COMPARED = ['name', 'birth_date', 'card', 'branch', 'sex'] as const;

/** What of the record agrees with what was told, and what speaks against it. */
function Reasons({ agreement }: { agreement: AgreementShown }) {
  return (
    <>
      {agreement.reference && <Badge tone="good">{words.proposals.reference}</Badge>}
      {COMPARED.filter((what) => agreement[what] === 'same').map((what) => (
        <Badge key={what} tone="good">
          {words.proposals.same[what]}
        </Badge>
      ))}
      {COMPARED.filter((what) => agreement[what] === 'differs').map((what) => (
        <Badge key={what} tone="danger">
          {words.proposals.differs[what]}
        </Badge>
      ))}
    </>
  );
}

/** A patient who may be the same person, with what speaks for and against it. */
function Candidate({
  proposal: { patient, agreement, differences },
  onChoose,
  busy,
}: {
  proposal: Proposal;
  onChoose: (patient: PatientRow) => void;
  busy: boolean;
}) {
  return (
    <div className={css.proposal}>
      <Row align="center">
        <strong>
          <Shown>{patient.name}</Shown>
        </strong>
        <Shown>{patient.kana}</Shown>
        <span>
          {patient.birth_date.wareki}
          {words.age(patient.age)}
        </span>
        <span>
          {t.patients.columns.number} {patient.chart_number}
        </span>
        {patient.same_name && <Badge tone="danger">{t.patients.sameName}</Badge>}
        <Reasons agreement={agreement} />
      </Row>
      {differences.length === 0 ? (
        <p>{words.proposals.noDifferences}</p>
      ) : (
        <DifferenceTable rows={differences} />
      )}
      <Actions>
        <Button
          look="main"
          call="reception_match"
          label={words.proposals.chooseThis(patient.chart_number)}
          onPress={() => onChoose(patient)}
          disabled={busy}
        >
          {words.proposals.choose}
        </Button>
      </Actions>
    </div>
  );
}
