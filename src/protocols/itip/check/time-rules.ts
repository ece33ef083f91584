import { checkRule } from '../../icalendar/check-rule.ts';
import { allOf, type ContentComponent, type ContentLine, firstOf, parameterOf } from '../../icalendar/read-content.ts';
import { DAY_MS, readDigits } from '../../icalendar/read-time.ts';
import { readDescription } from '../../icalendar/zone-description.ts';
import { zoneClock } from '../../icalendar/zone-offsets.ts';
import { effects, type Place } from './finding.ts';
import { isItip, type Rule, type Subject } from './subject.ts';

const TIMES = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'RDATE', 'EXDATE'] as const;

type Kind = 'date' | 'utc' | 'zone' | 'floating' | 'wrong';

const kindOf = (line: ContentLine): Kind => {
  const [first = ''] = line.value.trim().split(/[,/]/);
  const digits = readDigits(first);
  if (digits === undefined) return 'wrong';
  if (!digits.timed) return 'date';
  if (digits.utc) return 'utc';
  return parameterOf(line, 'TZID') === '' ? 'floating' : 'zone';
};

const timesOf = (event: ContentComponent, names: readonly string[] = TIMES): ContentLine[] =>
  names.flatMap((name) => allOf(event, name));

const allTimes = ({ events }: Subject): ContentLine[] => events.flatMap((event) => timesOf(event));

const described = ({ calendar: { root } }: Subject): ReadonlyMap<string, ContentComponent> =>
  new Map(
    (root?.components ?? [])
      .filter(({ name }) => name === 'VTIMEZONE')
      .map((zone) => [firstOf(zone, 'TZID')?.value.trim() ?? '', zone]),
  );

const at = ({ line, name }: ContentLine): Place => ({ line, what: name });

/** Where the offset of a VTIMEZONE is not that of the zone of the same name, at the times of the events. */
const wrongZones = (subject: Subject): Place[] => {
  const zones = described(subject);
  const found = new Map<string, Place>();
  for (const line of allTimes(subject)) {
    const tzid = parameterOf(line, 'TZID');
    const zone = zones.get(tzid);
    const wallMs = readDigits(line.value.trim().split(/[,/]/)[0] ?? '')?.wallMs;
    const clock = zone === undefined ? undefined : zoneClock(tzid);
    if (zone === undefined || wallMs === undefined || clock === undefined || found.has(tzid)) continue;
    const momentMs = clock.momentOf(wallMs);
    const offset = readDescription(zone, { fromMs: momentMs - 366 * DAY_MS, toMs: momentMs + DAY_MS });
    if (offset?.(momentMs) !== clock.offsetAt(momentMs)) found.set(tzid, { line: zone.line, what: tzid });
  }
  return [...found.values()];
};

const mainOf = ({ events }: Subject): ContentComponent | undefined =>
  events.find((event) => !firstOf(event, 'RECURRENCE-ID'));

/** The start that a date of a series is measured by: the series' own, else that of the date. */
const seriesStart = (subject: Subject, event: ContentComponent): ContentLine | undefined =>
  firstOf(mainOf(subject) ?? event, 'DTSTART');

const isDay = (line: ContentLine): boolean => kindOf(line) === 'date';

