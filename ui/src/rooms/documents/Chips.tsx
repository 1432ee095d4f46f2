import type { SectionProgress } from '../../api/bindings';
import { ProgressChips } from '../../design/ProgressChips';

/** How far parts of the letter have come with codes. */
export function Chips({ parts }: { parts: readonly SectionProgress[] }) {
  return (
    <ProgressChips parts={parts.map(({ label, coded, rows, text }) => ({ label, coded, of: rows, text }))} />
  );
}
