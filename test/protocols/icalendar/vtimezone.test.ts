import { expect } from 'chai';
import ICAL from 'ical.js';
import { vtimezoneLines } from '../../../src/protocols/icalendar/vtimezone.ts';
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

  it('finds each change of a zone to the second', () => {
    const changes = findTransitions('Europe/Paris', Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1));
    expect(changes.map(({ atMs, afterMs }) => [new Date(atMs).toISOString(), afterMs / HOUR_MS])).to.deep.equal([
      ['2027-03-28T01:00:00.000Z', 2],
      ['2027-10-31T01:00:00.000Z', 1],
    ]);
  });
});
