import type { ReactNode, Ref } from 'react';
import { Button as Aria } from 'react-aria-components';
import { SHORTCUTS, type ShortcutId } from '../keyboard/catalogue';
import css from './Button.module.css';

interface Props {
  children: ReactNode;
  onPress: () => void;
  /** `main` once per form: where Enter leads after the last field. */
  look?: 'main' | 'danger' | 'plain';
  disabled?: boolean;
  /** The key that does the same, shown beside the words. */
  shortcut?: ShortcutId;
  /** What is read out when the words alone do not say which thing is meant. */
  label?: string;
  pressed?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button of at least 44 px. */
export function Button(props: Props) {
  const key = props.shortcut === undefined ? undefined : SHORTCUTS[props.shortcut].key;
  return (
    <Aria
      ref={props.ref}
      className={css.button}
      data-look={props.look}
      data-primary={props.look === 'main' ? '' : undefined}
      isDisabled={props.disabled}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={key?.replace('Ctrl', 'Control')}
      autoFocus={props.autoFocus}
      onPress={props.onPress}
    >
      {props.children}
      {key !== undefined && (
        <span className={css.key} aria-hidden="true">
          {key}
        </span>
      )}
    </Aria>
  );
}
