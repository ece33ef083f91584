import { addDays, momentOf } from '../../../shared/wall-time.ts';

const midnight = (date: string, timeZone: string): string =>
  new Date(momentOf(`${date}T00:00`, timeZone)?.ms ?? 0).toISOString();

/** The first moment of a day, `2027-03-01`, in the reader's zone. */
export const dayStart = (date: string, timeZone: string): string => midnight(date, timeZone);

/** The first moment that no longer belongs to it. */
export const dayEnd = (date: string, timeZone: string): string => midnight(addDays(date, 1), timeZone);
