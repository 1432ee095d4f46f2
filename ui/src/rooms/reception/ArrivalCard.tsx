import type { Arrival } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Card } from '../../design/Cards';
import { Findings } from '../../design/Findings';
import { Actions } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { clockOf } from '../../text/clock';
import { cardOf, Details } from './Details';
import { Matched } from './Matched';
import css from './Reception.module.css';
import { STATE_TONE, VALIDITY_TONE } from './tones';
import { Unmatched } from './Unmatched';

const words = t.reception;

/** Somebody as the card or the insurers tell them; a character that they cannot write is marked. */
function Person({ arrival: { told } }: { arrival: Arrival }) {
  return (
    <>
      <span className={css.name}>
        <span className={css.kana}>
          <Shown>{told.kana}</Shown>
        </span>
        <strong>
          {told.name.split(/(●)/).map((part, place) =>
            part === '●' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name stay where they are
              <mark key={place} className={css.marked} title={words.marked}>
                ●
              </mark>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name stay where they are
              <Shown key={place}>{part}</Shown>
            ),
          )}
        </strong>
      </span>
      <span>
        {told.birth_date?.wareki}
        {told.age !== '' && words.age(told.age)}
      </span>
      <span>{t.words.sex[told.sex]}</span>
    </>
  );
}

/** Whoever tapped a card, or was asked about: as told, who they are here, and what comes next. */
export function ArrivalCard({ arrival }: { arrival: Arrival }) {
  const { id, state, told, validity } = arrival;
  const dismiss = useWrite('reception_dismiss');
  const tell = useToast();
  const setDismissed = (dismissed: boolean): void =>
    dismiss.mutate(
      { eligibility_id: id, dismissed },
      {
        onSuccess: () => {
          if (dismissed) tell(words.dismissed, () => setDismissed(false));
        },
      },
    );
  return (
    <Card
      tone={STATE_TONE[state]}
      head={
        <>
          <span className={css.clock}>{clockOf(arrival.at.iso)}</span>
          {told.name !== '' || told.kana !== '' ? (
            <Person arrival={arrival} />
          ) : (
            <span>{`${arrival.insurer.insurer_number} ${cardOf(arrival.insurer)}`}</span>
          )}
        </>
      }
      marks={
        <>
          <Badge>{t.words.eligibilitySource[arrival.source]}</Badge>
          <Badge tone={VALIDITY_TONE[validity]}>{t.words.validity[validity]}</Badge>
          <Badge tone={STATE_TONE[state]}>{words.state[state]}</Badge>
        </>
      }
    >
      {told.marked && <p>{words.marked}。</p>}
      {arrival.namesakes > 0 && (
        <p>
          <Badge tone="danger">{words.namesakes(arrival.namesakes)}</Badge>
        </p>
      )}
      {arrival.twin && (
        <p>
          <Badge tone="danger">{words.twin}</Badge>
        </p>
      )}
      {words.validityHelp[validity] !== '' && <p>{words.validityHelp[validity]}</p>}
      <Findings findings={arrival.findings} />
      {arrival.notices.length > 0 && (
        <div>
          <h3>{words.notices}</h3>
          <ul>
            {arrival.notices.map(({ code, message }) => (
              <li key={`${code} ${message}`}>
                {message}
                {code !== '' && `［${code}］`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {dismiss.error !== null && <ErrorBanner error={dismiss.error} />}
      {state === 'matched' && <Matched arrival={arrival} />}
      {(state === 'new' || state === 'proposed') && (
        <Unmatched arrival={arrival} onDismiss={() => setDismissed(true)} />
      )}
      {state === 'dismissed' && (
        <Actions>
          <Button call="reception_dismiss" onPress={() => setDismissed(false)}>
            {words.restore}
          </Button>
        </Actions>
      )}
      <Details arrival={arrival} />
    </Card>
  );
}
