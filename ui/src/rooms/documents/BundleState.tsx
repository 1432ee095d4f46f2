import type { FindingShown, OutboxState, VersionShown } from '../../api/bindings';
import { Findings } from '../../design/Findings';
import { t } from '../../i18n/ja';

const words = t.letters.bundle;

/** Advice about the data that does not keep it from being made. */
const ADVICE: ReadonlySet<string> = new Set(['bundle.branch-unchecked', 'bundle.symbol-mixed']);

/** Whether a finding says why there is no data for the national service. */
export const isObstacle = ({ rule, severity }: FindingShown): boolean =>
  rule.startsWith('bundle.') && severity !== 'info' && !ADVICE.has(rule);

/** Whether a version has data for the national service, and where it stands; else why not, as found on that day. */
export function BundleState({ version, outbox }: { version: VersionShown; outbox: OutboxState | null }) {
  if (version.bundle) {
    return <>{outbox === null ? words.there : words.with(t.words.outboxState[outbox])}</>;
  }
  const reasons = version.findings.filter(isObstacle);
  return (
    <>
      <p>{reasons.length === 0 ? words.none : words.noneBecause}</p>
      <Findings findings={reasons} />
    </>
  );
}
