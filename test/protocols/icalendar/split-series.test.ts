import { expect } from 'chai';
import type { ObjectEdit } from '../../../src/protocols/icalendar/edit-object.ts';
import { expandObject } from '../../../src/protocols/icalendar/expand-object.ts';
import { edit, extracted, readFixture, replaced } from './calendar-fixtures.ts';

const OUTLOOK = readFixture('outlook-series');
const EXCHANGE = readFixture('exchange-days');
const GOOGLE = readFixture('google-series');
const DAVX5 = readFixture('davx5-series');
const CALCURSE = readFixture('calcurse-series');

/** Every date of an object in 2027, as it is named and when it begins. */
const datesOf = (raw: string): string[] => {
  const expanded = expandObject(extracted(raw), {
    fromMs: Date.UTC(2027, 0, 1),
    toMs: Date.UTC(2028, 0, 1),
    homeZone: 'Europe/Paris',
  });
  if (!expanded.ok) throw new Error(expanded.code);
  return expanded.value.instances.map(
    ({ recurrenceId, startMs }) => `${recurrenceId} ${new Date(startMs).toISOString()}`,
  );
};

const endBefore = (recurrenceId: string): ObjectEdit => ({ kind: 'end-before', recurrenceId });
const rule = (raw: string): string => extracted(raw).rrule;

describe('the first half of a series', () => {
  it('ends a second before the date, in UTC where the series has a zone', () => {
    const ended = edit(OUTLOOK, endBefore('2027-03-29T10:00:00'));
    expect(ended).to.equal(
      replaced(
        replaced(OUTLOOK, 'COUNT=12', 'UNTIL=20270329T075959Z'),
        'EXDATE;TZID="Romance Standard Time":20270315T100000,20270405T100000',
        'EXDATE;TZID="Romance Standard Time":20270315T100000',
      ),
    );
  });

  it('ends on the day before where it is of days, and by its own clock where it floats', () => {
    expect(rule(edit(EXCHANGE, endBefore('2027-03-07')))).to.equal('FREQ=DAILY;UNTIL=20270306;INTERVAL=1');
    expect(rule(edit(CALCURSE, endBefore('2027-03-13T07:30:00')))).to.equal(
      'FREQ=DAILY;UNTIL=20270313T072959;INTERVAL=3',
    );
  });

  it('does not end later than it did', () => {
    for (const [raw, date] of [
      [EXCHANGE, '2027-03-12'],
      [CALCURSE, '2027-03-22T07:30:00'],
      [GOOGLE, '2027-07-01T09:00:00'],
    ] as const)
      expect(edit(raw, endBefore(date))).to.equal(raw);
  });

  it('loses dates, exceptions and overrides from then on', () => {
    const ended = extracted(edit(DAVX5, endBefore('2027-03-12T18:00:00')));
    expect(ended).to.deep.include({
      rrule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270312T165959Z',
      rdates: ['2027-03-05T18:00:00'],
    });
    expect(extracted(edit(OUTLOOK, endBefore('2027-03-08T10:00:00')))).to.deep.include({ overrides: [], exdates: [] });
    expect(extracted(edit(EXCHANGE, endBefore('2027-03-05'))).overrides).to.deep.equal([]);
  });
});

describe('the second half of a series', () => {
  it('has another UID in every VEVENT, SEQUENCE 0 and the times of its first date', () => {
    const begun = edit(OUTLOOK, {
      kind: 'begin-at',
      recurrenceId: '2027-03-08T10:00:00',
      uid: 'new@example.org',
      countBefore: 1,
    });
    const uid = /UID:0400[^:]+?(?=X-ALT|X-MICROSOFT)/gs;
    expect(begun).to.equal(
      OUTLOOK.replace(uid, 'UID:new@example.org\r\n')
        .replace(/SEQUENCE:\d/g, 'SEQUENCE:0')
        .replace('COUNT=12', 'COUNT=11')
        .replace('20270301T110000', '20270308T110000')
        .replace('20270301T100000', '20270308T100000'),
    );
  });

  it('loses what was before it', () => {
    const begun = extracted(edit(DAVX5, { kind: 'begin-at', recurrenceId: '2027-03-09T18:00:00', uid: 'new' }));
    expect(begun).to.deep.include({ uid: 'new', rdates: ['2027-03-12T18:00:00'], rrule: 'FREQ=WEEKLY;BYDAY=TU' });
    expect(begun.main?.end).to.deep.equal({ local: '2027-03-09T19:30:00', timeZone: 'Europe/Vienna' });
    const days = extracted(edit(EXCHANGE, { kind: 'begin-at', recurrenceId: '2027-03-04', uid: 'new' }));
    expect(days).to.deep.include({ exdates: [] });
    expect(days.overrides.map(({ recurrenceId, uid }) => [recurrenceId, uid])).to.deep.equal([['2027-03-05', 'new']]);
  });

  for (const [name, at, countBefore] of [
    ['outlook-series', '2027-03-29T10:00:00', 4],
    ['exchange-days', '2027-03-04', 3],
    ['apple-series', '2027-05-06T14:30:00', 2],
    ['google-series', '2027-03-25T09:00:00', 7],
    ['thunderbird-series', '2027-03-31T20:30:00', 2],
    ['evolution-series', '2027-03-03T08:00:00', 2],
    ['davx5-series', '2027-03-30T18:00:00', 4],
    ['calcurse-series', '2027-03-13T07:30:00', 4],
  ] as const)
    it(`has with the first all dates of ${name}, none of them twice`, () => {
      const raw = readFixture(name);
      const first = edit(raw, endBefore(at));
      const second = edit(raw, { kind: 'begin-at', recurrenceId: at, uid: 'new', countBefore });
      expect(datesOf(first).length).to.be.above(0);
      expect(datesOf(second).length).to.be.above(0);
      expect([...datesOf(first), ...datesOf(second)]).to.deep.equal(datesOf(raw));
    });
});

