import type { IssueShown, VersionShown } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.letters.versions;

interface Props {
  letterId: string;
  versions: readonly VersionShown[];
  /** The version whose pages are in sight. */
  shown: number | null;
  onShow: (number: number) => void;
}

/** One 交付; one that was noted by mistake can be taken back and stays readable as such. */
function Issue({ issue, busy, onUndo }: { issue: IssueShown; busy: boolean; onUndo: () => void }) {
  const said = words.issue(t.words.issueWay[issue.way], issue.at.wareki, issue.staff);
  if (issue.undone !== null) {
    return (
      <>
        <s>{said}</s>
        {words.wasUndone(issue.undone.wareki)}
      </>
    );
  }
  return (
    <>
      {said}{' '}
      <Button
        look="plain"
        call="letter_issue_undo"
        hide
        label={words.undoThis(said)}
        onPress={onUndo}
        disabled={busy}
      >
        {words.undo}
      </Button>
    </>
  );
}

/** Every finalized version, with how it left the clinic. */
export function Versions({ letterId, versions, shown, onShow }: Props) {
  const undo = useWrite('letter_issue_undo');
  const tell = useToast();
  if (versions.length === 0) return null;
  const takeBack = ({ place }: IssueShown): void =>
    undo.mutate({ id: letterId, place }, { onSuccess: () => tell(words.undone) });
  return (
    <Panel title={words.title}>
      {undo.error !== null && <ErrorBanner error={undo.error} />}
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
                  {row.issues.map((issue) => (
                    <li key={issue.place}>
                      <Issue issue={issue} busy={undo.isPending} onUndo={() => takeBack(issue)} />
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
