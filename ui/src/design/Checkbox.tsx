import type { ReactNode } from 'react';
import { Checkbox as Aria } from 'react-aria-components';
import css from './Choice.module.css';

interface Props {
  children: ReactNode;
  value: boolean;
  onChange: (value: boolean) => void;
  disabled?: boolean;
  /** What is read out when the words beside the box do not say which thing is meant. */
  label?: string;
}

/** Yes or no. */
export function Checkbox({ children, value, onChange, disabled, label }: Props) {
  return (
    <Aria
      className={css.option}
      isSelected={value}
      onChange={onChange}
      isDisabled={disabled}
      aria-label={label}
    >
      <span className={css.mark} data-shape="square" aria-hidden="true" />
      {children}
    </Aria>
  );
}
