import { ok, type Result } from '../../base/result.ts';
import { RULE_CHARACTERS, RULE_COUNT, RULE_INTERVAL, RULE_PRODUCT } from './limits.ts';
import type { RuleProblem } from './object-problem.ts';

export const RULE_FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type RuleFrequency = (typeof RULE_FREQUENCIES)[number];

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** RFC 5545 3.3.10 BYDAY: `ordinal` 0 means every such day. */
export interface RuleDay {
  readonly ordinal: number;
  readonly weekday: Weekday;
}

/** A recurrence rule that keeps the grammar of RFC 5545 3.3.10 and our limits. Lists are in order, without repetitions. */
export interface RecurrenceRule {
  readonly frequency: RuleFrequency;
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
/** Least and greatest value of each list, and whether negative ones count from the end. */
const LISTS = {
  BYMONTH: [1, 12, false],
  BYWEEKNO: [1, 53, true],
  BYYEARDAY: [1, 366, true],
  BYMONTHDAY: [1, 31, true],
  BYHOUR: [0, 23, false],
  BYMINUTE: [0, 59, false],
  BYSECOND: [0, 60, false],
  BYSETPOS: [1, 366, true],
} as const;
type ListName = keyof typeof LISTS;
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', 'RSCALE', 'SKIP', ...Object.keys(LISTS)]);

const splitParts = (text: string): Map<string, string> | undefined => {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim().toUpperCase();
    const value = part
      .slice(at + 1)
      .trim()
      .toUpperCase();
    // X- parts were allowed by RFC 2445 and mean nothing to us.
    if (at > 0 && name.startsWith('X-')) continue;
    if (at <= 0 || value === '' || !KNOWN.has(name) || parts.has(name)) return undefined;
    parts.set(name, value);
  }
  return parts;
};

const wholeNumber = (text: string): number | undefined => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined);

const readList = (text: string | undefined, name: ListName): readonly number[] | undefined => {
  if (text === undefined) return [];
  const [least, greatest, negative] = LISTS[name];
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const value = wholeNumber(item.trim());
    if (value === undefined || (value < 0 && !negative)) return undefined;
    if (Math.abs(value) < least || Math.abs(value) > greatest) return undefined;
    // RFC 5545 3.3.12: who knows no leap seconds reads 60 as 59.
    found.add(name === 'BYSECOND' && value === 60 ? 59 : value);
  }
  return [...found].sort((one, other) => one - other);
};

const isWeekday = (text: string): text is Weekday => (WEEKDAYS as readonly string[]).includes(text);

const readDays = (text: string | undefined): readonly RuleDay[] | undefined => {
  const found = new Map<string, RuleDay>();
  for (const item of text?.split(',') ?? []) {
    const [, ordinal = '', weekday = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item.trim()) ?? [];
    const place = Number(ordinal);
    if (!isWeekday(weekday) || Math.abs(place) > 53 || (ordinal !== '' && place === 0)) return undefined;
    found.set(`${place}${weekday}`, { ordinal: place, weekday });
  }
  return [...found.values()];
};

const UNTIL = /^\d{8}(T\d{6}Z?)?$/;

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

const readRule = (parts: ReadonlyMap<string, string>, frequency: RuleFrequency): RecurrenceRule | undefined => {
  const list = (name: ListName): readonly number[] | undefined => readList(parts.get(name), name);
  const interval = wholeNumber(parts.get('INTERVAL') ?? '1');
  const count = wholeNumber(parts.get('COUNT') ?? '1');
  const weekStart = parts.get('WKST') ?? 'MO';
  const until = parts.get('UNTIL');
  const byDay = readDays(parts.get('BYDAY'));
  const [byMonth, byWeekNumber, byYearDay, byMonthDay] = [
    list('BYMONTH'),
    list('BYWEEKNO'),
    list('BYYEARDAY'),
    list('BYMONTHDAY'),
  ];
  const [byHour, byMinute, bySecond, bySetPosition] = [
    list('BYHOUR'),
    list('BYMINUTE'),
    list('BYSECOND'),
    list('BYSETPOS'),
  ];
  if (!interval || !count || interval < 1 || count < 1 || !isWeekday(weekStart)) return undefined;
  if (until !== undefined && !UNTIL.test(until)) return undefined;
  if (!byDay || !byMonth || !byWeekNumber || !byYearDay || !byMonthDay) return undefined;
  if (!byHour || !byMinute || !bySecond || !bySetPosition) return undefined;
  return {
    frequency,
    interval,
    count: parts.has('COUNT') ? count : undefined,
    until,
    weekStart,
    byMonth,
    byWeekNumber,
    byYearDay,
    byMonthDay,
    byDay,
    byHour,
    byMinute,
    bySecond,
    bySetPosition,
  };
};

/** Reads an RRULE value (without `RRULE:`) within the grammar of RFC 5545 3.3.10 and the limits of limits.ts. Never throws. */
export const checkRule = (text: string): Checked<RecurrenceRule> => {
  if (text.length > RULE_CHARACTERS) return refuse('rule-too-wide');
  const parts = splitParts(text);
  if (parts === undefined) return refuse('bad-rule');
  const frequency = parts.get('FREQ') ?? '';
  if (FASTER.has(frequency)) return refuse('rule-too-frequent');
  const known = RULE_FREQUENCIES.find((name) => name === frequency);
  if (known === undefined) return refuse('bad-rule');
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN' || (parts.get('SKIP') ?? 'OMIT') !== 'OMIT')
    return refuse('unsupported-rule');
  const rule = readRule(parts, known);
  return rule === undefined || !isLawful(rule) ? refuse('bad-rule') : checkLimits(rule);
};
