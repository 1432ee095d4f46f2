import { useEffect, useState } from 'react';
import type { DateShown } from '../../api/bindings';
import { t } from '../../i18n/ja';
import { waitOf } from '../../text/wait';

const words = t.outbox.next;

/** When something is tried next, counted down while that is soon. */
export function Countdown({ seconds, at }: { seconds: number; at: DateShown }) {
  const [now, setNow] = useState(() => Date.now());
  const [then, setThen] = useState(() => Date.now() + seconds * 1000);
  useEffect(() => setThen(Date.now() + seconds * 1000), [seconds]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const wait = waitOf((then - now) / 1000);
  switch (wait.kind) {
    case 'now':
      return <span>{words.now}</span>;
    case 'clock':
      return <span>{words.clock(at.wareki)}</span>;
    default:
      return <span>{words[wait.kind](wait.n)}</span>;
  }
}
