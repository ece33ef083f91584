import { expect } from 'chai';
import fc from 'fast-check';
import { FREQUENCIES, WEEKDAYS, weekdayOf } from '../../../src/base/recurrence/recurrence-rule.ts';
import { type EventDraft, newDraft, ruleFor, withStart } from '../../../src/client/calendar/editor/event-draft.ts';
import {
  firstDate,
  fitsRepeat,
  NTHS,
  type Repeat,
  readRepeat,
  weeklyFrom,
  writeRepeat,
} from '../../../src/client/calendar/editor/repeat.ts';
import { presetOf, presetRules } from '../../../src/client/calendar/editor/repeat-presets.ts';
import { betterStart, ruleAfter, withRepeat } from '../../../src/client/calendar/editor/series-draft.ts';

// A Tuesday, the second of its month.
const series = { start: '2027-03-09T10:00', timeZone: 'Europe/Paris' };
const startDate = series.start.slice(0, 10);
const rewritten = (rule: string): string | undefined => {
  const repeat = readRepeat(rule, series);
  return repeat && writeRepeat(repeat, startDate);
};

describe('the fields of the recurrence builder', () => {
  for (const [rule, written] of [
    ['FREQ=DAILY;INTERVAL=3', 'FREQ=DAILY;INTERVAL=3'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=9;COUNT=4', 'FREQ=MONTHLY;COUNT=4'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9', 'FREQ=YEARLY'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
    ['FREQ=WEEKLY;UNTIL=20271231T225959Z', 'FREQ=WEEKLY;UNTIL=20271231'],
  ] as const)
    it(`read ${rule}`, () => {
      expect(rewritten(rule)).to.equal(written);
    });

  for (const rule of [
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYMONTHDAY=10',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=MONTHLY;BYMONTH=3',
    'FREQ=YEARLY;BYWEEKNO=20',
    'FREQ=YEARLY;BYYEARDAY=100',
    'FREQ=YEARLY;BYMONTH=4',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=DAILY;BYHOUR=9,14',
    'FREQ=WEEKLY;BYMONTH=6',
    'RSCALE=CHINESE;FREQ=YEARLY',
    'nonsense',
  ])
    it(`leave ${rule} to words: they would lose something of it`, () => {
      expect(readRepeat(rule, series)).to.equal(undefined);
    });

  it('write what they read, whatever is chosen', () => {
    const repeats = fc.record<Repeat>({
      frequency: fc.constantFrom(...FREQUENCIES),
      interval: fc.integer({ min: 1, max: 1_000 }),
      weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      pattern: fc.constantFrom('date', 'nth', 'lastDay'),
      nth: fc.constantFrom(...NTHS),
      weekday: fc.constantFrom(...WEEKDAYS),
      end: fc.oneof(
        fc.constant({ kind: 'never' } as const),
        fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 1, max: 3_650 }) }),
        fc.constant({ kind: 'until', date: '2028-02-29' } as const),
      ),
    });
    fc.assert(
      fc.property(repeats, (repeat) => {
        const date = firstDate(repeat, startDate);
        const rule = writeRepeat(repeat, date);
        const again = readRepeat(rule, { start: `${date}T10:00`, timeZone: series.timeZone });
        expect(again && writeRepeat(again, date), rule).to.equal(rule);
        expect(fitsRepeat(repeat, date), rule).to.equal(true);
      }),
    );
  });

  it('offer what is usual for the date', () => {
    expect(presetRules('2027-03-09')).to.include.members(['FREQ=MONTHLY;BYDAY=2TU', 'FREQ=WEEKLY']);
    expect(presetRules('2027-03-09').join()).to.not.include('-1TU');
    expect(presetRules('2027-03-26')).to.include.members(['FREQ=MONTHLY;BYDAY=4FR', 'FREQ=MONTHLY;BYDAY=-1FR']);
    expect(presetRules('2027-03-30')).to.include('FREQ=MONTHLY;BYDAY=-1TU');
    expect(presetRules('2027-03-30').join()).to.not.include('5TU');
  });

  it('know a preset by its meaning, whatever its end', () => {
    expect(presetOf('FREQ=WEEKLY;BYDAY=TU;COUNT=3', series)).to.equal('FREQ=WEEKLY');
    expect(presetOf('FREQ=MONTHLY;BYDAY=-1FR', series)).to.equal(undefined);
  });
});

