import { expect } from 'chai';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMinutes,
  daysBetween,
  minutesBetween,
  momentOf,
  wallDate,
  wallTime,
} from '../../../src/client/shared/wall-time.ts';

const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

describe('wall time', () => {
  it('shows what a clock on the wall of the zone shows', () => {
    const noonUtc = Date.UTC(2027, 2, 1, 12, 0);
    expect(wallTime(noonUtc, 'Europe/Paris')).to.equal('2027-03-01T13:00');
    expect(wallTime(noonUtc, 'America/New_York')).to.equal('2027-03-01T07:00');
    expect(wallTime(noonUtc, 'Asia/Kolkata')).to.equal('2027-03-01T17:30');
    expect(wallDate(Date.UTC(2027, 2, 1, 23, 30), 'Europe/Paris')).to.equal('2027-03-02');
    expect(wallTime(Date.UTC(2027, 2, 1, 23, 0), 'Europe/Paris')).to.equal('2027-03-02T00:00');
  });

  it('finds the moment of a local time again, as Temporal does, in every zone and season', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) }),
        fc.constantFrom(...ZONES),
        (ms, zone) => {
          const minute = Math.floor(ms / 60_000) * 60_000;
          const local = wallTime(minute, zone);
          const found = momentOf(local, zone);
          const expected = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'earlier' });
          expect(found).to.deep.equal({ ms: expected.epochMilliseconds, exists: true });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells that a time within the gap of spring does not exist', () => {
    expect(momentOf('2027-03-28T02:30', 'Europe/Paris')).to.deep.equal({
      ms: Date.UTC(2027, 2, 28, 1, 30),
      exists: false,
    });
    expect(momentOf('2027-03-28T03:00', 'Europe/Paris')).to.deep.equal({
      ms: Date.UTC(2027, 2, 28, 1, 0),
      exists: true,
    });
  });

  it('takes the first of the two times of autumn', () => {
    expect(momentOf('2027-10-31T02:30', 'Europe/Paris')).to.deep.equal({
      ms: Date.UTC(2027, 9, 31, 0, 30),
      exists: true,
    });
  });

  it('answers nothing for what is no local time', () => {
    expect(momentOf('soon', 'Europe/Paris')).to.equal(undefined);
  });

  it('counts days and minutes over the ends of months and years', () => {
    expect(addDays('2027-12-31', 1)).to.equal('2028-01-01');
    expect(addDays('2028-03-01', -1)).to.equal('2028-02-29');
    expect(addMinutes('2027-12-31T23:45', 30)).to.equal('2028-01-01T00:15');
    expect(minutesBetween('2027-03-01T23:00', '2027-03-02T00:30')).to.equal(90);
    expect(daysBetween('2027-02-27', '2027-03-02')).to.equal(3);
  });
});
