import { useState } from 'react';
import type { FindingShown } from '../../api/bindings';
import { Field } from '../../design/Field';
import { toHalfWidth } from '../../text/width';

interface Props {
  label: string;
  value: number;
  onChange: (value: number) => void;
  findings: readonly FindingShown[];
}

/** A small whole number from 1, typed as text; what is no number leaves the value as it was. */
export function WholeNumberField({ label, value, onChange, findings }: Props) {
  const [text, setText] = useState(String(value));
  const change = (typed: string): void => {
    setText(typed);
    const read = toHalfWidth(typed).trim();
    if (/^[1-9][0-9]{0,3}$/.test(read)) onChange(Number(read));
  };
  return (
    <Field
      label={label}
      kind="number"
      size="short"
      value={text}
      onChange={change}
      onBlur={() => setText(String(value))}
      findings={findings}
    />
  );
}
