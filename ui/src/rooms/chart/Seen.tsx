import type { RowShown } from '../../api/bindings';
import { t } from '../../i18n/ja';

const words = t.chart.seen;

/** Who sees a row through the national service, or why nobody does. */
export function Seen({ row }: { row: RowShown }) {
  if (row.standing !== 'registered') return <>{t.words.standing[row.standing]}</>;
  return (
    <>
      <div>{words.patient(t.words.sight[row.patient_sees])}</div>
      <div>{words.others(t.words.sight[row.others_see])}</div>
    </>
  );
}
