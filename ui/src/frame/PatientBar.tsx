import { Badge } from '../design/Badge';
import { Button } from '../design/Button';
import { Shown } from '../design/Shown';
import { t } from '../i18n/ja';
import css from './Frame.module.css';

/** What tells one patient from another, always in sight. */
export interface PatientBarFacts {
  number: string;
  name: string;
  kana: string;
  /** 和暦, with the age. */
  born: string;
  age: string;
  sex: string;
  /** The town part of the address. */
  town: string;
  /** How many others bear the same name. */
  sameNames: number;
}

/** The open patient, above every room. */
export function PatientBar({ patient, onClose }: { patient: PatientBarFacts; onClose: () => void }) {
  const words = t.frame.patientBar;
  return (
    <section className={css.patient} aria-label={words.label}>
      <div className={css.patientName}>
        <span className={css.patientKana}>
          <Shown>{patient.kana}</Shown>
        </span>
        <strong>
          <Shown>{patient.name}</Shown>
        </strong>
      </div>
      {patient.sameNames > 0 && <Badge tone="danger">{words.sameName(patient.sameNames + 1)}</Badge>}
      <span>{patient.born}</span>
      <span>{patient.age}</span>
      <span>{patient.sex}</span>
      <span>{patient.town === '' ? words.noAddress : <Shown>{patient.town}</Shown>}</span>
      <span>
        {words.number} {patient.number}
      </span>
      <span className={css.push}>
        <Button look="plain" onPress={onClose}>
          {words.close}
        </Button>
      </span>
    </section>
  );
}
