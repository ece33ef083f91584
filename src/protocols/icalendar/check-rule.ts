import {
  FREQUENCIES,
  type Frequency,
  parseRecurrenceRule,
  type Weekday,
  type RecurrenceRule as WrittenRule,
} from '../../base/recurrence/recurrence-rule.ts';
import { ok, type Result } from '../../base/result.ts';
import { RULE_CHARACTERS, RULE_COUNT, RULE_INTERVAL, RULE_PRODUCT } from './limits.ts';
import type { RuleProblem } from './object-problem.ts';

/** RFC 5545 3.3.10 BYDAY: `ordinal` 0 means every such day. */
export interface RuleDay {
  readonly ordinal: number;
  readonly weekday: Weekday;
}

/** A recurrence rule that keeps the grammar of RFC 5545 3.3.10 and our limits. Lists are in order, without repetitions. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  /** As written: `20270301`, `20270301T100000` or `20270301T100000Z`. */
  readonly until: string | undefined;
  readonly weekStart: Weekday;
  readonly byMonth: readonly number[];
  readonly byWeekNumber: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byDay: readonly RuleDay[];
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySecond: readonly number[];
  readonly bySetPosition: readonly number[];
}

type Checked<Value> = Result<Value, { readonly code: RuleProblem }>;
const refuse = (code: RuleProblem): { readonly ok: false; readonly code: RuleProblem } => ({ ok: false, code });

const FASTER = new Set(['HOURLY', 'MINUTELY', 'SECONDLY']);
const LARGEST_ORDINAL = 53;

/** The parts by name; undefined when one is not a part, or stands there twice. X- parts were allowed by RFC 2445 and mean nothing to us. */
const splitParts = (text: string): Map<string, string> | undefined => {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().replace(/\s/g, '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    if (part === '' || (at > 0 && name.startsWith('X-'))) continue;
    if (at <= 0 || at === part.length - 1 || parts.has(name)) return undefined;
    parts.set(name, part.slice(at + 1));
  }
  return parts;
};

const inOrder = (list: readonly number[]): readonly number[] => [...new Set(list)].sort((one, other) => one - other);

const eachOnce = (days: WrittenRule['days']): readonly RuleDay[] => [
  ...new Map(days.map(({ nth, day }) => [`${nth}${day}`, { ordinal: nth, weekday: day }])).values(),
];

const settle = (rule: WrittenRule): RecurrenceRule => ({
  frequency: rule.frequency,
  interval: rule.interval,
  count: rule.count,
  until: rule.until,
  weekStart: rule.weekStart ?? 'MO',
  byMonth: inOrder(rule.months),
  byWeekNumber: inOrder(rule.weekNumbers),
  byYearDay: inOrder(rule.yearDays),
  byMonthDay: inOrder(rule.monthDays),
  byDay: eachOnce(rule.days),
  byHour: inOrder(rule.hours),
  byMinute: inOrder(rule.minutes),
  // RFC 5545 3.3.12: who knows no leap seconds reads 60 as 59.
  bySecond: inOrder(rule.seconds.map((second) => Math.min(second, 59))),
  bySetPosition: inOrder(rule.positions),
});

/** What RFC 5545 3.3.10 forbids of single parts together. */
const isLawful = (rule: RecurrenceRule): boolean => {
  const { frequency, byDay, byWeekNumber, byYearDay, byMonthDay, bySetPosition } = rule;
  const selects =
    byDay.length + byWeekNumber.length + byYearDay.length + byMonthDay.length + rule.byMonth.length > 0 ||
    rule.byHour.length + rule.byMinute.length + rule.bySecond.length > 0;
  if (rule.count !== undefined && rule.until !== undefined) return false;
  if (byWeekNumber.length > 0 && frequency !== 'YEARLY') return false;
  if (byYearDay.length > 0 && frequency !== 'YEARLY') return false;
  if (byMonthDay.length > 0 && frequency === 'WEEKLY') return false;
  if (bySetPosition.length > 0 && !selects) return false;
  const counted = byDay.some(({ ordinal }) => ordinal !== 0);
  return !counted || frequency === 'MONTHLY' || (frequency === 'YEARLY' && byWeekNumber.length === 0);
};

const breadth = (rule: RecurrenceRule): number =>
  [
    rule.byMonth,
    rule.byWeekNumber,
    rule.byYearDay,
    rule.byMonthDay,
    rule.byDay,
    rule.byHour,
    rule.byMinute,
    rule.bySecond,
  ].reduce((product, list) => product * Math.max(1, list.length), 1);

const checkLimits = (rule: RecurrenceRule): Checked<RecurrenceRule> => {
  if (rule.count !== undefined && rule.count > RULE_COUNT) return refuse('rule-count-too-large');
  if (rule.interval > RULE_INTERVAL) return refuse('rule-interval-too-large');
  if (breadth(rule) > RULE_PRODUCT) return refuse('rule-too-wide');
  return ok(rule);
};

/** Reads an RRULE value (without `RRULE:`) within the grammar of RFC 5545 3.3.10 and the limits of limits.ts. Never throws. */
export const checkRule = (text: string): Checked<RecurrenceRule> => {
  if (text.length > RULE_CHARACTERS) return refuse('rule-too-wide');
  const parts = splitParts(text);
  if (parts === undefined) return refuse('bad-rule');
  const frequency = parts.get('FREQ') ?? '';
  if (FASTER.has(frequency)) return refuse('rule-too-frequent');
  if (!FREQUENCIES.some((name) => name === frequency)) return refuse('bad-rule');
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN' || (parts.get('SKIP') ?? 'OMIT') !== 'OMIT')
    return refuse('unsupported-rule');
  const written = parseRecurrenceRule(
    [...parts]
      .filter(([name]) => name !== 'RSCALE' && name !== 'SKIP')
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
  );
  if (!written.ok || written.value.otherParts.length > 0) return refuse('bad-rule');
  const rule = settle(written.value);
  const isKnownDay = rule.byDay.every(({ ordinal }) => Math.abs(ordinal) <= LARGEST_ORDINAL);
  return isKnownDay && isLawful(rule) ? checkLimits(rule) : refuse('bad-rule');
};
