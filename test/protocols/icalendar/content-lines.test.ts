import { expect } from 'chai';
import fc from 'fast-check';
import { escapeText, splitTextList, unescapeText } from '../../../src/protocols/icalendar/calendar-text.ts';
import { componentTreeText, readComponentTree } from '../../../src/protocols/icalendar/component-tree.ts';
import { readContentLines, writeContentLine } from '../../../src/protocols/icalendar/content-lines.ts';
import {
  parameterIn,
  valueIn,
  withParameter,
  withValue,
  withWrittenParameter,
} from '../../../src/protocols/icalendar/property-text.ts';

/** Texts made of what lines are made of. */
const pieces = fc.constantFrom(
  '\r\n',
  '\n',
  '\r',
  ' ',
  '\t',
  'A:b',
  'BEGIN:X',
  'END:X',
  'C;D="e:f;g":h',
  'é😀',
  '\ufeff',
  ';',
  ':',
);
const calendarish = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
);

describe('content lines', () => {
  it('are the text again, byte for byte, whatever it is', () => {
    fc.assert(
      fc.property(calendarish, (text) => {
        const { prefix, lines } = readContentLines(text);
        expect(prefix + lines.map(({ physical }) => physical).join('')).to.equal(text);
        expect(componentTreeText(readComponentTree(text))).to.equal(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('unfold with spaces and tabs, at every kind of line break', () => {
    for (const newline of ['\r\n', '\n', '\r'])
      expect(readContentLines(`summary:a${newline} b${newline}\tc${newline}X:d`).lines).to.deep.equal([
        { physical: `summary:a${newline} b${newline}\tc${newline}`, text: 'summary:abc', name: 'SUMMARY' },
        { physical: 'X:d', text: 'X:d', name: 'X' },
      ]);
  });

  it('say which line break the text has', () => {
    expect(readContentLines('A:1\nB:2\r\n').newline).to.equal('\n');
    expect(readContentLines('A:1').newline).to.equal('\r\n');
  });

  it('are folded by us so that they unfold to the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom('\r\n', '\n', '\r'),
        (text, newline) => {
          const clean = `X:${text.replace(/[\r\n]/g, '')}`;
          const { physical } = writeContentLine(clean, newline as '\n');
          expect(readContentLines(physical).lines[0]?.text).to.equal(clean);
        },
      ),
    );
  });
});

describe('a property', () => {
  const line = 'ATTENDEE;CN="A; b: c";x-one=1;PARTSTAT=NEEDS-ACTION;X-LIST="a,b",c:mailto:a@b;c?x=1';

  it('has its parts where quotation marks let them be', () => {
    expect(valueIn(line)).to.equal('mailto:a@b;c?x=1');
    expect(parameterIn(line, 'CN')).to.equal('A; b: c');
    expect(parameterIn(line, 'X-ONE')).to.equal('1');
    expect(parameterIn(line, 'NONE')).to.equal('');
    expect(parameterIn("X;CN=^'a^' ^^ ^n:", 'CN')).to.equal('"a" ^');
  });

  it('changes one part and keeps the others as written', () => {
    expect(withParameter(line, 'PARTSTAT', 'ACCEPTED')).to.equal(line.replace('NEEDS-ACTION', 'ACCEPTED'));
    expect(withParameter(line, 'CN', undefined)).to.equal(line.replace(';CN="A; b: c"', ''));
    expect(withParameter(line, 'SENT-BY', 'mailto:x')).to.equal(
      line.replace(',c:mailto', ',c;SENT-BY="mailto:x":mailto'),
    );
    expect(withValue(line, 'y')).to.equal(line.replace(/mailto.*/, 'y'));
    expect(withWrittenParameter('DTSTART;X=1;VALUE=DATE;Y=2:z', ['TZID', 'VALUE'], 'TZID="a b"')).to.equal(
      'DTSTART;X=1;TZID="a b";Y=2:z',
    );
  });

  it('is itself when a part is set to what it is', () => {
    fc.assert(
      fc.property(calendarish, (text) => {
        const written = `X:${text}`;
        expect(withValue(written, valueIn(written))).to.equal(written);
      }),
    );
  });
});

describe('TEXT values', () => {
  it('say what was written into them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '\\', ',', ';', '\n', 'n', 'N') }), { minLength: 1 }),
        (texts) => {
          const written = texts.map(escapeText).join(',');
          expect(splitTextList(written).map(unescapeText)).to.deep.equal(texts);
        },
      ),
    );
  });
});
