import { Temporal } from 'temporal-polyfill';

/** `2027-03-01T10:00:00`, or `2027-03-01` for whole days, as moments of a clock without zone. */
const wallMs = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);

/** From one local time to another, in milliseconds by the clock on the wall. */
export const wallDifference = (from: string, to: string): number => wallMs(to) - wallMs(from);

/** A local time or day, moved by the clock on the wall. */
export const moveWall = (text: string, byMs: number): string =>
  text.length === 10
    ? Temporal.PlainDate.from(text)
        .add({ days: Math.round(byMs / 86_400_000) })
        .toString()
    : Temporal.PlainDateTime.from(text).add({ milliseconds: byMs }).toString({ smallestUnit: 'second' });

/** How many days later by the calendar. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((wallMs(to.slice(0, 10)) - wallMs(from.slice(0, 10))) / 86_400_000);
