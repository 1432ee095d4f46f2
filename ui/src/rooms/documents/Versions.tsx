import type { VersionShown } from '../../api/bindings';
import { Button } from '../../design/Button';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.letters.versions;

interface Props {
  versions: readonly VersionShown[];
  /** The version whose pages are in sight. */
  shown: number | null;
  onShow: (number: number) => void;
}

/** Every finalized version, with how it left the clinic. */
export function Versions({ versions, shown, onShow }: Props) {
  if (versions.length === 0) return null;
  return (
    <Panel title={words.title}>
      <Table
        caption={words.title}
        rows={versions}
        rowKey={(row) => String(row.number)}
        dim={(row) => row.number !== versions[0]?.number}
        columns={[
          { head: words.columns.number, cell: (row) => t.letters.version(row.number), nowrap: true },
          { head: words.columns.at, cell: (row) => row.at.wareki, nowrap: true },
          { head: words.columns.staff, cell: (row) => row.staff },
          { head: words.columns.reason, cell: (row) => row.reason },
          {
            head: words.columns.issues,
            cell: (row) =>
              row.issues.length === 0 ? (
                words.noIssue
              ) : (
                <ul>
                  {row.issues.map(({ way, at, staff }) => (
                    <li key={`${way} ${at.iso} ${staff}`}>
                      {words.issue(t.words.issueWay[way], at.wareki, staff)}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            head: words.show,
            cell: (row) => (
              <Button
                label={words.showThis(row.number)}
                pressed={row.number === shown}
                onPress={() => onShow(row.number)}
              >
                {words.show}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
