import { expect } from 'chai';
import fc from 'fast-check';
import { dayStartUtcMs, nextDay, utcToZoned, zonedToUtcMs } from '../../../src/protocols/icalendar/zoned-time.ts';

const iso = (result: ReturnType<typeof zonedToUtcMs>): string =>
  result.ok ? new Date(result.value).toISOString() : result.code;

describe('local times in a zone', () => {
  it('are the moments that clocks there show', () => {
    expect(iso(zonedToUtcMs('2027-03-01T10:00', 'Europe/Paris'))).to.equal('2027-03-01T09:00:00.000Z');
    expect(iso(zonedToUtcMs('2027-07-01T10:00:30', 'Europe/Paris'))).to.equal('2027-07-01T08:00:30.000Z');
    expect(iso(zonedToUtcMs('2027-03-01T10:00', 'Asia/Kathmandu'))).to.equal('2027-03-01T04:15:00.000Z');
    expect(iso(zonedToUtcMs('2027-03-01T10:00', 'UTC'))).to.equal('2027-03-01T10:00:00.000Z');
  });

  it('are refused when clocks skip them', () => {
    expect(iso(zonedToUtcMs('2027-03-28T02:00', 'Europe/Paris'))).to.equal('gap');
    expect(iso(zonedToUtcMs('2027-03-28T02:59:59', 'Europe/Paris'))).to.equal('gap');
    expect(iso(zonedToUtcMs('2027-03-28T03:00', 'Europe/Paris'))).to.equal('2027-03-28T01:00:00.000Z');
    expect(iso(zonedToUtcMs('2027-10-03T02:15', 'Australia/Lord_Howe'))).to.equal('gap');
    expect(iso(zonedToUtcMs('2011-12-30T12:00', 'Pacific/Apia'))).to.equal('gap');
  });

  it('mean the first time when clocks show them twice', () => {
    expect(iso(zonedToUtcMs('2027-10-31T02:30', 'Europe/Paris'))).to.equal('2027-10-31T00:30:00.000Z');
    expect(iso(zonedToUtcMs('2027-11-07T01:00', 'America/New_York'))).to.equal('2027-11-07T05:00:00.000Z');
  });

  it('that cannot be are values, not exceptions', () => {
    expect(iso(zonedToUtcMs('2027-02-30T10:00', 'Europe/Paris'))).to.equal('bad-local');
    expect(iso(zonedToUtcMs('', 'Europe/Paris'))).to.equal('bad-local');
    expect(iso(zonedToUtcMs('2027-03-01T10:00', 'Europe/Atlantis'))).to.equal('bad-zone');
    fc.assert(
      fc.property(fc.string(), fc.string(), (local, zone) => {
        zonedToUtcMs(local, zone);
        dayStartUtcMs(local, zone);
      }),
    );
  });

  it('come back from the moment that they name', () => {
    const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
    const moments = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2100, 0) / 1000 });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (seconds, zone) => {
        const local = utcToZoned(seconds * 1000, zone);
        const back = zonedToUtcMs(local, zone);
        if (!back.ok) throw new Error(`${local} ${zone}: ${back.code}`);
        expect(utcToZoned(back.value, zone)).to.equal(local);
        expect(seconds * 1000 - back.value).to.be.oneOf([0, 1_800_000, 3_600_000]);
      }),
    );
  });
});

describe('days in a zone', () => {
  it('begin at midnight, or later where clocks skip it', () => {
    expect(iso(dayStartUtcMs('2027-03-28', 'Europe/Paris'))).to.equal('2027-03-27T23:00:00.000Z');
    expect(iso(dayStartUtcMs('2018-11-04', 'America/Sao_Paulo'))).to.equal('2018-11-04T03:00:00.000Z');
  });

  it('follow one another', () => {
    expect(nextDay('2027-12-31')).to.equal('2028-01-01');
    expect(nextDay('2028-02-28')).to.equal('2028-02-29');
  });
});
