import { ok, type Result } from '../../base/result.ts';
import { type RequestProblem, violates } from './preconditions.ts';
import { attributeOf, type XmlElement } from './xml-element.ts';

/** Milliseconds since 1970 UTC; an absent side is open. */
export interface TimeRange {
  readonly fromMs?: number;
  readonly toMs?: number;
}
export interface ClosedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

const UTC_TIME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** RFC 5545 3.3.5 form 2, the only one that RFC 4791 9.9 allows; undefined for anything else. */
export const readUtcTime = (text: string): number | undefined => {
  const parts = UTC_TIME.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  const ms = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, Math.min(second ?? 0, 59));
  // The 31st of February is another day.
  return new Date(ms).getUTCDate() === day && new Date(ms).getUTCHours() === hour ? ms : undefined;
};

const readSide = (element: XmlElement, side: 'start' | 'end'): Result<number | undefined, RequestProblem> => {
  const text = attributeOf(element, side);
  if (text === undefined) return ok(undefined);
  const ms = readUtcTime(text);
  return ms === undefined ? violates('valid-filter', `${side} must be UTC, 20270301T100000Z`) : ok(ms);
};

/** RFC 4791 9.9: at least one side. */
export const readTimeRange = (element: XmlElement): Result<TimeRange, RequestProblem> => {
  const from = readSide(element, 'start');
  if (!from.ok) return from;
  const to = readSide(element, 'end');
  if (!to.ok) return to;
  if (from.value === undefined && to.value === undefined) return violates('valid-filter', 'time-range');
  if (from.value !== undefined && to.value !== undefined && to.value <= from.value)
    return violates('valid-filter', 'the end of a time-range must be after its start');
  return ok({
    ...(from.value !== undefined && { fromMs: from.value }),
    ...(to.value !== undefined && { toMs: to.value }),
  });
};

/** Of expand and the limit-… elements: both sides. */
export const readClosedRange = (element: XmlElement): Result<ClosedRange, RequestProblem> => {
  const range = readTimeRange(element);
  if (!range.ok) return range;
  const { fromMs, toMs } = range.value;
  return fromMs === undefined || toMs === undefined ? violates('valid-filter', 'start and end') : ok({ fromMs, toMs });
};
