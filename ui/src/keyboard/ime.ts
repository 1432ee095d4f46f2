/** The key code browsers report for a key that the input method has taken. */
const TAKEN_BY_IME = 229;

/**
 * Whether a key press belongs to the input method. WebKit reports `isComposing === false` on the Enter that
 * confirms a conversion, so the key code is asked as well.
 */
export function isImeKey(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === TAKEN_BY_IME;
}

/**
 * Keeps every key press of the input method away from the page: no dialog closes, no field moves and no list
 * chooses while a person is converting. Listens in the capture phase, before any component.
 */
export function installImeGuard(target: Window): () => void {
  const guard = (event: KeyboardEvent): void => {
    if (isImeKey(event)) event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', guard, true);
  target.addEventListener('keyup', guard, true);
  return () => {
    target.removeEventListener('keydown', guard, true);
    target.removeEventListener('keyup', guard, true);
  };
}