describe('a date that is excluded', () => {
  it('takes its override along', () => {
    const without = edit(GOOGLE, { kind: 'exclude', recurrenceId: '2027-03-04T09:00:00' });
    expect(extracted(without).overrides).to.deep.equal([]);
    expect(extracted(without).exdates).to.include('2027-03-04T09:00:00');
  });

  it('was an RDATE: then that goes', () => {
    expect(edit(DAVX5, { kind: 'exclude', recurrenceId: '2027-03-05T18:00:00' })).to.equal(
      replaced(
        DAVX5,
        'RDATE;TZID=Europe/Vienna:20270305T180000,20270312T180000',
        'RDATE;TZID=Europe/Vienna:20270312T180000',
      ),
    );
  });

  it('was an RDATE and of the rule: then it is excluded too', () => {
    const both = replaced(DAVX5, '20270305T180000,20270312T180000', '20270309T180000');
    const without = edit(both, { kind: 'exclude', recurrenceId: '2027-03-09T18:00:00' });
    expect(extracted(without)).to.deep.include({ rdates: [], exdates: ['2027-03-09T18:00:00'] });
    expect(datesOf(both).filter((date) => !datesOf(without).includes(date))).to.deep.equal([
      '2027-03-09T18:00:00 2027-03-09T17:00:00.000Z',
    ]);
  });

  it('comes back out of a list whose other dates stay', () => {
    expect(edit(OUTLOOK, { kind: 'restore', recurrenceId: '2027-03-15T10:00:00' })).to.equal(
      replaced(OUTLOOK, ':20270315T100000,20270405T100000', ':20270405T100000'),
    );
    expect(edit(EXCHANGE, { kind: 'restore', recurrenceId: '2027-03-03' })).to.equal(
      replaced(EXCHANGE, 'EXDATE;TZID=W. Europe Standard Time:20270303T000000\r\n', ''),
    );
  });
});

describe('a series that moves', () => {
  const toNewYork: ObjectEdit = {
    kind: 'set',
    recurrenceId: '',
    changes: {
      start: { local: '2027-03-02T09:00:00', timeZone: 'America/New_York' },
      end: { local: '2027-03-02T10:00:00', timeZone: 'America/New_York' },
      rrule: 'FREQ=WEEKLY;COUNT=12;BYDAY=TU',
      exdates: ['2027-03-16T09:00:00', '2027-04-06T09:00:00'],
    },
  };
  const rename = { kind: 'rename-override', from: '2027-03-08T10:00:00', to: '2027-03-09T09:00:00' } as const;

  it('takes its changed dates along by the clock', () => {
    const moved = extracted(edit(OUTLOOK, toNewYork, { ...rename, moveTimes: true }));
    expect(moved.overrides[0]).to.deep.include({
      recurrenceId: '2027-03-09T09:00:00',
      start: { local: '2027-03-09T14:00:00', timeZone: 'America/New_York' },
      end: { local: '2027-03-09T15:00:00', timeZone: 'America/New_York' },
    });
    expect(moved.exdates).to.deep.equal(['2027-03-16T09:00:00', '2027-04-06T09:00:00']);
  });

  it('or lets their times be', () => {
    const moved = edit(OUTLOOK, toNewYork, rename);
    expect(extracted(moved).overrides[0]).to.deep.include({
      recurrenceId: '2027-03-09T09:00:00',
      start: { local: '2027-03-08T15:00:00', timeZone: 'Europe/Paris' },
    });
    expect(moved).to.include('TZID:Romance Standard Time').and.include('TZID:America/New_York');
  });

  it('is as it was when it moves back', () => {
    const moved = edit(OUTLOOK, toNewYork, { ...rename, moveTimes: true });
    const { main, rrule, exdates } = extracted(OUTLOOK);
    const back = edit(
      moved,
      { kind: 'set', recurrenceId: '', changes: { start: main!.start, end: main!.end, rrule, exdates } },
      { ...rename, from: rename.to, to: rename.from, moveTimes: true },
    );
    expect(datesOf(back)).to.deep.equal(datesOf(OUTLOOK));
  });

  it('renames all its changed dates at once, though each takes the name of the next', () => {
    const ids = ['2027-03-02', '2027-03-03', '2027-03-04'];
    const days = edit(
      EXCHANGE,
      ...ids.map(
        (recurrenceId): ObjectEdit => ({ kind: 'override', recurrenceId, changes: { summary: recurrenceId } }),
      ),
    );
    const moved = edit(
      days,
      { kind: 'set', recurrenceId: '', changes: { start: { date: '2027-03-02' }, end: { date: '2027-03-02' } } },
      ...['02', '03', '04', '05'].map(
        (day, index): ObjectEdit => ({
          kind: 'rename-override',
          from: `2027-03-${day}`,
          to: `2027-03-0${index + 3}`,
          moveTimes: true,
        }),
      ),
    );
    expect(
      extracted(moved).overrides.map(({ recurrenceId, summary, start }) => [recurrenceId, summary, start]),
    ).to.deep.equal([
      ['2027-03-06', 'Messe (letzter Aufbau)', { date: '2027-03-06' }],
      ['2027-03-03', '2027-03-02', { date: '2027-03-03' }],
      ['2027-03-04', '2027-03-03', { date: '2027-03-04' }],
      ['2027-03-05', '2027-03-04', { date: '2027-03-05' }],
    ]);
  });
});

