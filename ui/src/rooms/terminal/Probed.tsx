import type { Probe, ProbeRow } from '../../api/bindings';
import { Badge, type Tone } from '../../design/Badge';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.terminal.probe;

const TONE: Record<ProbeRow['state'], Tone> = { ok: 'good', warn: 'warning', bad: 'danger' };

/** What a 接続診断 found out, with what to do about each thing. */
export function Probed({ probe }: { probe: Probe }) {
  return (
    <>
      <p role="status">{words.at(probe.at.wareki)}</p>
      <Table
        caption={words.title}
        rows={probe.rows}
        rowKey={(row) => row.what}
        columns={[
          { head: words.columns.what, cell: (row) => row.what },
          {
            head: words.columns.state,
            cell: (row) => <Badge tone={TONE[row.state]}>{words.state[row.state]}</Badge>,
            nowrap: true,
          },
          {
            head: words.columns.message,
            cell: (row) => (
              <>
                <div>{row.message}</div>
                {row.next !== '' && (
                  <div>
                    <strong>{row.next}</strong>
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
