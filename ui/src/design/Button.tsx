import type { ReactNode, Ref } from 'react';
import { Button as Aria } from 'react-aria-components';
import { CALLS } from '../api/bindings';
import type { Name } from '../api/call';
import { useMay } from '../api/may';
import { t } from '../i18n/ja';
import { SHORTCUTS, type ShortcutId } from '../keyboard/catalogue';
import css from './Button.module.css';

interface Props {
  children: ReactNode;
  onPress: () => void;
  /** `main` once per form: where Enter leads after the last field. */
  look?: 'main' | 'danger' | 'plain';
  disabled?: boolean;
  /** The call behind it: for a person who may not make it, the button is off and says who may. */
  call?: Name;
  /** For such a person it is left out instead, where a row has no room for words. */
  hide?: boolean;
  /** The key that does the same, shown beside the words. */
  shortcut?: ShortcutId;
  /** What is read out when the words alone do not say which thing is meant. */
  label?: string;
  pressed?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** Who may make the call. */
function onlyFor(call: Name | undefined): string {
  const needs = call === undefined ? '' : CALLS[call].needs;
  return needs in t.onlyFor ? t.onlyFor[needs as keyof typeof t.onlyFor] : '';
}

/** A button of at least 44 px. */
export function Button(props: Props) {
  const may = useMay();
  const refused = props.call !== undefined && !may(props.call);
  if (refused && props.hide === true) return null;
  const key = props.shortcut === undefined ? undefined : SHORTCUTS[props.shortcut].key;
  return (
    <Aria
      ref={props.ref}
      className={css.button}
      data-look={props.look}
      data-primary={props.look === 'main' ? '' : undefined}
      isDisabled={props.disabled === true || refused}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={key?.replace('Ctrl', 'Control')}
      autoFocus={props.autoFocus}
      onPress={props.onPress}
    >
      {props.children}
      {refused && <span className={css.only}>{onlyFor(props.call)}</span>}
      {key !== undefined && !refused && (
        <span className={css.key} aria-hidden="true">
          {key}
        </span>
      )}
    </Aria>
  );
}
