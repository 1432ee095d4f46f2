import { useEffect, useRef, useState } from 'react';
import type { DateReading, DateShown, FindingShown } from '../api/bindings';
import { t } from '../i18n/ja';
import { Field } from './Field';

/** Asks the core to read a date: `date` is `null` where there is none. Rejects only when the core cannot be asked. */
export type ParseDate = (text: string) => Promise<DateReading>;

interface Props {
  label: string;
  /** The ISO date once it is read, before that what was typed: nothing typed is dropped. */
  value: string;
  onChange: (value: string) => void;
  parse: ParseDate;
  help?: string;
  findings?: readonly FindingShown[];
  required?: boolean;
  disabled?: boolean;
  unseen?: boolean;
  autoFocus?: boolean;
}

/** How long after the last key the core is asked, in milliseconds. */
const PAUSE = 200;
/** A date as the record keeps it: whole, in part, or with a time. */
const ISO = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$/;

/**
 * A date typed freely (S20.3.1, 昭20.3.1, r081121, 20261121, 11/21, 今日 …) and read by the core. Shows 和暦 and 西暦
 * of what was read. The text stays as typed until the person leaves the field.
 */
export function DateField(props: Props) {
  const { value, parse, onChange } = props;
  const [text, setText] = useState(value);
  const [read, setRead] = useState<DateShown | null>(null);
  const [state, setState] = useState<'empty' | 'reading' | 'read' | 'unreadable'>('empty');
  const [focused, setFocused] = useState(false);
  /** The value this field told last; another one comes from outside and replaces the text. */
  const told = useRef<string | null>(null);
  /** Whether the person has typed here: what the form came with is read, but not told as a change. */
  const typed = useRef(false);
  const latest = useRef({ onChange, parse });
  latest.current = { onChange, parse };

  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      typed.current = false;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    const asked = text.trim();
    if (asked === '') {
      setRead(null);
      setState('empty');
      return;
    }
    let outdated = false;
    const timer = setTimeout(() => {
      latest.current.parse(asked).then(
        ({ date: answer }) => {
          if (outdated) return;
          setRead(answer);
          setState(answer === null ? 'unreadable' : 'read');
          if (answer !== null && typed.current && told.current !== answer.iso) {
            told.current = answer.iso;
            latest.current.onChange(answer.iso);
          }
        },
        () => {
          if (!outdated) setState('unreadable');
        },
      );
    }, PAUSE);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [text]);

  // An ISO date put in from outside is shown the way people write it.
  useEffect(() => {
    if (!focused && read !== null && ISO.test(text) && read.iso === text) setText(read.wareki);
  }, [focused, read, text]);

  const change = (now: string): void => {
    typed.current = true;
    setFocused(true);
    setText(now);
    setState(now.trim() === '' ? 'empty' : 'reading');
    told.current = now;
    onChange(now);
  };
  const readout =
    state === 'read' && read !== null
      ? t.date.both(read.wareki, read.civil)
      : state === 'unreadable' && !focused
        ? t.date.unreadable
        : '';
  return (
    <Field
      label={props.label}
      value={text}
      onChange={change}
      onBlur={() => setFocused(false)}
      help={props.help ?? t.date.help}
      readout={readout}
      findings={props.findings}
      required={props.required}
      disabled={props.disabled}
      unseen={props.unseen}
      autoFocus={props.autoFocus}
      size="medium"
    />
  );
}
