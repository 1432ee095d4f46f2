import { useState } from 'react';
import type { ReadConsent } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Cards } from '../../design/Cards';
import { Dialog } from '../../design/Dialog';
import { Panel } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { ConsentChoice } from './ConsentChoice';
import { ItemCard } from './ItemCard';

const words = t.outbox;

/** How one document goes by wire: its items with what can be done, or the offer to send it after all. */
export function DocumentSending({
  documentId,
  number,
  sendable,
}: {
  documentId: string;
  /** The newest version. */
  number: number;
  /** Whether that version is final and has data for the service. */
  sendable: boolean;
}) {
  const items = useRead('outbox_list', { state: null, patient_id: null, document_id: documentId });
  const [sending, setSending] = useState(false);
  const rows = items.data ?? [];
  const there = rows.some((row) => row.number === number && row.state !== 'withdrawn');
  return (
    <Panel
      title={words.title}
      actions={
        sendable &&
        items.data !== undefined &&
        !there && (
          <Button call="outbox_send" onPress={() => setSending(true)}>
            {words.send}
          </Button>
        )
      }
    >
      {items.error !== null && <ErrorBanner error={items.error} />}
      {rows.length === 0 && <p>{sendable ? words.noneOfDocument : words.noBundle}</p>}
      {rows.length > 0 && (
        <Cards label={words.title}>
          {rows.map((row) => (
            <ItemCard key={row.id} item={row} within="document" />
          ))}
        </Cards>
      )}
      {sending && <SendDialog documentId={documentId} number={number} onClose={() => setSending(false)} />}
    </Panel>
  );
}

function SendDialog({
  documentId,
  number,
  onClose,
}: {
  documentId: string;
  number: number;
  onClose: () => void;
}) {
  const [consent, setConsent] = useState<ReadConsent>('later');
  const send = useWrite('outbox_send');
  const tell = useToast();
  const go = (): void =>
    send.mutate(
      { document_id: documentId, number, consent },
      {
        onSuccess: () => {
          tell(words.sendDone);
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={words.sendTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" call="outbox_send" onPress={go} disabled={send.isPending}>
            {words.send}
          </Button>
        </>
      }
    >
      {send.error !== null && <ErrorBanner error={send.error} />}
      <ConsentChoice
        label={words.consent}
        value={consent}
        onChange={setConsent}
        choices={['oral', 'later']}
      />
    </Dialog>
  );
}

/** What was sent for one patient. */
export function PatientSending({ patientId }: { patientId: string }) {
  const items = useRead('outbox_list', { state: null, patient_id: patientId, document_id: null });
  if (items.error !== null) return <ErrorBanner error={items.error} />;
  if (items.data === undefined || items.data.length === 0) return null;
  return (
    <Panel title={words.ofPatient}>
      <Cards label={words.ofPatient}>
        {items.data.map((row) => (
          <ItemCard key={row.id} item={row} within="patient" />
        ))}
      </Cards>
    </Panel>
  );
}
