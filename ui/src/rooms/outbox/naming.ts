import type { OutboxRow } from '../../api/bindings';
import { t } from '../../i18n/ja';

/** What an item carries, in a word. */
export function titleOf({ document, letter, number, report, sampled }: OutboxRow): string {
  if (report !== null) return `${t.words.reportKind[report]} ${sampled?.wareki ?? ''}`.trim();
  const kind =
    letter !== null ? t.words.letterKind[letter] : document === null ? '' : t.words.documentKind[document];
  return number !== null && number > 1 ? `${kind} ${t.letters.version(number)}` : kind;
}
