import { execFileSync, spawnSync } from 'node:child_process';
import { expect } from 'chai';
import nodeIcal from 'node-ical';
import { buildObject, buildOccurrences, type ObjectDraft } from '../../../src/protocols/icalendar/build-event.ts';
import type { ObjectEdit } from '../../../src/protocols/icalendar/edit-object.ts';
import { expandObject } from '../../../src/protocols/icalendar/expand-object.ts';
import { edit, extracted, readFixture } from './calendar-fixtures.ts';

/** Debian's own, which has python3-icalendar and python3-recurring-ical-events. */
const PYTHON = '/usr/bin/python3';

const READ_2027 = `
import sys, json, datetime, icalendar, recurring_ical_events

def moment(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat() + 'T00:00:00'
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc)
    return value.replace(tzinfo=None).isoformat()

def read(raw):
    calendar = icalendar.Calendar.from_ical(raw)
    events = recurring_ical_events.of(calendar).between((2027, 1, 1), (2028, 1, 1))
    return sorted([moment(event['DTSTART'].dt), str(event['SUMMARY'])] for event in events)

json.dump([read(raw) for raw in json.load(sys.stdin)], sys.stdout)
`;

/** Start (UTC, or local where it floats) and title of each date. */
type Dates = [string, string][];

const readWithPython = (raws: readonly string[]): Dates[] =>
  JSON.parse(
    execFileSync(PYTHON, ['-c', READ_2027], { input: JSON.stringify(raws), maxBuffer: 1 << 26 }).toString(),
  ) as Dates[];

const readByUs = (raw: string): Dates => {
  const object = extracted(raw);
  const expanded = expandObject(object, { fromMs: Date.UTC(2027, 0), toMs: Date.UTC(2028, 0), homeZone: 'UTC' });
  if (!expanded.ok) throw new Error(expanded.code);
  const titles = new Map(object.overrides.map(({ recurrenceId, summary }) => [recurrenceId, summary]));
  return expanded.value.instances
    .map(({ recurrenceId, startMs }): [string, string] => [
      new Date(startMs).toISOString().slice(0, 19),
      titles.get(recurrenceId) ?? object.main?.summary ?? '',
    ])
    .sort();
};

/** A date of each series, and one after it. */
const SERIES: Record<string, readonly [string, string]> = {
  'outlook-series': ['2027-03-22T10:00:00', '2027-03-29T10:00:00'],
  'apple-series': ['2027-05-06T14:30:00', '2027-06-03T14:30:00'],
  'google-series': ['2027-03-16T09:00:00', '2027-03-30T09:00:00'],
  'thunderbird-series': ['2027-03-17T20:30:00', '2027-03-31T20:30:00'],
  'evolution-series': ['2027-03-02T08:00:00', '2027-03-04T08:00:00'],
  'davx5-series': ['2027-03-09T18:00:00', '2027-04-06T18:00:00'],
  'calcurse-series': ['2027-03-10T07:30:00', '2027-03-13T07:30:00'],
};

const later = (date: string, timeZone: string) => ({
  start: { local: `${date.slice(0, 10)}T19:00:00`, timeZone },
  end: { local: `${date.slice(0, 10)}T20:00:00`, timeZone },
});

const rowsOf = ([date, next]: readonly [string, string]): Record<string, readonly ObjectEdit[]> => ({
  'a title': [{ kind: 'set', recurrenceId: '', changes: { summary: 'Ünïcode, and; signs\\' } }],
  'an excluded date': [{ kind: 'exclude', recurrenceId: date }],
  'a moved date': [
    { kind: 'override', recurrenceId: date, changes: { summary: 'Moved', ...later(date, 'America/New_York') } },
  ],
  'a date in a zone of irregular rules': [
    { kind: 'override', recurrenceId: next, changes: { summary: 'Moved', ...later(next, 'Africa/Casablanca') } },
  ],
  'the first half': [{ kind: 'end-before', recurrenceId: next }],
  'the second half': [{ kind: 'begin-at', recurrenceId: next, uid: 'new', countBefore: 2 }],
  'two changed dates': [
    { kind: 'override', recurrenceId: date, changes: { summary: 'One' } },
    { kind: 'override', recurrenceId: next, changes: { summary: 'Two' } },
    { kind: 'exclude', recurrenceId: date },
    { kind: 'restore', recurrenceId: date },
  ],
});

