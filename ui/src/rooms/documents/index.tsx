import type { DocumentKind } from '../../api/bindings';
import { useRoute } from '../../frame/route';
import { PAGES } from './kinds';
import { LetterList } from './LetterList';

const isKind = (word: string): word is DocumentKind => word in PAGES;

/** 文書: those of all patients, of the one that is open, or one document. Without its kind it is a letter. */
export default function LettersRoom() {
  const [patientId, documentId, kind = 'referral_letter'] = useRoute().rest;
  if (patientId !== undefined && documentId !== undefined && isKind(kind)) {
    const Document = PAGES[kind];
    return <Document key={documentId} patientId={patientId} documentId={documentId} />;
  }
  return <LetterList key={patientId ?? ''} patientId={patientId ?? null} />;
}
