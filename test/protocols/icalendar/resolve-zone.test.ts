import { expect } from 'chai';
import fc from 'fast-check';
import { displayedZone } from '../../../src/protocols/icalendar/display-zones.ts';
import { namedZone } from '../../../src/protocols/icalendar/resolve-zone.ts';
import { vtimezoneLines } from '../../../src/protocols/icalendar/vtimezone.ts';
import { windowsZones } from '../../../src/protocols/icalendar/windows-zones.ts';
import { canonicalZone } from '../../../src/protocols/icalendar/zone-transitions.ts';
import { calendar, event, extracted } from './object-text.ts';

describe('the name of a time zone', () => {
  for (const [tzid, zone] of [
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['Romance Standard Time', 'Europe/Paris'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Eastern Standard Time', 'America/New_York'],
    ['(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Paris'],
    ['(GMT+01.00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Paris'],
    ['(GMT-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(UTC) Coordinated Universal Time', 'UTC'],
    ['/freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/Tzfile/Europe/Paris', 'Europe/Paris'],
    ['/mozilla.org/20050126_1/America/Argentina/Salta', 'America/Argentina/Salta'],
    ['/citadel.org/20230101_1/Europe/Paris', 'Europe/Paris'],
    ['Nowhere/Land', undefined],
    ['', undefined],
  ] as const)
    it(`${tzid || '(none)'} is ${zone ?? 'not known'}`, () => {
      expect(namedZone(tzid)).to.equal(zone);
    });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        namedZone(name);
        displayedZone(`(UTC) ${name}`);
      }),
    );
  });

  it('of Windows leads to a zone that this machine knows, each of them', () => {
    const zones = [...windowsZones()];
    expect(zones).to.have.length.above(100);
    for (const zone of zones) expect(canonicalZone(zone), zone).to.be.a('string');
  });
});

describe('a zone whose name says nothing', () => {
  const zoned = (timeZone: string, year: number, ...more: string[]): string => {
    const startMs = Date.UTC(year, 2, 1);
    const lines = vtimezoneLines(timeZone, startMs, startMs).map((line) =>
      line.replace(/^TZID:.*/, 'TZID:Mine').replace(/^X-LIC-LOCATION:.*/, 'X-NOTHING:'),
    );
    return calendar(...lines, ...event(`DTSTART;TZID=Mine:${year}0301T100000`, 'DURATION:PT1H', ...more));
  };
  const zoneOf = (raw: string): string => {
    const start = extracted(raw).main?.start;
    return start !== undefined && 'local' in start ? start.timeZone : 'none';
  };

  it('is the one with the offsets of its VTIMEZONE over the years of the object', () => {
    for (const zone of ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'Africa/Casablanca'])
      expect(zoneOf(zoned(zone, 2027, 'RRULE:FREQ=WEEKLY')), zone).to.equal(zone);
    // Lisbon is as London.
    expect(zoneOf(zoned('Europe/Lisbon', 2027, 'RRULE:FREQ=WEEKLY'))).to.equal('Europe/London');
  });

  it('is found from rules that begin in the year 1, as .NET writes them', () => {
    const raw = zoned('Europe/Paris', 2027, 'RRULE:FREQ=WEEKLY').replace(/DTSTART:1970\d{4}/g, (text) =>
      text.includes('03') ? 'DTSTART:00010325' : 'DTSTART:00011028',
    );
    expect(raw).to.include('DTSTART:0001');
    expect(zoneOf(raw)).to.equal('Europe/Paris');
  });

  it('is the place that X-LIC-LOCATION names', () => {
    const raw = zoned('Europe/Paris', 2027).replace('X-NOTHING:', 'X-LIC-LOCATION:Europe/Brussels');
    expect(zoneOf(raw)).to.equal('Europe/Brussels');
  });
});
