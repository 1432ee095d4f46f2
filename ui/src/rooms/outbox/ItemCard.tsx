import { useState } from 'react';
import type { OutboxRow } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Card } from '../../design/Cards';
import { Dialog } from '../../design/Dialog';
import { Actions, Facts, Stack } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { open } from '../documents/open';
import { ConsentDialog } from './ConsentDialog';
import { Countdown } from './Countdown';
import { toneOf } from './groups';
import { titleOf } from './naming';

const words = t.outbox;

/** Why it stands where it stands, and what comes next, in that order. */
function Why({ item }: { item: OutboxRow }) {
  if (item.hold !== null) {
    const { why, next } = words.hold[item.hold];
    return (
      <>
        <p>
          <strong>{why}</strong>
        </p>
        <p>{next}</p>
      </>
    );
  }
  if (item.state === 'unanswered' && item.absent) return <p>{words.absent}</p>;
  return (
    <>
      <p>{item.waits ? words.waits : words.state[item.state]}</p>
      {item.service_status !== null && item.state === 'accepted' && (
        <p>
          {words.serviceStatus[item.service_status]}
          {item.service_status_at !== null && ` ${words.statusAt(item.service_status_at.wareki)}`}
        </p>
      )}
    </>
  );
}

/** What the service said, word for word. */
function Verbatim({ item }: { item: OutboxRow }) {
  if (item.said === '' && item.code === '') return null;
  return (
    <Facts
      rows={[
        [words.verbatim, [item.said, item.code === '' ? '' : `［${item.code}］`].join('')],
        ...(item.place === '' ? [] : [[words.place, item.place] as const]),
      ]}
    />
  );
}

/** One thing that is sent: whose, where it stands and why, what can be done. */
export function ItemCard({ item, within }: { item: OutboxRow; within?: 'document' | 'patient' }) {
  const [asking, setAsking] = useState<'withdraw' | 'consent' | null>(null);
  const again = useWrite('outbox_again');
  const withdraw = useWrite('outbox_withdraw');
  const ask = useWrite('outbox_status_ask');
  const check = useWrite('eligibility_ask');
  const tell = useToast();
  const { id, version, may, patient } = item;
  const error = again.error ?? ask.error ?? check.error ?? (asking === null ? withdraw.error : null);
  const title = titleOf(item);
  const { document_id, document } = item;
  return (
    <Card
      tone={toneOf(item)}
      head={
        <>
          {within === undefined && (
            <strong>
              <Shown>{patient.name}</Shown>
            </strong>
          )}
          {within === undefined && <span>{patient.chart_number}</span>}
          <span>{title}</span>
          {item.receiver !== '' && <span>{item.receiver}</span>}
        </>
      }
      marks={
        <>
          {item.action === 'cancel' && <Badge tone="warning">{t.words.outboxAction.cancel}</Badge>}
          {item.hold !== null && <Badge tone="warning">{words.held}</Badge>}
          <Badge tone={toneOf(item)}>{t.words.outboxState[item.state]}</Badge>
        </>
      }
    >
      <Stack gap="tight">
        <Why item={item} />
        <Verbatim item={item} />
        {item.next_in !== null && item.next !== null && (
          <p>
            <Countdown seconds={item.next_in} at={item.next} />
          </p>
        )}
        <details>
          <summary>{t.details}</summary>
          <Facts
            rows={[
              [words.created, item.created.wareki],
              ...(item.consent === null ? [] : [[words.consent, t.words.readConsent[item.consent]] as const]),
              ...(item.posted === null ? [] : [[words.posted, item.posted.wareki] as const]),
              ...(item.settled === null ? [] : [[words.settled, item.settled.wareki] as const]),
            ]}
          />
        </details>
      </Stack>
      {error !== null && <ErrorBanner error={error} />}
      <Actions>
        {document_id !== null && document !== null && within !== 'document' && (
          <Button label={words.openThis(title)} onPress={() => open({ id: document_id, document, patient })}>
            {words.open}
          </Button>
        )}
        {item.kind === 'report' && (
          <Button onPress={() => go('chart', patient.id)}>{t.frame.rooms.chart}</Button>
        )}
        {(item.hold === 'no_insurance' || item.hold === 'branch_unknown') && (
          <Button onPress={() => go('patients', patient.id)}>{words.patient}</Button>
        )}
        {item.hold === 'eligibility_differs' && (
          <Button onPress={() => go('patients')}>{words.reception}</Button>
        )}
        {(item.hold === 'branch_unknown' || item.hold === 'eligibility_invalid') && (
          <Button
            call="eligibility_ask"
            disabled={check.isPending}
            onPress={() => check.mutate({ id: patient.id }, { onSuccess: () => tell(words.checkAsked) })}
          >
            {words.checkEligibility}
          </Button>
        )}
        {may.includes('again') && (
          <Button
            call="outbox_again"
            disabled={again.isPending}
            onPress={() => again.mutate({ id, version }, { onSuccess: () => tell(words.againDone) })}
          >
            {words.again}
          </Button>
        )}
        {may.includes('status_ask') && (
          <Button
            call="outbox_status_ask"
            disabled={ask.isPending}
            onPress={() => ask.mutate({ id }, { onSuccess: () => tell(words.asked) })}
          >
            {item.state === 'unanswered' ? words.askArrived : words.ask}
          </Button>
        )}
        {may.includes('consent') && (
          <Button call="outbox_consent" onPress={() => setAsking('consent')}>
            {words.changeConsent}
          </Button>
        )}
        {may.includes('withdraw') && (
          <Button call="outbox_withdraw" look="danger" onPress={() => setAsking('withdraw')}>
            {words.withdraw}
          </Button>
        )}
      </Actions>
      {asking === 'consent' && <ConsentDialog item={item} onClose={() => setAsking(null)} />}
      {asking === 'withdraw' && (
        <Dialog
          title={words.withdrawTitle}
          role="alertdialog"
          open
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button onPress={() => setAsking(null)} autoFocus>
                {t.cancel}
              </Button>
              <Button
                look="danger"
                disabled={withdraw.isPending}
                onPress={() =>
                  withdraw.mutate(
                    { id, version },
                    {
                      onSuccess: () => {
                        setAsking(null);
                        tell(words.withdrawDone);
                      },
                    },
                  )
                }
              >
                {words.withdraw}
              </Button>
            </>
          }
        >
          {withdraw.error !== null && <ErrorBanner error={withdraw.error} />}
          <p>{words.withdrawBody}</p>
        </Dialog>
      )}
    </Card>
  );
}
