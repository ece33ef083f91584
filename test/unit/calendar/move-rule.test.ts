import { expect } from 'chai';
import { moveRule, sameBeat } from '../../../src/calendar/move-rule.ts';
import { daysBetween, moveWall, wallDifference } from '../../../src/calendar/wall-clock.ts';

const MONDAY = '2027-03-01T09:00:00';
const WEDNESDAY = '2027-03-03T09:00:00';

describe('the rule of a series that moves to another day', () => {
  const cases: ReadonlyArray<[rule: string, from: string, to: string, expected: string | undefined]> = [
    ['', MONDAY, WEDNESDAY, ''],
    ['FREQ=DAILY;COUNT=3', MONDAY, WEDNESDAY, 'FREQ=DAILY;COUNT=3'],
    ['FREQ=WEEKLY;BYDAY=MO', MONDAY, '2027-03-01T15:00:00', 'FREQ=WEEKLY;BYDAY=MO'],
    ['FREQ=WEEKLY;BYDAY=MO', MONDAY, WEDNESDAY, 'FREQ=WEEKLY;BYDAY=WE'],
    ['FREQ=WEEKLY;BYDAY=MO,FR', MONDAY, '2027-02-28T09:00:00', 'FREQ=WEEKLY;BYDAY=SU,TH'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', '2027-03-07', '2027-03-09', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['FREQ=MONTHLY;BYDAY=1MO', MONDAY, '2027-03-10T09:00:00', 'FREQ=MONTHLY;BYDAY=2WE'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2027-03-26', '2027-03-25', 'FREQ=MONTHLY;BYDAY=-1TH'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', MONDAY, WEDNESDAY, 'FREQ=MONTHLY;BYMONTHDAY=3'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1', MONDAY, '2027-04-02T09:00:00', 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=2'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1', MONDAY, WEDNESDAY, undefined],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', MONDAY, WEDNESDAY, undefined],
    ['FREQ=YEARLY;BYWEEKNO=9', MONDAY, WEDNESDAY, undefined],
    ['FREQ=MONTHLY;BYDAY=MO', MONDAY, WEDNESDAY, undefined],
  ];
  for (const [rule, from, to, expected] of cases)
    it(`${rule || 'no rule'} from ${from} to ${to} is ${expected ?? 'not guessed'}`, () => {
      expect(moveRule(rule, from, to)).to.equal(expected);
    });

  it('keeps its beat when only its end changes', () => {
    expect(sameBeat('FREQ=WEEKLY;COUNT=3', 'UNTIL=20270401T000000Z;FREQ=weekly')).to.equal(true);
    expect(sameBeat('FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2')).to.equal(false);
    expect(sameBeat('', '')).to.equal(false);
  });
});

describe('the clock on the wall', () => {
  it('moves over a change of clocks as if there were none', () => {
    expect(moveWall('2027-03-27T23:30:00', 3_600_000 * 4)).to.equal('2027-03-28T03:30:00');
    expect(moveWall('2027-12-31', 86_400_000)).to.equal('2028-01-01');
    expect(wallDifference('2027-03-27T09:00:00', '2027-03-28T09:00:00')).to.equal(86_400_000);
    expect(daysBetween('2027-02-28T23:00:00', '2027-03-01T01:00:00')).to.equal(1);
  });
});
