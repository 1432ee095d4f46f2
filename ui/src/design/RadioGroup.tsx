import { RadioGroup as Aria, Label, Radio, Text } from 'react-aria-components';
import type { FindingShown } from '../api/bindings';
import { t } from '../i18n/ja';
import css from './Choice.module.css';
import field from './Field.module.css';
import { Findings } from './Findings';
import type { Choice } from './Select';

interface Props<T extends string> {
  label: string;
  /** `null` while nothing is chosen. */
  value: T | null;
  onChange: (value: T) => void;
  choices: readonly (Choice<T> & { help?: string })[];
  help?: string;
  findings?: readonly FindingShown[];
  required?: boolean;
  disabled?: boolean;
}

/** One of a few, all in sight. */
export function RadioGroup<T extends string>(props: Props<T>) {
  const { findings = [] } = props;
  return (
    <Aria
      className={css.group}
      value={props.value}
      onChange={(value) => {
        const chosen = props.choices.find((choice) => choice.value === value);
        if (chosen !== undefined) props.onChange(chosen.value);
      }}
      isDisabled={props.disabled}
      isRequired={props.required}
      isInvalid={findings.some((finding) => finding.severity === 'error')}
      validationBehavior="aria"
    >
      <Label className={field.label}>
        {props.label}
        {props.required === true && <span className={field.required}>※{t.required}</span>}
      </Label>
      <div
        className={css.options}
        data-stacked={props.choices.some(({ help }) => help !== undefined) ? '' : undefined}
      >
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={css.option}>
            <span className={css.mark} data-shape="round" aria-hidden="true" />
            {choice.help === undefined ? (
              choice.label
            ) : (
              <span className={css.said}>
                {choice.label}
                <span className={field.help}>{choice.help}</span>
              </span>
            )}
          </Radio>
        ))}
      </div>
      <Text slot="description" elementType="div">
        {props.help !== undefined && <div className={field.help}>{props.help}</div>}
        <Findings findings={findings} />
      </Text>
    </Aria>
  );
}
