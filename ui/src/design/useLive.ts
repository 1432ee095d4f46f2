import { useCallback, useEffect, useRef, useState } from 'react';
import type { FindingShown } from '../api/bindings';

/** How long after the last change the rules are asked, in milliseconds. */
const PAUSE = 300;

/** What the rules say about a form. */
export interface Live {
  findings: readonly FindingShown[];
  /** Takes over what a refused attempt to save said, until the form is changed again. */
  refuse: (findings: readonly FindingShown[]) => void;
}

/**
 * Asks the rules about a form while it is being filled in, after a short pause. An answer that comes after a newer
 * change is dropped, and a core that cannot be asked leaves what was said last.
 */
export function useLiveFindings<T>(form: T, check: (form: T) => Promise<readonly FindingShown[]>): Live {
  const [findings, setFindings] = useState<readonly FindingShown[]>([]);
  const [refused, setRefused] = useState<{ text: string; findings: readonly FindingShown[] } | null>(null);
  const latest = useRef(check);
  latest.current = check;
  const text = JSON.stringify(form);
  useEffect(() => {
    let outdated = false;
    const timer = setTimeout(() => {
      latest.current(JSON.parse(text) as T).then(
        (answer) => {
          if (!outdated) setFindings(answer);
        },
        () => undefined,
      );
    }, PAUSE);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [text]);
  return {
    findings: refused?.text === text ? refused.findings : findings,
    refuse: (said) => setRefused({ text, findings: said }),
  };
}

/** A form being filled in: its fields, whether it differs from how it came, and which fields were touched. */
export interface FormState<T> {
  form: T;
  set: <K extends keyof T>(field: K, value: T[K]) => void;
  /** Whether anything differs from how the form came. */
  changed: boolean;
  /** Whether the person has been at this field, or has tried to save. */
  touched: (field: keyof T) => boolean;
  /** After an attempt to save, everything counts as touched. */
  touchAll: () => void;
  /** Takes what is now on screen as saved. */
  settle: () => void;
  /** Puts another content in place, as if the form had come with it. */
  reset: (form: T) => void;
}

/** Holds a form that came filled as `initial`. Of a known record everything counts as touched. */
export function useForm<T extends object>(initial: T, known = false): FormState<T> {
  const [form, setForm] = useState(initial);
  const [settled, setSettled] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<keyof T> | 'all'>(known ? 'all' : new Set());
  const reset = useCallback((next: T): void => {
    setForm(next);
    setSettled(next);
  }, []);
  return {
    form,
    set: (field, value) => {
      setForm((current) => ({ ...current, [field]: value }));
      setTouched((current) => (current === 'all' ? current : new Set(current).add(field)));
    },
    changed: JSON.stringify(form) !== JSON.stringify(settled),
    touched: (field) => touched === 'all' || touched.has(field),
    touchAll: () => setTouched('all'),
    settle: () => setSettled(form),
    reset,
  };
}

/**
 * The findings to show at a field. While nobody has been there only tidying is told, so that an empty form does
 * not scold.
 */
export function shownAt<T>(
  state: Pick<FormState<T>, 'touched'>,
  findings: readonly FindingShown[],
  field: keyof T & string,
): FindingShown[] {
  if (!state.touched(field)) return [];
  return findings.filter(
    ({ path }) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
  );
}
