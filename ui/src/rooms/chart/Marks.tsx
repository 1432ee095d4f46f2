import { Badge, type Tone } from '../../design/Badge';
import { Row } from '../../design/layout';
import { t } from '../../i18n/ja';
import type { AnyRow } from './kinds';

const words = t.chart.marks;

/** What stands out about a row: how it is, how it may be shared, whether anybody has confirmed it. */
export function Marks({ row, entry }: AnyRow) {
  const { flags } = entry.form.common;
  const marks: [shown: boolean, label: string, tone: Tone][] = [
    [row.ended, words.ended, 'plain'],
    [entry.type === 'condition' && entry.form.principal, words.principal, 'info'],
    [entry.type === 'condition' && entry.form.suspected, words.suspected, 'plain'],
    [entry.type === 'lab_result' && entry.form.interpretation === 'H', words.high, 'warning'],
    [entry.type === 'lab_result' && entry.form.interpretation === 'L', words.low, 'warning'],
    [flags.uninformed, words.uninformed, 'danger'],
    [flags.undelivered, words.undelivered, 'warning'],
    [flags.long_term, words.longTerm, 'plain'],
    [row.confirmed === '', words.unconfirmed, 'warning'],
    [row.coded, words.coded, 'good'],
    [!row.coded, words.uncoded, 'plain'],
  ];
  return (
    <Row align="center">
      {marks
        .filter(([shown]) => shown)
        .map(([, label, tone]) => (
          <Badge key={label} tone={tone}>
            {label}
          </Badge>
        ))}
    </Row>
  );
}
