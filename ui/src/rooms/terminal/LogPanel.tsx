import type { LogRow, RequestState } from '../../api/bindings';
import { useRead } from '../../api/query';
import { Badge, type Tone } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Panel } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.terminal.log;

const TONE: Record<RequestState, Tone> = {
  planned: 'plain',
  intended: 'info',
  posted: 'info',
  answered: 'good',
  unanswered: 'warning',
  withdrawn: 'plain',
  failed: 'danger',
};

/** How a request stands, in a word: of one that was turned away, that. */
function Stand({ row: { state, verdict } }: { row: LogRow }) {
  if (state === 'answered' && (verdict === 'failed' || verdict === 'refused')) {
    return <Badge tone="danger">{words.verdict[verdict]}</Badge>;
  }
  return <Badge tone={TONE[state]}>{words.state[state]}</Badge>;
}

/** What was asked of the terminal and what it said, newest first. */
export function LogPanel() {
  const log = useRead('terminal_log', { patient_id: null, outbox_id: null }, { keep: true });
  if (log.error !== null) return <ErrorBanner error={log.error} />;
  if (log.data === undefined) return <Waiting />;
  if (log.data.length === 0) {
    return (
      <EmptyState title={words.none}>
        <p>{words.noneHelp}</p>
      </EmptyState>
    );
  }
  return (
    <Panel title={words.title}>
      <Table
        caption={words.title}
        rows={log.data}
        rowKey={(row) => row.id}
        columns={[
          { head: words.columns.at, cell: (row) => row.created.wareki },
          { head: words.columns.what, cell: (row) => row.title },
          {
            head: words.columns.patient,
            cell: (row) => (row.patient === null ? words.noPatient : <Shown>{row.patient.name}</Shown>),
          },
          {
            head: words.columns.state,
            cell: (row) => <Stand row={row} />,
            nowrap: true,
          },
          { head: words.columns.settled, cell: (row) => row.settled?.wareki },
          {
            head: words.columns.said,
            cell: (row) => (
              <>
                {row.said}
                {row.code !== '' && `［${row.code}］`}
                {row.advice !== '' && (
                  <div>
                    <strong>{row.advice}</strong>
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}
