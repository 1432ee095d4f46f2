import { useEffect, useRef } from 'react';
import { useRead } from '../api/query';
import { Badge } from '../design/Badge';
import { useToast } from '../design/Toast';
import { t } from '../i18n/ja';
import { useRoute } from './route';

const TODAY = { day: null };

/** How many at reception a person has still to look at: whoever is new, or may be one of several. */
export function ArrivalsMark() {
  const today = useRead('reception_today', TODAY);
  const open = (today.data?.arrivals ?? []).filter(({ state }) => state === 'new' || state === 'proposed');
  return open.length === 0 ? null : <Badge tone="info">{t.reception.badge(open.length)}</Badge>;
}

/** Tells who has just tapped a card, wherever in the window the person is; the list itself shows it anyway. */
export function TapNotice() {
  const { room, rest } = useRoute();
  const today = useRead('reception_today', TODAY);
  const tell = useToast();
  const known = useRef<ReadonlySet<string> | null>(null);
  const arrivals = today.data?.arrivals;
  const there = room === 'patients' && rest.length === 0;
  useEffect(() => {
    if (arrivals === undefined) return;
    const fresh = arrivals.filter(({ id, source }) => source === 'face' && known.current?.has(id) === false);
    known.current = new Set(arrivals.map(({ id }) => id));
    if (there || fresh.length === 0) return;
    tell(t.reception.tapped(fresh.map(({ told }) => told.kana || told.name)));
  }, [arrivals, there, tell]);
  return null;
}
