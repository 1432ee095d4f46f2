import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Findings } from '../../design/Findings';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.chart.reports;

/** What would be registered with the national service for this patient today, one 報告単位 per line. */
export function ReportsPanel({ patientId }: { patientId: string }) {
  const today = useRead('reports_today', { id: patientId });
  if (today.data === undefined) return today.error === null ? null : <ErrorBanner error={today.error} />;
  const { reports, findings } = today.data;
  return (
    <Panel title={words.title}>
      <p>{reports.length === 0 ? words.none : words.about}</p>
      <Findings findings={findings} />
      {reports.length > 0 && (
        <Table
          caption={words.title}
          rows={reports}
          rowKey={({ kind, sampled, state }) => `${kind} ${sampled?.iso ?? ''} ${state}`}
          dim={({ state }) => state === 'unchanged'}
          columns={[
            {
              head: words.kind,
              cell: ({ kind, sampled }) => (
                <>
                  {t.words.reportKind[kind]}
                  {sampled !== null && ` ${sampled.wareki}`}
                </>
              ),
            },
            {
              head: words.state,
              cell: ({ state, ready }) => (ready ? t.words.reportState[state] : words.blocked),
            },
            { head: words.rows, cell: ({ rows }) => words.count(rows), nowrap: true },
            { head: words.findings, cell: (report) => <Findings findings={report.findings} /> },
          ]}
        />
      )}
    </Panel>
  );
}
