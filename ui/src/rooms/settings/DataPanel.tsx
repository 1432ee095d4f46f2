import { useState } from 'react';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Waiting } from '../../design/EmptyState';
import { Facts, Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { useLeaveGuard } from '../../frame/route';
import { t } from '../../i18n/ja';
import { RecoverySheetPage } from '../../shared/RecoverySheetPage';

const words = t.settings;

/** Where the data lies, which copies there are, and the recovery sheet. */
export function DataPanel() {
  const store = useRead('store_info', {});
  const backup = useWrite('backup_make');
  const renew = useWrite('recovery_renew');
  const [asking, setAsking] = useState(false);
  const tell = useToast();
  // The passphrase is shown once: it must not go away by a slip of the hand.
  useLeaveGuard(renew.data !== undefined);
  if (renew.data !== undefined) {
    return <RecoverySheetPage sheet={renew.data} goLabel={words.renew.done} onDone={renew.reset} />;
  }
  const error = backup.error ?? store.error;
  return (
    <>
      {error !== null && <ErrorBanner error={error} />}
      {store.data === undefined ? (
        store.error === null && <Waiting />
      ) : (
        <Panel
          title={words.data}
          actions={
            <Button
              call="backup_make"
              onPress={() => backup.mutate({}, { onSuccess: () => tell(words.made) })}
              disabled={backup.isPending}
            >
              {words.makeBackup}
            </Button>
          }
        >
          <Facts
            rows={[
              [words.place, store.data.place],
              [words.size, words.kib(store.data.size_kib)],
              [
                words.backupsSize,
                words.kib(store.data.backups.reduce((sum, { size_kib }) => sum + size_kib, 0)),
              ],
              [words.key, store.data.key_kept ? words.keyKept : words.keyNotKept],
              [words.version, store.data.version],
            ]}
          />
          <h3>{words.backups}</h3>
          <p>{words.kept(store.data.keep)}</p>
          {store.data.backups.length === 0 ? (
            <p>{words.noBackups}</p>
          ) : (
            <Table
              caption={words.backups}
              rows={store.data.backups}
              rowKey={(row) => row.name}
              columns={[
                { head: words.columns.at, cell: (row) => row.at.wareki, nowrap: true },
                { head: words.columns.why, cell: (row) => words.why[row.why] ?? row.why },
                { head: words.columns.size, cell: (row) => words.kib(row.size_kib), align: 'end' },
              ]}
            />
          )}
        </Panel>
      )}
      <Panel
        title={words.renew.title}
        actions={
          <Button call="recovery_renew" onPress={() => setAsking(true)}>
            {words.renew.go}
          </Button>
        }
      >
        <p>{words.renew.body}</p>
      </Panel>
      <Dialog
        title={words.renew.ask}
        role="alertdialog"
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)} autoFocus>
              {t.cancel}
            </Button>
            <Button
              look="main"
              onPress={() => renew.mutate({}, { onSuccess: () => setAsking(false) })}
              disabled={renew.isPending}
            >
              {words.renew.go}
            </Button>
          </>
        }
      >
        {renew.error !== null && <ErrorBanner error={renew.error} />}
        <p>{words.renew.askBody}</p>
      </Dialog>
    </>
  );
}
