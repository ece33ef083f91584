import { expect } from 'chai';
import ICAL from 'ical.js';
import { vtimezoneLines } from '../../../src/protocols/icalendar/vtimezone.ts';
import { transitionsIn, zoneClock } from '../../../src/protocols/icalendar/zone-offsets.ts';
import { findTransitions, offsetAtMs } from '../../../src/protocols/icalendar/zone-transitions.ts';

const HOUR_MS = 3_600_000;

/** Zones whose library description is known to differ from Intl somewhere, odd offsets, both hemispheres, no changes at all. */
const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Africa/Casablanca',
  'America/Vancouver',
  'America/Edmonton',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/St_Johns',
  'Europe/Dublin',
  'Asia/Tehran',
  'Africa/Cairo',
];

describe('a VTIMEZONE', () => {
  for (const timeZone of ZONES)
    it(`has the offsets of Intl in ${timeZone}, for an event of 2018 as for one of 2027`, () => {
      for (const year of [2018, 2027]) {
        const startMs = Date.UTC(year, 5, 1);
        const lines = vtimezoneLines(timeZone, startMs, startMs + HOUR_MS);
        const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n'))));
        for (
          let momentMs = Date.UTC(year - 1, 5, 2);
          momentMs < Date.UTC(year + 5, 0, 1);
          momentMs += 7 * 24 * HOUR_MS
        ) {
          const offsetMs = offsetAtMs(timeZone, momentMs);
          const local = ICAL.Time.fromJSDate(new Date(momentMs + offsetMs), true);
          const near = findTransitions(timeZone, momentMs - 3 * HOUR_MS, momentMs + 3 * HOUR_MS).length > 0;
          if (!near) expect(zone.utcOffset(local) * 1_000, new Date(momentMs).toISOString()).to.equal(offsetMs);
        }
      }
    });

  for (const [timeZone, from, to] of [
    ['Africa/Casablanca', 2026, 2046],
    ['America/Edmonton', 2020, 2045],
    ['America/Vancouver', 2020, 2045],
    ['America/New_York', 2005, 2030],
    ['America/Nuuk', 2018, 2040],
    ['Asia/Tehran', 2015, 2040],
    ['Europe/Istanbul', 2012, 2030],
    ['America/Sao_Paulo', 2016, 2030],
    ['Europe/Paris', 1975, 2010],
  ] as const)
    it(`has the offsets of Intl over a whole series in ${timeZone}, from ${from} to ${to}`, () => {
      const lines = vtimezoneLines(timeZone, Date.UTC(from, 5, 1), Date.UTC(to, 5, 1));
      const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n'))));
      const clock = zoneClock(timeZone);
      const changes = transitionsIn(timeZone, from - 1, to + 5);
      for (let momentMs = Date.UTC(from - 1, 5, 1); momentMs < Date.UTC(to + 5, 0, 1); momentMs += 5 * 24 * HOUR_MS) {
        if (changes.some(({ atMs }) => Math.abs(atMs - momentMs) < 3 * HOUR_MS)) continue;
        const offsetMs = clock?.offsetAt(momentMs) ?? Number.NaN;
        expect(offsetMs).to.equal(offsetAtMs(timeZone, momentMs));
        const local = ICAL.Time.fromJSDate(new Date(momentMs + offsetMs), true);
        expect(zone.utcOffset(local) * 1_000, new Date(momentMs).toISOString()).to.equal(offsetMs);
      }
    });

  it('says by a rule what goes on for ever, and describes no more than fifty years one by one', () => {
    expect(vtimezoneLines('America/Vancouver', Date.UTC(2027, 0), Date.UTC(2027, 0)).join('\n')).to.include(
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
    );
    expect(vtimezoneLines('Africa/Casablanca', Date.UTC(2027, 0), Date.UTC(2199, 0))).to.have.length.below(600);
    expect(vtimezoneLines('Africa/Casablanca', Date.UTC(1900, 0), Date.UTC(9999, 0))).to.have.length.below(600);
  });

  it('prints nothing for a spelling that the library does not know', () => {
    const printed: unknown[] = [];
    const standing = console.error;
    console.error = (...words: unknown[]) => printed.push(words);
    try {
      expect(vtimezoneLines('EUROPE/paris', Date.UTC(2027, 0), Date.UTC(2027, 0))).to.include('TZID:EUROPE/paris');
      expect(vtimezoneLines('Antarctica/troll', Date.UTC(2027, 0), Date.UTC(2027, 0))).to.have.length.above(5);
    } finally {
      console.error = standing;
    }
    expect(printed).to.deep.equal([]);
  });

  it('finds each change of a zone to the second', () => {
    const changes = findTransitions('Europe/Paris', Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1));
    expect(changes.map(({ atMs, afterMs }) => [new Date(atMs).toISOString(), afterMs / HOUR_MS])).to.deep.equal([
      ['2027-03-28T01:00:00.000Z', 2],
      ['2027-10-31T01:00:00.000Z', 1],
    ]);
  });
});
