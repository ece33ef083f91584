import { expect } from 'chai';
import fc from 'fast-check';
import { buildObject } from '../../../src/protocols/icalendar/build-event.ts';
import { parameterValue, plainValue, singleLineValue } from '../../../src/protocols/icalendar/calendar-text.ts';
import { type EventEdit, editObject, type ObjectEdit } from '../../../src/protocols/icalendar/edit-object.ts';
import type { EventTime } from '../../../src/protocols/icalendar/event-draft.ts';
import { extractObject } from '../../../src/protocols/icalendar/extract-object.ts';
import { edit, extracted, fixtureNames, readFixture } from './calendar-fixtures.ts';

const series = fixtureNames()
  .map(readFixture)
  .filter((raw) => extracted(raw).rrule !== '');

/** Each content line with its folds and its break. */
const logicalLines = (raw: string): string[] => raw.split(/(?<=\n)(?![ \t])/);
const without = (raw: string, names: readonly string[]): string =>
  logicalLines(raw)
    .filter((line) => !names.includes(/^[\w-]*/.exec(line)?.[0] ?? ''))
    .join('');

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom(
    '\r\nATTENDEE:mailto:evil@example.org',
    'a"b:c;d,e\\n\r\nX:1',
    '\u2028BEGIN:VEVENT',
    '\nEND:VEVENT\n',
    '^n^^',
    '\\',
    'x\\',
  ),
);
const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Africa/Casablanca', 'UTC', ''];
const span = fc
  .record({
    ms: fc.integer({ min: Date.UTC(2027, 3), max: Date.UTC(2027, 5) }).map((ms) => Math.floor(ms / 60_000) * 60_000),
    minutes: fc.nat(1_000),
    zone: fc.constantFrom(...zones),
    days: fc.nat(3),
    allDay: fc.boolean(),
  })
  .map(({ ms, minutes, zone, days, allDay }): { start: EventTime; end: EventTime } => {
    const text = (at: number) => new Date(at).toISOString().slice(0, 19);
    return allDay
      ? { start: { date: text(ms).slice(0, 10) }, end: { date: text(ms + days * 86_400_000).slice(0, 10) } }
      : { start: { local: text(ms), timeZone: zone }, end: { local: text(ms + minutes * 60_000), timeZone: zone } };
  });
const person = fc.record({
  name: hostile,
  address: fc.constantFrom('zoe@example.org', 'Eve@Example.com', 'x@y.example'),
});
const attendee = fc.record({
  name: hostile,
  address: fc.constantFrom('bob@example.com', 'anne.dupont@example.com', 'new@example.net', 'ann@example.com'),
  role: fc.constantFrom('attendee' as const, 'optional' as const, 'chair' as const),
  partstat: fc.constantFrom('ACCEPTED' as const, 'NEEDS-ACTION' as const, 'DELEGATED' as const),
  rsvp: fc.boolean(),
});
const texts = fc.record(
  {
    summary: hostile,
    location: hostile,
    description: hostile,
    url: hostile,
    webMeetingId: fc.constantFrom('', '351354086'),
    webMeetingWanted: fc.boolean(),
    transparent: fc.boolean(),
    status: fc.constantFrom('CONFIRMED' as const, 'TENTATIVE' as const, 'CANCELLED' as const),
    sequence: fc.nat(1_000),
    dtstampMs: fc.constant(Date.UTC(2026, 11, 24)),
    categories: fc.array(hostile, { maxLength: 4 }),
    organizer: person,
    attendees: fc.uniqueArray(attendee, { selector: ({ address }) => address, maxLength: 4 }),
  },
  { requiredKeys: [] },
);

const compact = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;

