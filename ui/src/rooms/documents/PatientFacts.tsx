import type { PatientRow } from '../../api/bindings';
import { Badge } from '../../design/Badge';
import { Facts } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { t } from '../../i18n/ja';

const words = t.letters.finalize;

/** What tells this patient from another one, spelled out before something is frozen or taken back. */
export function PatientFacts({ patient }: { patient: PatientRow }) {
  return (
    <>
      {patient.same_name && (
        <p>
          <Badge tone="danger">{words.sameName}</Badge>
        </p>
      )}
      <Facts
        rows={[
          [
            words.name,
            <strong key="name">
              <Shown>{patient.name}</Shown>
            </strong>,
          ],
          [words.kana, <Shown key="kana">{patient.kana}</Shown>],
          [
            words.birth,
            <strong key="birth">
              {patient.birth_date.wareki}（{patient.age}）
            </strong>,
          ],
          [words.sex, t.words.sex[patient.sex]],
          [words.number, patient.chart_number],
        ]}
      />
    </>
  );
}