describe('single dates of a series', () => {
  it('are kept or made, and the rest goes', () => {
    const guest = extracted(
      edit(OUTLOOK, { kind: 'only-dates', recurrenceIds: ['2027-03-08T10:00:00', '2027-03-22T10:00:00'] }),
    );
    expect(guest.main).to.equal(undefined);
    expect(guest.overrides.map(({ recurrenceId, start }) => [recurrenceId, start])).to.deep.equal([
      ['2027-03-08T10:00:00', { local: '2027-03-08T15:00:00', timeZone: 'Europe/Paris' }],
      ['2027-03-22T10:00:00', { local: '2027-03-22T10:00:00', timeZone: 'Europe/Paris' }],
    ]);
  });
});

describe('a changed date that another program names in UTC', () => {
  const UTC = replaced(GOOGLE, 'RECURRENCE-ID;TZID=America/New_York:20270304T090000', 'RECURRENCE-ID:20270304T140000Z');
  const recurrenceId = '2027-03-04T09:00:00';

  it('is the one that is changed', () => {
    const changed = edit(UTC, { kind: 'override', recurrenceId, changes: { summary: 'New' } });
    expect(changed).to.equal(replaced(UTC, 'SUMMARY:Stand-up (one hour later)', 'SUMMARY:New'));
  });

  it('goes when it is excluded', () => {
    expect(extracted(edit(UTC, { kind: 'exclude', recurrenceId })).overrides).to.deep.equal([]);
  });

  it('moves with its series, and is named as the series is', () => {
    const madrid = (local: string) => ({ local, timeZone: 'Europe/Madrid' });
    const start = madrid('2027-03-02T15:00:00');
    const moved = edit(
      UTC,
      { kind: 'set', recurrenceId: '', changes: { start, end: madrid('2027-03-02T15:30:00'), exdates: [] } },
      { kind: 'rename-override', from: recurrenceId, to: '2027-03-04T15:00:00', moveTimes: true },
    );
    expect(moved)
      .to.include('RECURRENCE-ID;TZID=Europe/Madrid:20270304T150000')
      .and.not.include('TZID:America/New_York');
    expect(extracted(moved).overrides[0]?.start).to.deep.equal(madrid('2027-03-04T16:00:00'));
  });
});

describe('an object', () => {
  it('keeps its last VEVENT', () => {
    const guest = readFixture('one-date');
    expect(edit(guest, { kind: 'exclude', recurrenceId: '2027-03-08T09:00:00' })).to.equal(guest);
    expect(edit(guest, { kind: 'drop-override', recurrenceId: '2027-03-08T09:00:00' })).to.equal(guest);
  });

  it('is not changed for what is no date of its series', () => {
    for (const recurrenceId of ['2027-03-08', 'x', '2027-02-30T10:00:00', '2027-03-08T10:00'])
      expect(
        edit(
          OUTLOOK,
          { kind: 'override', recurrenceId, changes: { summary: 'x' } },
          { kind: 'exclude', recurrenceId },
          { kind: 'end-before', recurrenceId },
          { kind: 'begin-at', recurrenceId, uid: 'new' },
          { kind: 'rename-override', from: '2027-03-08T10:00:00', to: recurrenceId },
          { kind: 'answer', recurrenceId, address: 'anne.dupont@example.com', partstat: 'ACCEPTED' },
        ),
      ).to.equal(OUTLOOK);
  });
});
