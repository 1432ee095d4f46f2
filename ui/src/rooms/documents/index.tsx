import { useRoute } from '../../frame/route';
import { LetterList } from './LetterList';
import { LetterPage } from './LetterPage';

/** 紹介状: the letters of all patients, of the one that is open, or one letter. */
export default function LettersRoom() {
  const [patientId, letterId] = useRoute().rest;
  if (patientId !== undefined && letterId !== undefined) {
    return <LetterPage key={letterId} patientId={patientId} letterId={letterId} />;
  }
  return <LetterList key={patientId ?? ''} patientId={patientId ?? null} />;
}
