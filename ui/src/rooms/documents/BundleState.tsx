import type { FindingShown, LetterOpen } from '../../api/bindings';
import { Findings } from '../../design/Findings';
import { t } from '../../i18n/ja';

const words = t.letters.bundle;

/** Findings about the data for the national service. */
const isAboutBundle = ({ rule }: FindingShown): boolean => rule.startsWith('bundle.');

/** Whether the newest version has data for the national service, and where it stands; else why not. */
export function BundleState({ opened }: { opened: LetterOpen }) {
  const { row, findings } = opened;
  if (row.bundle) {
    return <>{row.outbox === null ? words.there : words.with(t.words.outboxState[row.outbox])}</>;
  }
  const reasons = findings.filter((finding) => isAboutBundle(finding) && finding.severity !== 'info');
  return (
    <>
      <p>{reasons.length === 0 ? words.none : words.noneBecause}</p>
      <Findings findings={reasons} />
    </>
  );
}
