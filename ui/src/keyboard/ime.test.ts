import { afterEach, expect, test, vi } from 'vitest';
import { installImeGuard, isImeKey } from './ime';

afterEach(() => {
  document.body.replaceChildren();
});

test('a key belongs to the input method while composing', () => {
  expect(isImeKey({ isComposing: true, keyCode: 13 })).toBe(true);
});

test('the Enter that confirms a conversion in WebKit belongs to it as well', () => {
  expect(isImeKey({ isComposing: false, keyCode: 229 })).toBe(true);
});

test('a plain Enter does not', () => {
  expect(isImeKey({ isComposing: false, keyCode: 13 })).toBe(false);
});

test('the guard keeps such keys from the page and lets all others through', () => {
  const input = document.body.appendChild(document.createElement('input'));
  const heard = vi.fn();
  document.body.addEventListener('keydown', heard);
  const stop = installImeGuard(window);
  const press = (init: KeyboardEventInit): void => {
    input.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
  };
  press({ key: 'Enter', isComposing: true });
  press({ key: 'Escape', keyCode: 229 });
  expect(heard).not.toHaveBeenCalled();
  press({ key: 'Enter', keyCode: 13 });
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  press({ key: 'Enter', isComposing: true });
  expect(heard).toHaveBeenCalledTimes(2);
});