/** RFC 5545 3.3.5, 3.6.5 and 3.8.2. */
export const TIME_RULES = [
  {
    id: 'bad-time',
    severity: 'error',
    effects: effects('refuses', { gmail: 'drops' }),
    broken: (subject) =>
      allTimes(subject)
        .filter((line) => kindOf(line) === 'wrong')
        .map(at),
  },
  {
    id: 'date-without-value',
    severity: 'error',
    effects: effects('refuses', { gmail: 'fine', thunderbird: 'wrong-time' }),
    broken: (subject) =>
      allTimes(subject)
        .filter((line) => isDay(line) && parameterOf(line, 'VALUE').toUpperCase() !== 'DATE')
        .map(at),
  },
  {
    id: 'zone-not-described',
    severity: 'error',
    effects: effects('wrong-time', { gmail: 'fine', apple: 'fine' }),
    broken: (subject) => {
      const zones = described(subject);
      const missing = allTimes(subject).filter(
        (line) => kindOf(line) === 'zone' && !zones.has(parameterOf(line, 'TZID')),
      );
      const names = new Map(missing.toReversed().map((line) => [parameterOf(line, 'TZID'), line]));
      return [...names].map(([what, { line }]) => ({ line, what }));
    },
  },
  {
    id: 'zone-wrong',
    severity: 'error',
    effects: effects('wrong-time', { gmail: 'fine', apple: 'fine' }),
    broken: wrongZones,
  },
  {
    id: 'zone-unknown-name',
    severity: 'hint',
    effects: effects('fine', { gmail: 'wrong-time', apple: 'wrong-time' }),
    broken: (subject) =>
      [...described(subject)]
        .filter(([tzid]) => zoneClock(tzid) === undefined)
        .map(([what, { line }]) => ({ line, what })),
  },
  {
    id: 'zone-and-utc',
    severity: 'error',
    effects: effects('wrong-time'),
    broken: (subject) =>
      allTimes(subject)
        .filter((line) => kindOf(line) === 'utc' && parameterOf(line, 'TZID') !== '')
        .map(at),
  },
  {
    id: 'floating-time',
    severity: 'warning',
    effects: effects('wrong-time'),
    broken: (subject) =>
      isItip(subject)
        ? subject.events
            .flatMap((event) => timesOf(event, ['DTSTART', 'DTEND']))
            .filter((line) => kindOf(line) === 'floating')
            .map(at)
        : [],
  },
  {
    id: 'end-before-start',
    severity: 'error',
    effects: effects('refuses', { gmail: 'wrong-time', thunderbird: 'wrong-time' }),
    broken: ({ events }) =>
      events.flatMap((event) => {
        const [start, end] = [firstOf(event, 'DTSTART'), firstOf(event, 'DTEND')];
        if (!start || !end || kindOf(start) !== kindOf(end)) return [];
        if (parameterOf(start, 'TZID') !== parameterOf(end, 'TZID')) return [];
        const [from, to] = [readDigits(start.value.trim()), readDigits(end.value.trim())];
        // RFC 5545 3.8.2.2: the end of whole days is the day after.
        const isWrong = from && to && (to.wallMs < from.wallMs || (isDay(start) && to.wallMs === from.wallMs));
        return isWrong ? [at(end)] : [];
      }),
  },
  {
    id: 'end-of-other-type',
    severity: 'error',
    effects: effects('refuses', { gmail: 'wrong-time' }),
    broken: ({ events }) =>
      events.flatMap((event) => {
        const [start, end] = [firstOf(event, 'DTSTART'), firstOf(event, 'DTEND')];
        return start && end && isDay(start) !== isDay(end) ? [at(end)] : [];
      }),
  },
  {
    id: 'end-and-duration',
    severity: 'error',
    effects: effects('refuses', { gmail: 'fine', thunderbird: 'fine' }),
    broken: ({ events }) =>
      events.flatMap((event) => {
        const duration = firstOf(event, 'DURATION');
        return duration && firstOf(event, 'DTEND') ? [at(duration)] : [];
      }),
  },
  {
    id: 'recurrence-id-type',
    severity: 'error',
    effects: effects('ignores', { thunderbird: 'duplicate' }),
    broken: (subject) =>
      subject.events.flatMap((event) => {
        const [id, start] = [firstOf(event, 'RECURRENCE-ID'), seriesStart(subject, event)];
        return id && start && isDay(id) !== isDay(start) ? [at(id)] : [];
      }),
  },
  {
    id: 'recurrence-id-zone',
    severity: 'warning',
    effects: effects('duplicate', { gmail: 'fine' }),
    broken: (subject) => {
      const start = mainOf(subject) && firstOf(mainOf(subject) as ContentComponent, 'DTSTART');
      if (!start) return [];
      return subject.events
        .flatMap((event) => firstOf(event, 'RECURRENCE-ID') ?? [])
        .filter(
          (id) =>
            !isDay(id) &&
            !isDay(start) &&
            (kindOf(id) !== kindOf(start) || parameterOf(id, 'TZID') !== parameterOf(start, 'TZID')),
        )
        .map(at);
    },
  },
  {
    id: 'exdate-type',
    severity: 'warning',
    effects: effects('ignores', { gmail: 'fine' }),
    broken: ({ events }) =>
      events.flatMap((event) => {
        const start = firstOf(event, 'DTSTART');
        if (!start) return [];
        return timesOf(event, ['EXDATE', 'RDATE'])
          .filter((line) => parameterOf(line, 'VALUE').toUpperCase() !== 'PERIOD' && isDay(line) !== isDay(start))
          .map(at);
      }),
  },
  {
    id: 'rule-wrong',
    severity: 'error',
    effects: effects('drops', { outlook: 'refuses' }),
    broken: ({ events }) =>
      events
        .flatMap((event) => allOf(event, 'RRULE'))
        .filter(({ value }) => {
          const checked = checkRule(value.trim());
          return !checked.ok && checked.code === 'bad-rule';
        })
        .map(({ line, value }) => ({ line, what: value.slice(0, 80) })),
  },
  {
    id: 'rule-too-hard',
    severity: 'warning',
    effects: effects('drops', { thunderbird: 'fine' }),
    broken: ({ events }) =>
      events
        .flatMap((event) => allOf(event, 'RRULE'))
        .filter(({ value }) => {
          const checked = checkRule(value.trim());
          return !checked.ok && checked.code !== 'bad-rule';
        })
        .map(({ line, value }) => ({ line, what: value.slice(0, 80) })),
  },
  {
    id: 'until-type',
    severity: 'warning',
    effects: effects('fine', { outlook: 'wrong-time', apple: 'wrong-time' }),
    broken: ({ events }) =>
      events.flatMap((event) => {
        const [start, rule] = [firstOf(event, 'DTSTART'), firstOf(event, 'RRULE')];
        const until = /UNTIL=(\d{8})(T\d{6})?(Z)?/i.exec(rule?.value ?? '');
        if (!start || !rule || !until) return [];
        const kind = kindOf(start);
        const timed = until[2] !== undefined;
        const utc = until[3] !== undefined;
        // RFC 5545 3.3.10: of the same type; in UTC where the start has a zone or is in UTC.
        const right = kind === 'date' ? !timed : timed && (kind === 'floating' ? !utc : utc);
        return right ? [] : [{ line: rule.line, what: until[0] }];
      }),
  },
] as const satisfies readonly Rule[];
