import { expect } from 'chai';
import { parseDate } from '../../../src/client/calendar/pickers/parse-date.ts';

const monthNames = (locale: string): string[][] =>
  Array.from({ length: 12 }, (_unused, month) =>
    (['long', 'short'] as const).map((length) =>
      new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(Date.UTC(2027, month, 15)),
    ),
  );

const french = { dayFirst: true, months: monthNames('fr-FR'), today: '2026-11-22' };
const american = { dayFirst: false, months: monthNames('en-US'), today: '2026-11-22' };

describe('a typed date', () => {
  const inFrench: readonly (readonly [string, string])[] = [
    ['2027-03-01', '2027-03-01'],
    ['1/3/2027', '2027-03-01'],
    ['01.03.27', '2027-03-01'],
    ['1-3', '2027-03-01'],
    ['25/12', '2026-12-25'],
    ['20/11', '2026-11-20'],
    ['1er mars 2027', '2027-03-01'],
    ['lun. 1 mars 2027', '2027-03-01'],
    ['5 févr.', '2027-02-05'],
    ['5 fevrier 2028', '2028-02-05'],
    ['14 août', '2027-08-14'],
    ['29/2/2028', '2028-02-29'],
  ];
  for (const [typed, date] of inFrench) {
    it(`"${typed}" is ${date} where the day comes first`, () => {
      expect(parseDate(typed, french)).to.equal(date);
    });
  }

  const inAmerica: readonly (readonly [string, string])[] = [
    ['3/1/2027', '2027-03-01'],
    ['Mon, Mar 1, 2027', '2027-03-01'],
    ['March 1st', '2027-03-01'],
    ['3 Dec', '2026-12-03'],
  ];
  for (const [typed, date] of inAmerica) {
    it(`"${typed}" is ${date} where the month comes first`, () => {
      expect(parseDate(typed, american)).to.equal(date);
    });
  }

  for (const typed of ['', 'soon', '30/2/2027', '2027-02-30', '1/13/2027', 'mars', '1 2 3 4 mars', '1/1/1800']) {
    it(`"${typed}" is none`, () => {
      expect(parseDate(typed, french)).to.equal(undefined);
    });
  }
});