describe('any edit', () => {
  it('is read back as exactly what was edited, whatever the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...series), texts, fc.option(span), (raw, wanted, times) => {
        const changes: EventEdit = { ...compact(wanted), ...times };
        const before = extracted(raw);
        const after = extracted(edit(raw, { kind: 'set', recurrenceId: '', changes }));
        const { organizer, attendees, categories, ...others } = changes;
        for (const [name, value] of Object.entries(others)) {
          const clean = name === 'description' ? plainValue : singleLineValue;
          expect(after.main?.[name as 'summary'], name).to.deep.equal(typeof value === 'string' ? clean(value) : value);
        }
        for (const name of Object.keys(before.main ?? {}) as (keyof NonNullable<typeof before.main>)[])
          if (!(name in changes) && name !== 'allDay' && !(name === 'durationDays' && times))
            expect(after.main?.[name], name).to.deep.equal(before.main?.[name]);
        if (organizer) expect(after.main?.organizer?.address.toLowerCase()).to.equal(organizer.address.toLowerCase());
        if (attendees)
          expect(
            after.main?.attendees.map(({ address, role, partstat, rsvp }) => ({
              address: address.toLowerCase(),
              role,
              partstat,
              rsvp,
            })),
          ).to.have.deep.members(
            attendees.map(({ address, role, partstat, rsvp }) => ({
              address: address.toLowerCase(),
              role,
              partstat,
              rsvp,
            })),
          );
        for (const { address, name } of attendees ?? [])
          expect(after.main?.attendees.find((one) => one.address.toLowerCase() === address)?.name).to.be.oneOf([
            parameterValue(name),
            // The address in place of a name says nothing, and may stay.
            address,
          ]);
        const folded = (list: readonly string[]) =>
          [...new Set(list.map((item) => singleLineValue(item).toLowerCase()))].filter((item) => item !== '').sort();
        if (categories) expect(folded(after.main?.categories ?? [])).to.deep.equal(folded(categories));
        expect(after.overrides.map(({ recurrenceId: _, ...event }) => event)).to.deep.equal(
          before.overrides.map(({ recurrenceId: _, ...event }) => event),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('touches no line of another name', () => {
    const fields: Record<string, readonly string[]> = {
      summary: ['SUMMARY'],
      location: ['LOCATION'],
      description: ['DESCRIPTION', 'X-ALT-DESC'],
      url: ['URL'],
      webMeetingId: ['X-WEBMEETING-ID'],
      webMeetingWanted: ['X-WEBMEETING'],
      transparent: ['TRANSP', 'X-MICROSOFT-CDO-BUSYSTATUS'],
      status: ['STATUS'],
      sequence: ['SEQUENCE'],
      dtstampMs: ['DTSTAMP', 'LAST-MODIFIED'],
      categories: ['CATEGORIES'],
      organizer: ['ORGANIZER'],
      attendees: ['ATTENDEE'],
    };
    fc.assert(
      fc.property(fc.constantFrom(...series), texts, (raw, wanted) => {
        const changes: EventEdit = compact(wanted);
        const names = Object.keys(changes).flatMap((field) => fields[field] ?? []);
        // The description of an alarm is a line of that name too: it is compared below.
        const edited = edit(raw, { kind: 'set', recurrenceId: '', changes });
        expect(without(edited, names)).to.equal(without(raw, names));
        const alarms = (text: string) => text.match(/BEGIN:VALARM.*?END:VALARM/gs);
        expect(alarms(edited)).to.deep.equal(alarms(raw));
      }),
      { numRuns: 200 },
    );
  });

  it('writes lines of at most 75 octets, with the line break of the object', () => {
    fc.assert(
      fc.property(fc.constantFrom(...series), texts, (raw, wanted) => {
        const edited = edit(raw, { kind: 'set', recurrenceId: '', changes: compact(wanted) });
        const standing = new Set(raw.split('\n'));
        for (const line of edited.split('\n').filter((one) => !standing.has(one))) {
          expect(line.endsWith('\r')).to.equal(raw.includes('\r'));
          expect(Buffer.byteLength(line.replace('\r', ''))).to.be.at.most(75);
        }
        expect(edited.startsWith('\ufeff')).to.equal(raw.startsWith('\ufeff'));
        // No character is cut in two.
        expect(Buffer.from(edited).toString()).to.equal(edited);
      }),
      { numRuns: 200 },
    );
  });

  it('and its inverse give the bytes that were, of an object of ours', () => {
    const base = {
      uid: 'u',
      sequence: 1,
      dtstampMs: Date.UTC(2026, 10, 22),
      summary: 'Title; with, all',
      location: 'Somewhere',
      description: 'Lines\nof it',
      url: 'https://meet.example.org/m/1',
      start: { local: '2027-03-01T10:00:00', timeZone: 'Europe/Paris' },
      end: { local: '2027-03-01T11:00:00', timeZone: 'Europe/Paris' },
      organizer: { name: 'Zoé', address: 'zoe@example.org' },
      attendees: [],
      status: 'CONFIRMED',
    } as const;
    const raw = buildObject({ ...base, rrule: 'FREQ=WEEKLY;COUNT=9', exdates: ['2027-03-08T10:00:00'] }, []);
    const text = hostile.filter((value) => singleLineValue(value) !== '');
    fc.assert(
      fc.property(text, text, text, span, (summary, location, description, times) => {
        const changes = { summary, location, description, ...times, sequence: 4, dtstampMs: 0, exdates: [] };
        const edited = edit(raw, { kind: 'set', recurrenceId: '', changes });
        const back = { ...base, exdates: ['2027-03-08T10:00:00'] };
        expect(edit(edited, { kind: 'set', recurrenceId: '', changes: back })).to.equal(raw);
      }),
      { numRuns: 150 },
    );
  });
});

describe('editing what others wrote badly', () => {
  const recurrenceId = fc.constantFrom('', '2027-03-08T10:00:00', '2027-03-05', '2027-03-04T09:00:00', 'x');
  const anyEdit: fc.Arbitrary<ObjectEdit> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('set' as const, 'override' as const),
      recurrenceId,
      changes: texts.map(compact),
    }),
    fc.record({
      kind: fc.constantFrom('exclude' as const, 'restore' as const, 'drop-override' as const, 'end-before' as const),
      recurrenceId: recurrenceId.filter((id) => id !== 'x' && id !== ''),
    }),
    fc.record({
      kind: fc.constant('begin-at' as const),
      recurrenceId: fc.constant('2027-03-08T10:00:00'),
      uid: fc.constant('new'),
    }),
    fc.record({
      kind: fc.constant('answer' as const),
      recurrenceId: fc.constantFrom('', '2027-03-08T10:00:00'),
      address: fc.constant('bob@example.com'),
      partstat: fc.constant('DECLINED' as const),
    }),
  );

  it('throws on nothing that can be read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...series),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.nat(),
        fc.nat(30),
        fc.array(anyEdit, { maxLength: 4 }),
        (raw, noise, place, cut, edits) => {
          const at = place % raw.length;
          const broken = raw.slice(0, at) + noise + raw.slice(at + cut);
          if (extractObject(broken).ok) editObject(broken, edits);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps objects that can be read such, through any row of edits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...series), fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (raw, edits) => {
        const isDays = extracted(raw).main?.allDay;
        const fitting = edits
          .filter(
            (one) =>
              !('recurrenceId' in one) ||
              one.recurrenceId === '' ||
              (one.recurrenceId.length === 10) === (isDays === true),
          )
          .filter((one) => !('recurrenceId' in one) || one.recurrenceId !== 'x');
        extracted(editObject(raw, fitting));
      }),
      { numRuns: 200 },
    );
  });

  it('reads lines that end in any way, and blank ones between', () => {
    for (const name of fixtureNames())
      for (const newline of ['\r\n', '\n', '\r']) {
        const raw = readFixture(name).replace(/\r?\n/g, newline).replace(`END:VCALENDAR`, `${newline}END:VCALENDAR`);
        const { main, overrides } = extracted(raw);
        const edited = edit(raw, {
          kind: 'set',
          recurrenceId: main ? '' : (overrides[0]?.recurrenceId ?? ''),
          changes: { summary: 'New' },
        });
        expect(edited.replace(/SUMMARY[^:]*:New(\r\n|\r|\n)/, '')).to.equal(
          raw.replace(/SUMMARY.*?(\r\n|\r|\n)(?=[A-Z])/s, ''),
        );
      }
  });

  it('does a thousand edits of an object at the limit of its size', () => {
    const start = readFixture('google-series');
    const padding = `X-PADDING:${'x'.repeat(60)}\r\n`.repeat(12_000);
    const raw = start.replace('BEGIN:VEVENT\r\n', () => `BEGIN:VEVENT\r\n${padding}`);
    const dates = Array.from({ length: 500 }, (_, index) =>
      new Date(Date.UTC(2027, 2, 2 + index, 9)).toISOString().slice(0, 19),
    );
    const edits = dates.flatMap((recurrenceId): ObjectEdit[] => [{ kind: 'exclude', recurrenceId }]);
    expect(extracted(edit(raw, ...edits)).exdates).to.include.members(dates);
  });
});
