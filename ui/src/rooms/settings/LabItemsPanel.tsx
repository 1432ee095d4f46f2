import type { LabItemShown } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { LabCodesImport } from './LabCodesImport';

const words = t.settings.labItems;

/** The laboratory's items and the codes that are remembered for them. Rows keep theirs when an item is forgotten. */
export function LabItemsPanel() {
  const shown = useRead('lab_item_list', {});
  const forget = useWrite('lab_item_forget');
  const tell = useToast();
  const restore = useWrite('lab_item_restore');
  const error = shown.error ?? forget.error ?? restore.error;
  const forgetOne = (item: LabItemShown): void =>
    forget.mutate(
      { name: item.name, specimen: item.specimen },
      {
        onSuccess: () =>
          tell(words.forgotten(item.name), () =>
            restore.mutate(item, { onSuccess: () => tell(words.restored(item.name)) }),
          ),
      },
    );
  return (
    <Panel title={words.title}>
      <p>{words.intro}</p>
      {error !== null && <ErrorBanner error={error} />}
      {shown.data === undefined && shown.error === null && <Waiting />}
      {shown.data !== undefined && (
        <p>{shown.data.imported > 0 ? words.imported(shown.data.imported) : words.notImported}</p>
      )}
      <LabCodesImport />
      {shown.data?.items.length === 0 && <EmptyState title={words.none} />}
      {shown.data !== undefined && shown.data.items.length > 0 && (
        <Table
          caption={words.title}
          rows={shown.data.items}
          rowKey={({ name, specimen }) => JSON.stringify([name, specimen])}
          columns={[
            { head: words.name, cell: ({ name }) => name },
            { head: words.specimen, cell: ({ specimen }) => specimen },
            {
              head: words.codes,
              cell: ({ codes }) =>
                codes.map(({ system, code, display }) => (
                  <div key={`${system} ${code}`}>{`${display} ${code}`.trim()}</div>
                )),
            },
            {
              head: words.actions,
              cell: (item) => (
                <Button
                  label={words.forgetOne(item.name)}
                  call="lab_item_forget"
                  hide
                  onPress={() => forgetOne(item)}
                  disabled={forget.isPending}
                >
                  {words.forget}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}