describe('a draft that repeats', () => {
  const draft: EventDraft = newDraft('2027-03-09T10:00', 'Europe/Paris');
  const lastFriday: Repeat = {
    ...weeklyFrom(startDate),
    frequency: 'MONTHLY',
    pattern: 'nth',
    nth: -1,
    weekday: 'FR',
  };

  it('begins on the first date of its rule and keeps its length', () => {
    const next = withRepeat({ ...draft, endTime: '11:30' }, lastFriday);
    expect(next).to.include({ startDate: '2027-03-26', endDate: '2027-03-26', startTime: '10:00', endTime: '11:30' });
    expect(next.recurrence).to.equal('FREQ=MONTHLY;BYDAY=-1FR');
  });

  it('does not wander off while a rule is put together', () => {
    const lastMonday = withRepeat(draft, { ...lastFriday, weekday: 'MO' }, startDate);
    expect(lastMonday.startDate).to.equal('2027-03-29');
    expect(withRepeat(lastMonday, lastFriday, startDate).startDate).to.equal('2027-03-26');
  });

  it('follows when its first date is moved', () => {
    const weekly = { ...draft, recurrence: 'FREQ=WEEKLY' };
    const moved = withStart(weekly, '2027-03-10', '10:00');
    expect(ruleAfter(weekly, moved, undefined)).to.equal('FREQ=WEEKLY');
    const ending = { ...draft, recurrence: 'FREQ=DAILY;UNTIL=20270320' };
    expect(ruleAfter(ending, withStart(ending, '2027-04-01', '10:00'), undefined)).to.equal(
      'FREQ=DAILY;UNTIL=20270401',
    );
  });

  it('says where its rule would begin when it begins beside it', () => {
    const beside = { ...draft, recurrence: 'FREQ=MONTHLY;BYDAY=-1FR' };
    expect(betterStart(beside, undefined)).to.equal('2027-03-26');
    expect(betterStart({ ...beside, startDate: '2027-03-26' }, undefined)).to.equal(undefined);
  });

  it('ends in UTC at the end of the last day of its zone, or with that day', () => {
    const until = { ...draft, recurrence: 'FREQ=WEEKLY;UNTIL=20271231' };
    expect(ruleFor(until)).to.equal('FREQ=WEEKLY;UNTIL=20271231T225959Z');
    expect(ruleFor({ ...until, timeZone: 'America/New_York' })).to.equal('FREQ=WEEKLY;UNTIL=20280101T045959Z');
    expect(ruleFor({ ...until, allDay: true })).to.equal('FREQ=WEEKLY;UNTIL=20271231');
    const stored = { ...draft, recurrence: 'FREQ=WEEKLY;UNTIL=20271231T225959Z' };
    expect(ruleFor(stored)).to.equal('FREQ=WEEKLY;UNTIL=20271231T225959Z');
    expect(ruleFor({ ...stored, allDay: true })).to.equal('FREQ=WEEKLY;UNTIL=20271231');
  });

  it('keeps a rule that the builder cannot show, byte for byte', () => {
    const foreign = { ...draft, recurrence: 'FREQ=YEARLY;BYWEEKNO=20;X-NOTE=Hello' };
    expect(ruleFor(foreign)).to.equal('FREQ=YEARLY;BYWEEKNO=20;X-NOTE=Hello');
    expect(ruleAfter(foreign, withStart(foreign, '2027-05-01', '10:00'), undefined)).to.equal(foreign.recurrence);
    expect(weekdayOf(foreign.startDate)).to.equal('TU');
  });
});
