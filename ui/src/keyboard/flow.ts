const FIELDS = [
  'input:not([type="hidden"]):not(:disabled)',
  'select:not(:disabled)',
  'textarea:not(:disabled)',
  'button[data-primary]:not(:disabled)',
].join(',');

/** One stop per group of radio buttons: the chosen one, or the first. */
function isStop(field: HTMLElement): boolean {
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio' || field.name === '') return true;
  const group = [...field.ownerDocument.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
    (other) => other.name === field.name,
  );
  return field === (group.find((other) => other.checked) ?? group[0]);
}

/**
 * Enter goes to the next field, Shift+Enter to the one before; in a text of several lines and on a button Enter
 * keeps its own meaning. The last field leads to the main button, which is focused and not pressed, so that no
 * form is ever sent by an Enter too many. Says whether the key was used.
 */
export function moveOnEnter(event: KeyboardEvent, container: HTMLElement): boolean {
  if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return false;
  const from = event.target;
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return false;
  if (from.getAttribute('aria-expanded') === 'true' || from.dataset.ownEnter !== undefined) return false;
  event.preventDefault();
  const sameGroup = (field: HTMLElement): boolean =>
    from instanceof HTMLInputElement &&
    from.type === 'radio' &&
    field instanceof HTMLInputElement &&
    field.type === 'radio' &&
    field.name === from.name;
  const stops = [...container.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) => field === from || (isStop(field) && !sameGroup(field)),
  );
  const next = stops[stops.indexOf(from) + (event.shiftKey ? -1 : 1)];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select();
  return true;
}
