import { useRoute } from '../../frame/route';
import { ReceivedList } from './ReceivedList';
import { ReceivedPage } from './ReceivedPage';

/** 届いた文書: all of them, those of one patient, or one of them. */
export default function ReceivedRoom() {
  const [patientId, id] = useRoute().rest;
  if (id !== undefined) return <ReceivedPage key={id} id={id} />;
  return <ReceivedList key={patientId ?? ''} patientId={patientId === 'all' ? null : (patientId ?? null)} />;
}
