import { expect, test } from 'vitest';
import { waitOf } from './wait';

test.each([
  [-5, { kind: 'now' }],
  [0, { kind: 'now' }],
  [0.2, { kind: 'seconds', n: 1 }],
  [59, { kind: 'seconds', n: 59 }],
  [60, { kind: 'minutes', n: 1 }],
  [61, { kind: 'minutes', n: 2 }],
  [899, { kind: 'minutes', n: 15 }],
  [900, { kind: 'clock' }],
])('%d seconds', (seconds, said) => {
  expect(waitOf(seconds)).toEqual(said);
});
