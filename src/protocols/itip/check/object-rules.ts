import { allOf, type ContentComponent, firstOf } from '../../icalendar/read-content.ts';
import { effects, type Place } from './finding.ts';
import { isItip, type Rule, type Subject } from './subject.ts';

const METHODS = new Set(['PUBLISH', 'REQUEST', 'REPLY', 'ADD', 'CANCEL', 'REFRESH', 'COUNTER', 'DECLINECOUNTER']);
/** RFC 5545 3.6.1: at most once in a VEVENT. */
const ONCE = [
  'UID',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'SUMMARY',
  'LOCATION',
  'STATUS',
  'SEQUENCE',
  'ORGANIZER',
  'RECURRENCE-ID',
  'URL',
  'CLASS',
  'TRANSP',
];

/** Where a property is missing that each event must have. */
const without = (name: string, subject: Subject, wanted = true): Place[] =>
  wanted ? subject.events.filter((event) => !firstOf(event, name)).map(({ line }) => ({ line })) : [];

const statusOf = (event: ContentComponent): string => firstOf(event, 'STATUS')?.value.trim().toUpperCase() ?? '';
const sequenceOf = (event: ContentComponent): number => Number(firstOf(event, 'SEQUENCE')?.value.trim() ?? 0);
const isMain = (event: ContentComponent): boolean => !firstOf(event, 'RECURRENCE-ID');

