import { expect } from 'chai';
import fc from 'fast-check';
import { cleanName, nameProblem, normalName, numberedName } from '../../../src/documents/document-name.ts';
import { HOSTILE_NAMES } from '../../kit/hostile-names.ts';

const bytesOf = (name: string): number => Buffer.byteLength(name);

describe('names of documents', () => {
  it('that a person types are refused with the reason', () => {
    const cases: Record<string, string | undefined> = {
      'notes.txt': undefined,
      'Qui vient ? – 50 %.pdf': undefined,
      '👩‍👩‍👧 photo.jpg': undefined,
      '.hidden': undefined,
      console: undefined,
      '': 'empty',
      '\u200b': 'empty',
      '.': 'dots',
      '..': 'dots',
      'a.': 'dots',
      'a/b': 'characters',
      'a\\b': 'characters',
      'a\u0000b': 'characters',
      'a\u202eb': 'characters',
      CON: 'reserved',
      'lpt1.txt': 'reserved',
      ['é'.repeat(128)]: 'too-long',
      ['é'.repeat(127)]: undefined,
    };
    for (const [name, problem] of Object.entries(cases))
      expect(nameProblem(name), JSON.stringify(name)).to.equal(problem);
  });

  it('that files bring along are cleaned, and stay what they were where they can', () => {
    const cases: Record<string, string> = {
      'notes.txt': 'notes.txt',
      '../../etc/passwd': '.._.._etc_passwd',
      'C:\\win.ini': 'C:_win.ini',
      'invoice\u202egnp.exe': 'invoicegnp.exe',
      'a\u0000b.txt': 'ab.txt',
      '..': 'file',
      '': 'file',
      CON: '_CON',
      'end. . .': 'end',
      'e\u0301te\u0301.txt': 'été.txt',
      'e\u202e\u0301.txt': 'é.txt',
      [`${'a'.repeat(300)}.pdf`]: `${'a'.repeat(251)}.pdf`,
    };
    for (const [name, cleaned] of Object.entries(cases))
      expect(cleanName(name), JSON.stringify(name)).to.equal(cleaned);
  });

  it('once cleaned are names that may be typed, numbered too', () => {
    const check = (name: string): void => {
      const cleaned = cleanName(name);
      expect(nameProblem(cleaned), JSON.stringify([name, cleaned])).to.equal(undefined);
      expect(cleanName(cleaned)).to.equal(cleaned);
      expect(normalName(cleaned)).to.equal(cleaned);
      for (const kind of ['file', 'folder'] as const)
        for (const number of [2, 10_000]) expect(bytesOf(numberedName(cleaned, number, kind))).to.be.at.most(255);
    };
    for (const name of HOSTILE_NAMES) check(name);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('.', ' ', 'a', '/', '\u202e', 'é', '\u0301', '😀'), maxLength: 300 }),
        check,
      ),
    );
  });

  it('are numbered before their ending', () => {
    expect(numberedName('a.txt', 2, 'file')).to.equal('a (2).txt');
    expect(numberedName('v1.5', 3, 'folder')).to.equal('v1.5 (3)');
    expect(numberedName('.profile', 2, 'file')).to.equal('.profile (2)');
    expect(numberedName(`${'x'.repeat(251)}.txt`, 12, 'file')).to.match(/^x{246} \(12\)\.txt$/);
  });
});
