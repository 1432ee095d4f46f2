import { expect, test } from 'vitest';
import type { Code } from '../api/bindings';
import { ApiError, toApiError } from '../api/error';
import { errorText } from './errors.ja';

/** The compiler refuses this list when the core gains a code. */
const CODES: Record<Code, true> = {
  Rejected: true,
  NotFound: true,
  Stale: true,
  Denied: true,
  SignedOut: true,
  Busy: true,
  Unavailable: true,
  KeyNeeded: true,
  Newer: true,
  Damaged: true,
  Bug: true,
};
const codes = Object.keys(CODES) as Code[];
const error = (code: Code, args: string[] = []): ApiError =>
  new ApiError({ code, args, findings: [], incident: null });

test.each(codes)('%s says what happened, what is safe and what to press, in plain Japanese', (code) => {
  const { what, safe, next } = errorText(error(code));
  for (const sentence of [what, safe, next]) {
    expect(sentence).toMatch(/。$/);
    expect(sentence.replace(/PDF/g, '')).not.toMatch(/[A-Za-z]/);
  }
});

test('no two codes read the same', () => {
  expect(new Set(codes.map((code) => errorText(error(code)).what)).size).toBe(codes.length);
});

test('what is unavailable is named, and an unknown thing still reads well', () => {
  expect(errorText(error('Unavailable', ['disk-full'])).what).toContain('空き容量');
  expect(errorText(error('Unavailable', ['something-new'])).what).toMatch(/。$/);
});

test('what is not an error of the core becomes one that keeps the window going', () => {
  expect(toApiError(new TypeError('x')).code).toBe('Bug');
  expect(toApiError({ code: 'Busy', args: ['a'], findings: [], incident: 'i' }).incident).toBe('i');
  expect(errorText(toApiError({ code: 'NotYetKnown' })).what).toBe(errorText(error('Bug')).what);
});
