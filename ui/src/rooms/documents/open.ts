import type { LetterRow } from '../../api/bindings';
import { go } from '../../frame/route';

/** Goes to a document, whatever its kind. */
export function open(row: Pick<LetterRow, 'id' | 'document' | 'patient'>): void {
  if (row.document === 'referral_letter') go('letters', row.patient.id, row.id);
  else go('letters', row.patient.id, row.id, row.document);
}
