import { expect } from 'chai';
import fc from 'fast-check';
import { fileLines } from '../../../../src/calendar/exchange/file-lines.ts';
import { gatherObjects } from '../../../../src/calendar/exchange/file-object.ts';
import { fingerprintOf } from '../../../../src/calendar/exchange/fingerprint.ts';
import { splitCalendarFile } from '../../../../src/calendar/exchange/split-calendar-file.ts';

const partsOf = (...lines: string[]) => {
  const file = splitCalendarFile(lines.join('\r\n'));
  return file.ok
    ? file.parts.map(({ component, line, problem }) => [component, line, problem?.code ?? 'well'])
    : file.code;
};

/** Lines that mean something, in any order, as broken files have them. */
const lines = fc.array(
  fc.oneof(
    fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VTIMEZONE',
      'END:VTIMEZONE',
      'BEGIN:VALARM',
      'END:VALARM',
      'BEGIN:VTODO',
      'TZID:Home',
      'UID:a',
      'UID:b',
      'DTSTART;TZID=Home:20270301T100000',
      'SUMMARY:text',
      ' folded',
      '\t',
      '',
    ),
    fc.string({ maxLength: 20 }),
  ),
  { maxLength: 40 },
);

describe('a calendar file, cut into its parts', () => {
  it('has each component with the line in which it begins', () => {
    expect(
      partsOf(
        'BEGIN:VCALENDAR',
        'PRODID:x',
        'BEGIN:VEVENT',
        'BEGIN:VALARM',
        'END:VALARM',
        'END:VEVENT',
        'BEGIN:VTODO',
        'END:VTODO',
        'END:VCALENDAR',
      ),
    ).to.deep.equal([
      ['VEVENT', 3, 'well'],
      ['VTODO', 7, 'unsupported-component'],
    ]);
  });

  it('says of a broken one what is wrong, and goes on behind it', () => {
    const begin = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a'];
    const rest = ['BEGIN:VEVENT', 'UID:b', 'END:VEVENT', 'END:VCALENDAR'];
    const behind = (line: number) => ['VEVENT', line, 'well'];
    expect(partsOf(...begin, ...rest)).to.deep.equal([['VEVENT', 2, 'not-closed'], behind(4)]);
    expect(partsOf(...begin, 'END:VALARM', 'END:VEVENT', ...rest)).to.deep.equal([
      ['VEVENT', 2, 'bad-nesting'],
      behind(6),
    ]);
    expect(partsOf(...begin, 'BEGIN:VALARM', 'END:VEVENT', ...rest)).to.deep.equal([
      ['VEVENT', 2, 'not-closed'],
      behind(6),
    ]);
    const deep = [...Array(9).keys()].flatMap(() => ['BEGIN:X']);
    const shallow = deep.map(() => 'END:X');
    expect(partsOf(...begin, ...deep, ...shallow, 'END:VEVENT', ...rest)).to.deep.equal([
      ['VEVENT', 2, 'too-deep'],
      behind(23),
    ]);
    expect(partsOf(...begin)).to.deep.equal([['VEVENT', 2, 'not-closed']]);
  });

  it('is none without a VCALENDAR', () => {
    expect(partsOf('BEGIN:VEVENT', 'END:VEVENT')).to.equal('not-icalendar');
    expect(partsOf('')).to.equal('not-icalendar');
  });

  it('never throws, loses no event, and every object begins where it says', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\r\n', '\n', '\r'), (list, lineBreak) => {
        const text = list.join(lineBreak);
        const file = splitCalendarFile(text);
        if (!file.ok) return;
        const physical = [...fileLines(text)].map((line) => line.text);
        const objects = gatherObjects(file.parts);
        for (const { line } of objects) expect(physical[line - 1]).to.match(/^BEGIN:/i);
        const kept = objects.reduce((sum, { raw }) => sum + (raw.match(/^BEGIN:VEVENT\s*$/gim)?.length ?? 0), 0);
        expect(kept).to.equal(file.parts.filter(({ component }) => component === 'VEVENT').length);
        for (const { raw } of objects) fingerprintOf(raw);
      }),
      { numRuns: 500 },
    );
  });
});
