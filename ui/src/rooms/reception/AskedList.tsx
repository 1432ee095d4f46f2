import type { Asked } from '../../api/bindings';
import { Badge } from '../../design/Badge';
import { Row } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { t } from '../../i18n/ja';

const words = t.reception.asked;

/** What people asked of the terminal and what has not been answered yet. */
export function AskedList({ asked }: { asked: readonly Asked[] }) {
  if (asked.length === 0) return null;
  return (
    <div>
      <h3>{words.title}</h3>
      <ul>
        {asked.map((one) => (
          <li key={one.id}>
            <Row align="center">
              <span>{one.title}</span>
              {one.patient !== null && <Shown>{one.patient.name}</Shown>}
              <Badge tone={one.state === 'failed' || one.state === 'unanswered' ? 'warning' : 'info'}>
                {t.terminal.log.state[one.state]}
              </Badge>
              <span>{words.since(one.at.wareki)}</span>
              {one.state === 'unanswered' && <span>{words.unanswered}</span>}
              {one.state === 'failed' && <span>{one.said || words.failed}</span>}
            </Row>
          </li>
        ))}
      </ul>
    </div>
  );
}
