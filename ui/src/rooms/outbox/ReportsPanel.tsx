import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Panel } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';

const words = t.outbox.reports;

/** Whose 5情報 were changed today and not sent yet. */
export function ReportsPanel() {
  const unsent = useRead('reports_unsent', {});
  const send = useWrite('reports_send');
  const all = useWrite('reports_send_all');
  const tell = useToast();
  const rows = unsent.data ?? [];
  const error = unsent.error ?? send.error ?? all.error;
  const busy = send.isPending || all.isPending;
  const done = { onSuccess: () => tell(words.sent) };
  return (
    <Panel
      title={words.title}
      actions={
        rows.length > 0 && (
          <Button look="main" call="reports_send_all" onPress={() => all.mutate({}, done)} disabled={busy}>
            {words.sendAll}
          </Button>
        )
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      {unsent.data !== undefined && rows.length === 0 && <p>{words.none}</p>}
      {rows.length > 0 && (
        <>
          <p>
            <Badge tone="danger">{words.unsent(rows.length)}</Badge>
          </p>
          <p>{words.unsentHelp}</p>
          <Table
            caption={words.title}
            rows={rows}
            rowKey={({ patient }) => patient.id}
            onOpen={({ patient }) => go('chart', patient.id)}
            columns={[
              { head: words.columns.patient, cell: ({ patient }) => <Shown>{patient.name}</Shown> },
              { head: words.columns.number, cell: ({ patient }) => patient.chart_number, nowrap: true },
              {
                head: words.columns.units,
                cell: ({ units, blocked }) => (
                  <>
                    {words.units(units)}
                    {blocked > 0 && <div>{words.blocked(blocked)}</div>}
                  </>
                ),
              },
              {
                head: words.columns.actions,
                cell: ({ patient, units }) => (
                  <Button
                    call="reports_send"
                    hide
                    label={words.sendThis(patient.name)}
                    onPress={() => send.mutate({ id: patient.id }, done)}
                    disabled={busy || units === 0}
                  >
                    {words.send}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}
