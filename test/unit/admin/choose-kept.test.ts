import { expect } from 'chai';
import { lastDueMs, nextDueMs } from '../../../src/admin/backup/backup-times.ts';
import { chooseKept } from '../../../src/admin/backup/choose-kept.ts';

const NONE = { daily: 0, weekly: 0, monthly: 0 };
/** A backup a day at three, the oldest first, to Wednesday the 30th of June 2027. */
const backups = Array.from({ length: 120 }, (_, index) => ({
  startedMs: new Date(2027, 5, 30 - 119 + index, 3).getTime(),
}));
const daysOf = (kept: ReadonlySet<{ startedMs: number }>): string[] =>
  [...kept].map(({ startedMs }) => {
    const date = new Date(startedMs);
    return `${date.getMonth() + 1}-${date.getDate()}`;
  });

describe('which backups are kept', () => {
  it('are the newest of the last days', () => {
    expect(daysOf(chooseKept(backups, { ...NONE, daily: 3 }))).to.deep.equal(['6-30', '6-29', '6-28']);
  });

  it('are the newest of the last weeks, which begin on Monday', () => {
    expect(daysOf(chooseKept(backups, { ...NONE, weekly: 3 }))).to.deep.equal(['6-30', '6-27', '6-20']);
  });

  it('are the newest of the last months', () => {
    expect(daysOf(chooseKept(backups, { ...NONE, monthly: 3 }))).to.deep.equal(['6-30', '5-31', '4-30']);
  });

  it('are all of these together, each once', () => {
    expect(chooseKept(backups, { daily: 7, weekly: 4, monthly: 3 }).size).to.equal(7 + 2 + 2);
  });

  it('are those that there are, after a month without any', () => {
    const old = backups.slice(0, 5);
    expect(chooseKept(old, { ...NONE, daily: 5 }).size).to.equal(5);
  });

  it('include the newest of all, whatever is set', () => {
    expect(daysOf(chooseKept(backups, NONE))).to.deep.equal(['6-30']);
  });
});

describe('when a backup is due', () => {
  const noon = new Date(2027, 5, 16, 12).getTime();
  it('is next at that time of day, today or tomorrow', () => {
    expect(nextDueMs(noon, '13:30')).to.equal(new Date(2027, 5, 16, 13, 30).getTime());
    expect(nextDueMs(noon, '03:00')).to.equal(new Date(2027, 5, 17, 3).getTime());
  });
  it('was last at that time of day, today or yesterday', () => {
    expect(lastDueMs(noon, '12:00')).to.equal(noon);
    expect(lastDueMs(noon, '13:00')).to.equal(new Date(2027, 5, 15, 13).getTime());
  });
});
