import type { DateReading } from './bindings';
import { call } from './call';

/** Reads a whole date as people type it. */
export const readDay = (text: string): Promise<DateReading> =>
  call('date_read', { text, partial: false, time: false });

/** Reads a date of which day or month may be missing. */
export const readPartialDay = (text: string): Promise<DateReading> =>
  call('date_read', { text, partial: true, time: false });

/** Reads a date that a time of day may follow. */
export const readMoment = (text: string): Promise<DateReading> =>
  call('date_read', { text, partial: false, time: true });
