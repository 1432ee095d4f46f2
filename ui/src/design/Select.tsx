import { type ReactNode, useId } from 'react';
import type { FindingShown } from '../api/bindings';
import { t } from '../i18n/ja';
import css from './Field.module.css';
import { Findings } from './Findings';

export interface Choice<T extends string> {
  value: T;
  label: string;
}

interface Props<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  choices: readonly Choice<T>[];
  help?: ReactNode;
  findings?: readonly FindingShown[];
  required?: boolean;
  disabled?: boolean;
  size?: 'short' | 'medium';
}

/** One of a list. The native control: it works with every input method, zoom and colour scheme. */
export function Select<T extends string>(props: Props<T>) {
  const id = useId();
  const { findings = [] } = props;
  return (
    <div className={css.field} data-size={props.size}>
      <label className={css.label} htmlFor={id}>
        {props.label}
        {props.required === true && <span className={css.required}>※{t.required}</span>}
      </label>
      <select
        id={id}
        className={css.input}
        value={props.value}
        disabled={props.disabled}
        required={props.required}
        aria-invalid={findings.some((finding) => finding.severity === 'error')}
        aria-describedby={`${id}-notes`}
        onChange={(event) => {
          const chosen = props.choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <div id={`${id}-notes`}>
        {props.help !== undefined && <div className={css.help}>{props.help}</div>}
        <Findings findings={findings} />
      </div>
    </div>
  );
}
