import { savePdf } from '../../api/pdf';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.terminal.aside;

/** Files that came and that nobody understood; they are kept. */
export function AsidePanel() {
  const aside = useRead('arrivals_set_aside', {});
  const save = useWrite('arrival_save');
  if (aside.error !== null) return <ErrorBanner error={aside.error} />;
  if (aside.data === undefined) return <Waiting />;
  if (aside.data.length === 0) return <EmptyState title={words.none} />;
  return (
    <Panel title={words.title}>
      <p>{words.intro}</p>
      {save.error !== null && <ErrorBanner error={save.error} />}
      <Table
        caption={words.title}
        rows={aside.data}
        rowKey={(row) => row.id}
        columns={[
          { head: words.columns.name, cell: (row) => row.name },
          { head: words.columns.reason, cell: (row) => row.reason },
          { head: words.columns.arrived, cell: (row) => row.arrived.wareki, nowrap: true },
          {
            head: words.save,
            cell: (row) => (
              <Button
                label={words.saveThis(row.name)}
                onPress={() => save.mutate({ id: row.id }, { onSuccess: savePdf })}
                disabled={save.isPending}
              >
                {words.save}
              </Button>
            ),
          },
          { head: words.columns.folder, cell: (row) => row.folder },
          {
            head: words.columns.size,
            cell: (row) => t.received.page.size(row.size),
            align: 'end',
            nowrap: true,
          },
        ]}
      />
    </Panel>
  );
}
