import { useEffect, useRef } from 'react';
import { SHORTCUTS, type ShortcutId } from './catalogue';

type Run = () => void;

/** Who answers to a key: the last one hung on it, so that an open editor goes before the frame. */
const stacks = new Map<ShortcutId, Run[]>();

/** Whether letters typed there are text. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** The entry a key press means, if any. */
export function shortcutOf(event: KeyboardEvent): ShortcutId | undefined {
  if (event.altKey) return undefined;
  if (event.shiftKey && event.key === 'F1') return 'help';
  const command = event.ctrlKey || event.metaKey;
  for (const id of Object.keys(SHORTCUTS) as ShortcutId[]) {
    const { key } = SHORTCUTS[id];
    if (key === '?') {
      if (event.key === '?' && !command && !takesText(event.target)) return id;
    } else if (key.startsWith('Ctrl+')) {
      if (command && !event.shiftKey && event.key.toLowerCase() === key.slice(5).toLowerCase()) return id;
    } else if (event.key === key && !command && !event.shiftKey) {
      return id;
    }
  }
  return undefined;
}

/** Hangs an action on an entry; returns how to take it off. */
export function hang(id: ShortcutId, run: Run): () => void {
  const stack = stacks.get(id) ?? [];
  stack.push(run);
  stacks.set(id, stack);
  return () => {
    stack.splice(stack.lastIndexOf(run), 1);
  };
}

/**
 * Listens for the keys of the catalogue. A key of ours never reaches the browser (F5 would reload, F12 would open
 * the developer tools), whether or not a room answers to it now; while a dialog is open the rooms behind it rest.
 */
export function installShortcuts(target: Window): () => void {
  const listen = (event: KeyboardEvent): void => {
    const id = shortcutOf(event);
    if (id === undefined) return;
    event.preventDefault();
    if (event.repeat || target.document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    stacks.get(id)?.at(-1)?.();
  };
  target.addEventListener('keydown', listen);
  return () => target.removeEventListener('keydown', listen);
}

/** Answers to a key while the component is shown and `enabled`. */
export function useShortcut(id: ShortcutId, run: Run, enabled = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => (enabled ? hang(id, () => latest.current()) : undefined), [id, enabled]);
}
