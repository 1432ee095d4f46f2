import { useState } from 'react';
import type { OutboxRow, ReadConsent } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { ConsentChoice } from './ConsentChoice';

const words = t.outbox;

/** Changes how the patient agrees that the addressee reads, of a document that has not been sent. */
export function ConsentDialog({ item, onClose }: { item: OutboxRow; onClose: () => void }) {
  const [consent, setConsent] = useState<ReadConsent>(item.consent ?? 'later');
  const save = useWrite('outbox_consent');
  const tell = useToast();
  const keep = (): void =>
    save.mutate(
      { id: item.id, version: item.version, consent },
      {
        onSuccess: () => {
          tell(words.consentDone);
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={words.changeConsent}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" call="outbox_consent" onPress={keep} disabled={save.isPending}>
            {t.save}
          </Button>
        </>
      }
    >
      {save.error !== null && <ErrorBanner error={save.error} />}
      <ConsentChoice
        label={words.consent}
        value={consent}
        onChange={setConsent}
        choices={['oral', 'later']}
      />
    </Dialog>
  );
}
