import type { TerminalState } from '../api/bindings';
import { useRead } from '../api/query';
import { Badge, type Tone } from '../design/Badge';
import { t } from '../i18n/ja';
import css from './Frame.module.css';
import { pathTo } from './route';

const TONE: Record<TerminalState['lamp'], Tone> = {
  connected: 'good',
  unreachable: 'danger',
  off: 'plain',
  elsewhere: 'info',
};

/** Whether the terminal is there, always in sight; leads to its room. */
export function Lamp() {
  const state = useRead('terminal_state', {});
  if (state.data === undefined) return null;
  const { lamp } = state.data;
  return (
    <a className={css.lamp} href={`#${pathTo('terminal')}`}>
      <span className={css.dot} data-lamp={lamp} aria-hidden="true" />
      {t.terminal.lampLabel}
      <Badge tone={TONE[lamp]}>{t.terminal.lamp[lamp]}</Badge>
    </a>
  );
}

/** What in the 送信箱 needs a person: 5情報 that were not sent, and whatever stopped. */
export function OutboxMark() {
  const terminal = useRead('terminal_state', {});
  const on = terminal.data?.on === true;
  const counts = useRead('outbox_counts', {}, { enabled: on });
  const unsent = useRead('reports_unsent', {}, { enabled: on });
  if (!on) return null;
  const patients = unsent.data?.length ?? 0;
  const attention =
    counts.data === undefined ? 0 : counts.data.held + counts.data.refused + counts.data.unanswered;
  return (
    <>
      {patients > 0 && <Badge tone="danger">{t.outbox.reports.badge(patients)}</Badge>}
      {attention > 0 && <Badge tone="warning">{t.outbox.badge(attention)}</Badge>}
    </>
  );
}
