import { allOf, type ContentLine, firstOf, parameterOf } from '../../icalendar/read-content.ts';
import { effects, type Place } from './finding.ts';
import { addressOf, isItip, type Rule, type Subject } from './subject.ts';

const NEEDS_ORGANIZER = new Set(['REQUEST', 'CANCEL', 'REPLY', 'ADD', 'COUNTER', 'DECLINECOUNTER', 'REFRESH']);
const NEEDS_ATTENDEE = new Set(['REQUEST', 'CANCEL', 'REPLY', 'COUNTER', 'REFRESH']);
const ANSWERS = new Set(['REPLY', 'COUNTER', 'REFRESH']);

const people = ({ events }: Subject, name: string): ContentLine[] => events.flatMap((event) => allOf(event, name));

const notMailto = (lines: readonly ContentLine[]): Place[] =>
  lines
    .filter(({ value }) => !/^mailto:[^@\s]+@[^@\s]+$/i.test(value.trim()))
    .map(({ line, value }) => ({ line, what: value.trim().slice(0, 80) }));

const missing = (name: string, methods: ReadonlySet<string>, { method, events }: Subject): Place[] =>
  methods.has(method) ? events.filter((event) => !firstOf(event, name)).map(({ line }) => ({ line })) : [];

/** Who is in it: RFC 5546 3.2, RFC 6047 2.2. */
export const PEOPLE_RULES = [
  {
    id: 'organizer-missing',
    severity: 'error',
    effects: effects('no-buttons', { outlook: 'refuses' }),
    broken: (subject) => missing('ORGANIZER', NEEDS_ORGANIZER, subject),
  },
  {
    id: 'organizer-not-mailto',
    severity: 'error',
    effects: effects('lost-answer'),
    broken: (subject) => notMailto(people(subject, 'ORGANIZER')),
  },
  {
    id: 'attendee-missing',
    severity: 'error',
    effects: effects('no-buttons'),
    broken: (subject) => missing('ATTENDEE', NEEDS_ATTENDEE, subject),
  },
  {
    id: 'attendee-not-mailto',
    severity: 'error',
    effects: effects('drops'),
    broken: (subject) => notMailto(people(subject, 'ATTENDEE')),
  },
  {
    id: 'attendee-twice',
    severity: 'warning',
    effects: effects('drops', { gmail: 'fine' }),
    broken: ({ events }) =>
      events.flatMap((event) => {
        const known = new Set<string>();
        return allOf(event, 'ATTENDEE')
          .filter((line) => known.has(addressOf(line)) || !known.add(addressOf(line)))
          .map((line) => ({ line: line.line, what: addressOf(line) }));
      }),
  },
  {
    id: 'attendee-no-rsvp',
    severity: 'hint',
    effects: effects('fine', { outlook: 'no-buttons', apple: 'no-buttons' }),
    broken: (subject) => {
      if (subject.method !== 'REQUEST') return [];
      const asked = people(subject, 'ATTENDEE').filter(
        (line) =>
          parameterOf(line, 'RSVP').toUpperCase() !== 'TRUE' &&
          ['', 'NEEDS-ACTION'].includes(parameterOf(line, 'PARTSTAT').toUpperCase()) &&
          parameterOf(line, 'ROLE').toUpperCase() !== 'NON-PARTICIPANT',
      );
      return asked.slice(0, 20).map((line) => ({ line: line.line, what: addressOf(line) }));
    },
  },
  {
    id: 'reply-attendees',
    severity: 'error',
    effects: effects('ignores'),
    broken: ({ method, events }) =>
      method === 'REPLY'
        ? events.filter((event) => allOf(event, 'ATTENDEE').length > 1).map(({ line }) => ({ line }))
        : [],
  },
  {
    id: 'reply-no-answer',
    severity: 'error',
    effects: effects('ignores'),
    broken: (subject) =>
      subject.method === 'REPLY'
        ? people(subject, 'ATTENDEE')
            .filter(
              (line) =>
                !['ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED'].includes(
                  parameterOf(line, 'PARTSTAT').toUpperCase(),
                ),
            )
            .map(({ line }) => ({ line }))
        : [],
  },
  {
    id: 'organizer-not-sender',
    severity: 'warning',
    effects: effects('suspect', { outlook: 'no-buttons', apple: 'fine', thunderbird: 'fine' }),
    broken: (subject) => {
      const { mail, method } = subject;
      if (mail === undefined || !isItip(subject) || ANSWERS.has(method)) return [];
      const isSender = (line: ContentLine): boolean =>
        [
          addressOf(line),
          parameterOf(line, 'SENT-BY')
            .replace(/^mailto:/i, '')
            .toLowerCase(),
        ].some((one) => mail.from.includes(one));
      return people(subject, 'ORGANIZER')
        .filter((line) => !isSender(line))
        .slice(0, 1)
        .map((line) => ({ line: line.line, what: addressOf(line) }));
    },
  },
  {
    id: 'attendee-not-sender',
    severity: 'warning',
    effects: effects('ignores', { thunderbird: 'fine' }),
    broken: (subject) => {
      const { mail, method } = subject;
      if (mail === undefined || !ANSWERS.has(method)) return [];
      const attendees = people(subject, 'ATTENDEE');
      return attendees.length === 0 || attendees.some((line) => mail.from.includes(addressOf(line)))
        ? []
        : [{ line: attendees[0]?.line ?? 1, what: addressOf(attendees[0] as ContentLine) }];
    },
  },
  {
    id: 'recipient-not-attendee',
    severity: 'error',
    effects: effects('no-buttons', { outlook: 'fine' }),
    broken: (subject) => {
      const { mail, method, events } = subject;
      if (mail === undefined || (method !== 'REQUEST' && method !== 'CANCEL') || events.length === 0) return [];
      const attendees = new Set(people(subject, 'ATTENDEE').map(addressOf));
      if (attendees.size === 0 || mail.recipients.length === 0) return [];
      return mail.recipients.some((address) => attendees.has(address))
        ? []
        : [{ what: mail.recipients.slice(0, 3).join(', ') }];
    },
  },
] as const satisfies readonly Rule[];
