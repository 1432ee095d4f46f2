import { useLayoutEffect, useRef } from 'react';
import { TextArea as Area, TextField } from 'react-aria-components';
import { FieldLabel, FieldNotes, type FieldProps } from './Field';
import css from './Field.module.css';

type Props = Pick<
  FieldProps,
  | 'label'
  | 'value'
  | 'onChange'
  | 'help'
  | 'findings'
  | 'required'
  | 'disabled'
  | 'readOnly'
  | 'unseen'
  | 'autoFocus'
  | 'readout'
> & {
  /** Lines shown when empty. */
  lines?: number;
};

/** A text of several lines that grows with what is written. Enter is a new line. */
export function TextArea(props: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { value, lines = 3, findings = [] } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the value
  useLayoutEffect(() => {
    const element = area.current;
    // Engines that know `field-sizing` do this by themselves; WebKitGTK does not yet.
    if (element === null || CSS.supports?.('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value]);
  return (
    <TextField
      className={css.field}
      value={value}
      onChange={props.onChange}
      isRequired={props.required}
      isDisabled={props.disabled}
      isReadOnly={props.readOnly}
      isInvalid={findings.some((finding) => finding.severity === 'error')}
      validationBehavior="aria"
      autoFocus={props.autoFocus}
    >
      <FieldLabel required={props.required}>{props.label}</FieldLabel>
      <Area
        ref={area}
        className={
          props.unseen === true ? `${css.input} ${css.area} ${css.unseen}` : `${css.input} ${css.area}`
        }
        rows={lines}
        spellCheck={false}
        autoComplete="off"
      />
      <FieldNotes help={props.help} readout={props.readout} findings={findings} />
    </TextField>
  );
}
