import { useRead } from '../api/query';
import { Badge } from '../design/Badge';
import { t } from '../i18n/ja';

/** What in the 送信箱 needs a person: whatever stopped. */
export function OutboxMark() {
  const counts = useRead('outbox_counts', {});
  if (counts.data === undefined) return null;
  const { held, refused, unanswered } = counts.data;
  const attention = held + refused + unanswered;
  return attention === 0 ? null : <Badge tone="warning">{t.outbox.badge(attention)}</Badge>;
}