describe('edited objects in other programs', () => {
  before(() => {
    const check = spawnSync(PYTHON, ['-c', 'import icalendar, recurring_ical_events']);
    expect(check.status, 'python3-icalendar and python3-recurring-ical-events are installed').to.equal(0);
  });

  for (const [name, dates] of Object.entries(SERIES))
    it(`python3-icalendar has the same dates of ${name} as we do after every edit`, () => {
      const raw = readFixture(name);
      const rows = Object.entries(rowsOf(dates)).map(([what, edits]) => ({ what, edited: edit(raw, ...edits) }));
      const theirs = readWithPython(rows.map(({ edited }) => edited));
      for (const [index, { what, edited }] of rows.entries()) {
        expect(readByUs(edited), what).to.not.deep.equal(readByUs(raw));
        expect(theirs[index], what).to.deep.equal(readByUs(edited));
      }
    });

  const draft: ObjectDraft = {
    uid: 'ours',
    sequence: 0,
    dtstampMs: Date.UTC(2026, 10, 22),
    summary: 'Ours',
    start: { local: '2027-03-01T10:00:00', timeZone: 'Europe/Paris' },
    end: { local: '2027-03-01T11:00:00', timeZone: 'Europe/Paris' },
    organizer: { name: 'Zoé', address: 'zoe@example.org' },
    attendees: [],
    status: 'CONFIRMED',
  };
  const changed = { ...draft, summary: 'Changed', ...later('2027-03-08', 'America/New_York') };
  const ours = buildObject(
    { ...draft, rrule: 'FREQ=WEEKLY;COUNT=8', rdates: ['2027-03-03T10:00:00'], exdates: ['2027-03-15T10:00:00'] },
    [{ ...changed, recurrenceId: '2027-03-08T10:00:00' }],
  );

  it('python3-icalendar has the same dates of a series of ours', () => {
    const casablanca = (local: string) => ({ local, timeZone: 'Africa/Casablanca' });
    const irregular = buildObject({
      ...draft,
      start: casablanca('2027-01-01T10:00:00'),
      end: casablanca('2027-01-01T11:00:00'),
      rrule: 'FREQ=DAILY;COUNT=300',
    });
    for (const raw of [ours, irregular]) expect(readWithPython([raw])[0]).to.deep.equal(readByUs(raw));
  });

  interface NodeIcalEvent {
    readonly type: string;
    readonly recurrenceid?: Date;
    readonly recurrences?: Record<string, { readonly start: Date }>;
  }

  const readWithNodeIcal = async (raw: string): Promise<NodeIcalEvent> => {
    const items = Object.values(await nodeIcal.async.parseICS(raw)) as unknown as NodeIcalEvent[];
    const event = items.find(({ type }) => type === 'VEVENT');
    if (event === undefined) throw new Error('node-ical found no event');
    return event;
  };

  const momentText = (date: Date | undefined): string => new Date(date ?? Number.NaN).toISOString();

  it('node-ical finds the changed dates of a series of ours and of another program’s', async () => {
    const moved: ObjectEdit = {
      kind: 'override',
      recurrenceId: '2027-03-16T09:00:00',
      changes: later('2027-03-16', 'Asia/Kathmandu'),
    };
    for (const [raw, start] of [
      [ours, '2027-03-09T00:00:00.000Z'],
      [edit(readFixture('google-series'), moved), '2027-03-16T13:15:00.000Z'],
    ] as const) {
      const { recurrences = {} } = await readWithNodeIcal(raw);
      expect(Object.values(recurrences).map((date) => momentText(date.start))).to.include(start);
    }
  });

  it('node-ical reads a lone date', async () => {
    const lone = buildOccurrences([{ ...changed, recurrenceId: '2027-03-08T09:00:00' }], 'UTC', 'REQUEST');
    expect(momentText((await readWithNodeIcal(lone)).recurrenceid)).to.equal('2027-03-08T09:00:00.000Z');
  });
});
