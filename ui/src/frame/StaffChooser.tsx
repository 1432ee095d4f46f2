import { useId } from 'react';
import { Button } from '../design/Button';
import { t } from '../i18n/ja';
import css from './Frame.module.css';

export interface StaffChoice {
  id: string;
  name: string;
}

interface Props {
  staff: readonly StaffChoice[];
  value: string | null;
  onChange: (id: string) => void;
  onLeave: () => void;
}

/** Colours to tell whose turn it is; the name beside says the same. */
const HUES = 6;

/** Who is at the window now. No password: it says who wrote what. */
export function StaffChooser({ staff, value, onChange, onLeave }: Props) {
  const id = useId();
  const index = staff.findIndex((member) => member.id === value);
  return (
    <div className={css.staff} data-hue={index < 0 ? undefined : index % HUES}>
      <label htmlFor={id}>{t.frame.staff.label}</label>
      <select
        id={id}
        className={css.pick}
        value={value ?? ''}
        onChange={(event) => {
          if (event.target.value !== '') onChange(event.target.value);
        }}
      >
        {index < 0 && <option value="">{t.frame.staff.choose}</option>}
        {staff.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name}
          </option>
        ))}
      </select>
      <Button look="plain" onPress={onLeave}>
        {t.frame.staff.leave}
      </Button>
    </div>
  );
}
