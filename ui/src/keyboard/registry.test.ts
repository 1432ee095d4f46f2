import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SHORTCUTS } from './catalogue';
import { hang, installShortcuts } from './registry';

let stop: () => void;
beforeEach(() => {
  stop = installShortcuts(window);
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function press(init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

test('no two entries share a key', () => {
  const keys = Object.values(SHORTCUTS).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the last one hung on a key answers, and the one before when it is gone', () => {
  const frame = vi.fn();
  const editor = vi.fn();
  const takeFrame = hang('save', frame);
  const takeEditor = hang('save', editor);
  press({ key: 's', ctrlKey: true });
  expect([frame.mock.calls.length, editor.mock.calls.length]).toEqual([0, 1]);
  takeEditor();
  press({ key: 'S', ctrlKey: true });
  expect(frame).toHaveBeenCalledTimes(1);
  takeFrame();
});

test('a key of ours never reaches the browser, even when nobody answers', () => {
  expect(press({ key: 'F5' }).defaultPrevented).toBe(true);
  expect(press({ key: 'F12' }).defaultPrevented).toBe(true);
  expect(press({ key: 'F7' }).defaultPrevented).toBe(false);
});

test('a question mark is text where text is typed, and Shift+F1 opens the list there', () => {
  const help = vi.fn();
  const take = hang('help', help);
  const input = document.body.appendChild(document.createElement('input'));
  const area = document.body.appendChild(document.createElement('textarea'));
  press({ key: '?', shiftKey: true }, input);
  press({ key: '?', shiftKey: true }, area);
  expect(help).not.toHaveBeenCalled();
  press({ key: 'F1', shiftKey: true }, input);
  press({ key: '?', shiftKey: true });
  expect(help).toHaveBeenCalledTimes(2);
  take();
});

test('a held key acts once, and rooms rest behind a dialog', () => {
  const run = vi.fn();
  const take = hang('finalize', run);
  press({ key: 'F12' });
  press({ key: 'F12', repeat: true });
  expect(run).toHaveBeenCalledTimes(1);
  const dialog = document.body.appendChild(document.createElement('div'));
  dialog.setAttribute('role', 'dialog');
  press({ key: 'F12' });
  expect(run).toHaveBeenCalledTimes(1);
  take();
});
