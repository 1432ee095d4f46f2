import { type ReactNode, type Ref, useId } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import type { FindingShown } from '../api/bindings';
import { t } from '../i18n/ja';
import { toHalfWidth, toKatakana } from '../text/width';
import css from './Field.module.css';
import { Findings } from './Findings';

/** What a field is for: it sets the keyboard, and what is tidied when the person leaves it. */
export type FieldKind = 'text' | 'kana' | 'code' | 'number' | 'telephone' | 'password';

const INPUT_MODE = {
  text: undefined,
  kana: undefined,
  code: 'text',
  number: 'decimal',
  telephone: 'tel',
  password: undefined,
} as const;

const TIDY: Record<FieldKind, (text: string) => string> = {
  text: (text) => text,
  kana: toKatakana,
  code: toHalfWidth,
  number: toHalfWidth,
  telephone: toHalfWidth,
  password: (text) => text,
};

export interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  findings?: readonly FindingShown[];
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  kind?: FieldKind;
  size?: 'short' | 'medium';
  /** Filled in for the person and not yet looked at: shown on a yellow ground. */
  unseen?: boolean;
  autoFocus?: boolean;
  onBlur?: () => void;
  /** A line under the field that is read out when it changes. */
  readout?: ReactNode;
  /** Values to offer; the person may still type anything. */
  suggestions?: readonly string[];
  ref?: Ref<HTMLInputElement>;
}

/** The words over a field, with the mark of a required one. */
export function FieldLabel({ children, required }: { children: ReactNode; required?: boolean }) {
  return (
    <Label className={css.label}>
      {children}
      {required === true && <span className={css.required}>※{t.required}</span>}
    </Label>
  );
}

/** What stands under a field: the help, the live line, the findings. All of it describes the field to a reader. */
export function FieldNotes({
  help,
  readout,
  findings = [],
}: Pick<FieldProps, 'help' | 'readout' | 'findings'>) {
  return (
    <Text slot="description" elementType="div">
      {help !== undefined && <div className={css.help}>{help}</div>}
      {readout !== undefined && (
        <div className={css.readout} aria-live="polite">
          {readout}
        </div>
      )}
      <Findings findings={findings} />
    </Text>
  );
}

/**
 * A field of one line. Also for numbers and codes, which are text here: a number field would refuse the input
 * method. This is the only place in the window that draws a single-line input for free text.
 */
export function Field(props: FieldProps) {
  const { kind = 'text', findings = [] } = props;
  const listId = useId();
  const tidy = (): void => {
    const tidied = TIDY[kind](props.value);
    if (tidied !== props.value) props.onChange(tidied);
    props.onBlur?.();
  };
  return (
    <TextField
      className={css.field}
      data-size={props.size}
      value={props.value}
      onChange={props.onChange}
      onBlur={tidy}
      isRequired={props.required}
      isDisabled={props.disabled}
      isReadOnly={props.readOnly}
      isInvalid={findings.some((finding) => finding.severity === 'error')}
      validationBehavior="aria"
      autoFocus={props.autoFocus}
      type={kind === 'password' ? 'password' : 'text'}
    >
      <FieldLabel required={props.required}>{props.label}</FieldLabel>
      <Input
        ref={props.ref}
        className={props.unseen === true ? `${css.input} ${css.unseen}` : css.input}
        inputMode={INPUT_MODE[kind]}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        data-align={kind === 'number' ? 'end' : undefined}
        list={props.suggestions === undefined ? undefined : listId}
      />
      {props.suggestions !== undefined && (
        <datalist id={listId}>
          {props.suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      <FieldNotes help={props.help} readout={props.readout} findings={findings} />
    </TextField>
  );
}
