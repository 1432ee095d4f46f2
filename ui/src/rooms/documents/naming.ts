import type { DocumentOpen, LetterOpen, LetterRow } from '../../api/bindings';
import { t } from '../../i18n/ja';

/** What a document is, at the head of its page. */
export function titleOf({ document, kind }: LetterRow): string {
  if (kind !== null) return t.letters.titleOf[kind];
  return document === 'care_plan_summary' ? t.plans.title : t.words.documentKind[document];
}

/** What a document is, in a list. */
export function kindOf({ document, kind }: LetterRow): string {
  return kind === null ? t.words.documentKind[document] : t.words.letterKind[kind];
}

/** Whom a document goes to: the patient, where it is no letter. */
export function goesTo(row: LetterRow): string {
  if (row.document === 'care_plan_summary') return t.plans.receiver;
  return `${row.receiver || t.letters.noReceiver} ${row.receiver_line}`;
}

/** Whether an opened document is a letter. */
export const isLetter = (opened: DocumentOpen): opened is LetterOpen =>
  opened.row.document === 'referral_letter';
