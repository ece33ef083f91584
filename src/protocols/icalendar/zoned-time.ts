import { Temporal } from 'temporal-polyfill';
import { ok, type Result } from '../../base/result.ts';

/**
 * `gap`: clocks were put forward over this local time, so it never was. `bad-local`: not a date and time. `bad-zone`: a time zone
 * that this machine does not know.
 */
export type ZonedTimeProblem = { readonly code: 'gap' | 'bad-local' | 'bad-zone' };

const knowsZone = (timeZone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
};

const failure = (timeZone: string): { readonly ok: false } & ZonedTimeProblem => ({
  ok: false,
  code: knowsZone(timeZone) ? 'bad-local' : 'bad-zone',
});

/**
 * The moment, in milliseconds since 1970 UTC, at which clocks of `timeZone` show `local` (`2027-03-01T10:00` or with seconds).
 * A time that clocks show twice (autumn) means its first occurrence; a time that they skip (spring) is refused.
 */
export const zonedToUtcMs = (local: string, timeZone: string): Result<number, ZonedTimeProblem> => {
  try {
    const wall = Temporal.PlainDateTime.from(local);
    const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    if (!zoned.toPlainDateTime().equals(wall)) return { ok: false, code: 'gap' };
    return ok(zoned.epochMilliseconds);
  } catch {
    return failure(timeZone);
  }
};

/** The first moment of `date` (`2027-03-01`) in `timeZone`: midnight, or later where clocks skip midnight that day. */
export const dayStartUtcMs = (date: string, timeZone: string): Result<number, ZonedTimeProblem> => {
  try {
    return ok(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return failure(timeZone);
  }
};

/** The day after `date`, both as `2027-03-01`. Throws RangeError on anything that is not a date. */
export const nextDay = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

/** What clocks of `timeZone` show at that moment, `2027-03-01T10:00:00`. Throws RangeError on an unknown zone. */
export const utcToZoned = (ms: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