/** What the object as a whole must say: RFC 5545 3.6, 3.7 and RFC 5546 3.2. */
export const OBJECT_RULES = [
  {
    id: 'version-missing',
    severity: 'error',
    effects: effects('fine', { outlook: 'refuses', apple: 'refuses' }),
    broken: ({ calendar: { root } }) =>
      root && firstOf(root, 'VERSION')?.value.trim() !== '2.0'
        ? [{ line: firstOf(root, 'VERSION')?.line ?? root.line }]
        : [],
  },
  {
    id: 'prodid-missing',
    severity: 'warning',
    effects: effects('fine', { outlook: 'refuses' }),
    broken: ({ calendar: { root } }) => (root && !firstOf(root, 'PRODID') ? [{ line: root.line }] : []),
  },
  {
    id: 'method-missing',
    severity: 'error',
    effects: effects('no-buttons', { outlook: 'refuses' }),
    broken: ({ mail, method, calendar: { root } }) =>
      mail !== undefined && root !== undefined && method === '' ? [{ line: root.line }] : [],
  },
  {
    id: 'method-unknown',
    severity: 'error',
    effects: effects('no-buttons', { outlook: 'refuses' }),
    broken: ({ method, calendar: { root } }) =>
      root && method !== '' && !METHODS.has(method)
        ? [{ line: firstOf(root, 'METHOD')?.line ?? root.line, what: method }]
        : [],
  },
  {
    id: 'publish-in-mail',
    severity: 'warning',
    effects: effects('no-buttons', { gmail: 'attachment' }),
    broken: ({ mail, method, calendar: { root } }) =>
      mail !== undefined && root && method === 'PUBLISH' ? [{ line: firstOf(root, 'METHOD')?.line ?? root.line }] : [],
  },
  {
    id: 'publish-with-people',
    severity: 'warning',
    effects: effects('no-buttons'),
    broken: ({ method, events }) =>
      method === 'PUBLISH'
        ? events.flatMap((event) => allOf(event, 'ATTENDEE').slice(0, 1)).map(({ line }) => ({ line }))
        : [],
  },
  {
    id: 'no-event',
    severity: 'error',
    effects: effects('refuses'),
    broken: ({ calendar: { root } }) =>
      root && !root.components.some(({ name }) => /^V(?:EVENT|TODO|JOURNAL|FREEBUSY)$/.test(name))
        ? [{ line: root.line }]
        : [],
  },
  {
    id: 'uid-missing',
    severity: 'error',
    effects: effects('duplicate', { outlook: 'refuses' }),
    broken: (subject) => without('UID', subject),
  },
  {
    id: 'uid-mixed',
    severity: 'error',
    effects: effects('drops'),
    broken: (subject) => {
      const uids = new Set(subject.events.flatMap((event) => firstOf(event, 'UID')?.value.trim() ?? []));
      return isItip(subject) && uids.size > 1
        ? [{ line: firstOf(subject.events[1] ?? (subject.events[0] as ContentComponent), 'UID')?.line ?? 1 }]
        : [];
    },
  },
  {
    id: 'dtstamp-missing',
    severity: 'error',
    effects: effects('fine', { outlook: 'refuses', apple: 'ignores' }),
    broken: (subject) => without('DTSTAMP', subject),
  },
  {
    id: 'dtstamp-not-utc',
    severity: 'error',
    effects: effects('fine', { outlook: 'ignores', apple: 'ignores' }),
    broken: ({ events }) =>
      events
        .flatMap((event) => firstOf(event, 'DTSTAMP') ?? [])
        .filter(({ value }) => !/^\d{8}T\d{6}Z$/.test(value.trim()))
        .map(({ line, value }) => ({ line, what: value })),
  },
  {
    id: 'dtstart-missing',
    severity: 'error',
    effects: effects('refuses'),
    // RFC 5546 3.2.3, 3.2.5, 3.2.6, 3.2.8: these name an event that their reader has.
    broken: (subject) =>
      without('DTSTART', subject, !['REPLY', 'CANCEL', 'REFRESH', 'DECLINECOUNTER'].includes(subject.method)),
  },
  {
    id: 'summary-missing',
    severity: 'warning',
    effects: effects('fine', { gmail: 'garbled' }),
    broken: (subject) => without('SUMMARY', subject, subject.method === 'REQUEST' || subject.method === 'PUBLISH'),
  },
  {
    id: 'sequence-missing',
    severity: 'warning',
    effects: effects('ignores', { thunderbird: 'fine' }),
    broken: (subject) => without('SEQUENCE', subject, subject.method === 'REQUEST' || subject.method === 'CANCEL'),
  },
  {
    id: 'sequence-wrong',
    severity: 'error',
    effects: effects('ignores'),
    broken: ({ events }) =>
      events
        .flatMap((event) => firstOf(event, 'SEQUENCE') ?? [])
        .filter(({ value }) => !/^\d{1,9}$/.test(value.trim()))
        .map(({ line, value }) => ({ line, what: value })),
  },
  {
    id: 'property-twice',
    severity: 'error',
    effects: effects('drops', { outlook: 'refuses' }),
    broken: ({ events }) =>
      events.flatMap((event) =>
        ONCE.flatMap((name) => allOf(event, name).slice(1, 2)).map(({ line, name }) => ({ line, what: name })),
      ),
  },
  {
    id: 'cancel-without-status',
    severity: 'warning',
    effects: effects('fine', { gmail: 'ignores', apple: 'ignores' }),
    broken: ({ method, events }) =>
      method === 'CANCEL'
        ? events.filter((event) => statusOf(event) !== 'CANCELLED').map(({ line }) => ({ line }))
        : [],
  },
  {
    id: 'cancel-sequence',
    severity: 'warning',
    effects: effects('ignores', { thunderbird: 'fine' }),
    broken: ({ method, events }) =>
      method === 'CANCEL' ? events.filter((event) => sequenceOf(event) === 0).map(({ line }) => ({ line })) : [],
  },
  {
    id: 'request-cancelled',
    severity: 'warning',
    effects: effects('fine', { outlook: 'ignores', gmail: 'duplicate' }),
    broken: ({ method, events }) =>
      method === 'REQUEST'
        ? events
            .filter((event) => statusOf(event) === 'CANCELLED')
            .map((event) => ({ line: firstOf(event, 'STATUS')?.line ?? event.line }))
        : [],
  },
  {
    id: 'alarm-in-request',
    severity: 'warning',
    effects: effects('alarms', { gmail: 'drops' }),
    broken: (subject) =>
      isItip(subject)
        ? subject.events
            .flatMap(({ components }) => components.filter(({ name }) => name === 'VALARM').slice(0, 1))
            .map(({ line }) => ({ line }))
        : [],
  },
  {
    id: 'series-with-dates',
    // Right for who is invited for the first time, which a mail alone does not tell.
    severity: 'hint',
    effects: effects('fine', { outlook: 'refuses' }),
    broken: ({ method, events }) => {
      const isUpdate = events.some((event) => sequenceOf(event) > 0);
      const mixed = events.some(isMain) && events.find((event) => !isMain(event));
      return method === 'REQUEST' && isUpdate && mixed ? [{ line: mixed.line }] : [];
    },
  },
  {
    id: 'x-wr-in-mail',
    severity: 'hint',
    effects: effects('fine', { outlook: 'duplicate', apple: 'duplicate' }),
    broken: (subject) =>
      isItip(subject) && subject.calendar.root
        ? subject.calendar.root.properties.filter(({ name }) => name === 'X-WR-CALNAME').map(({ line }) => ({ line }))
        : [],
  },
] as const satisfies readonly Rule[];
