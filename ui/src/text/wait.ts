/** How long until a moment, as people say it; beyond a quarter of an hour the clock says it better. */
export type Wait = { kind: 'now' } | { kind: 'seconds' | 'minutes'; n: number } | { kind: 'clock' };

const MINUTE = 60;
const LONG = 15 * MINUTE;

/** Reads a difference in seconds. */
export function waitOf(seconds: number): Wait {
  if (seconds <= 0) return { kind: 'now' };
  if (seconds < MINUTE) return { kind: 'seconds', n: Math.ceil(seconds) };
  if (seconds < LONG) return { kind: 'minutes', n: Math.ceil(seconds / MINUTE) };
  return { kind: 'clock' };
}
