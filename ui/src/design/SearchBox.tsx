import { useEffect, useRef, useState } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { useShortcut } from '../keyboard/registry';
import css from './Field.module.css';

interface Props {
  label: string;
  help?: string;
  value: string;
  /** Told after a short pause, and never in the middle of a conversion. */
  onSearch: (text: string) => void;
  /** Told when Enter is pressed outside a conversion. */
  onEnter?: () => void;
  autoFocus?: boolean;
}

/** How long after the last key the search runs, in milliseconds. */
const PAUSE = 120;

/** One box to search with. Waits until the input method has finished; Esc does not empty it. */
export function SearchBox({ label, help, value, onSearch, onEnter, autoFocus }: Props) {
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onSearch);
  latest.current = onSearch;
  useShortcut('search', () => input.current?.select());
  useEffect(() => {
    if (composing) return;
    const timer = setTimeout(() => latest.current(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text, composing]);
  return (
    <TextField className={css.field} value={text} onChange={setText} autoFocus={autoFocus}>
      <Label className={css.label}>{label}</Label>
      <Input
        ref={input}
        className={css.input}
        role="searchbox"
        data-own-enter=""
        spellCheck={false}
        autoComplete="off"
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          latest.current(text);
          onEnter?.();
        }}
      />
      {help !== undefined && (
        <Text slot="description" className={css.help}>
          {help}
        </Text>
      )}
    </TextField>
  );
}
