import { expect } from 'chai';
import fc from 'fast-check';
import { nameProblem, stemLength } from '../../../../src/client/documents/list/document-name.ts';
import { normalName, nameProblem as serverNameProblem } from '../../../../src/documents/document-name.ts';

describe('names of documents, before the server is asked', () => {
  it('takes what people call their files', () => {
    for (const name of ['a', 'Bilan 2026 (2).pdf', '.hidden', 'a:b?*', 'é'.repeat(127), '会议.txt'])
      expect(nameProblem(name), name).to.equal(undefined);
  });

  it('says why not', () => {
    for (const name of ['', '   ', '\t']) expect(nameProblem(name), JSON.stringify(name)).to.equal('empty');
    for (const name of ['a/b', 'a\\b', 'a\u202eb', 'a\nb', 'a\u0000b', 'a\u007f', 'a\u2028b'])
      expect(nameProblem(name), JSON.stringify(name)).to.equal('characters');
    for (const name of ['.', '..', ' .. ', 'a.']) expect(nameProblem(name), name).to.equal('dots');
    for (const name of ['CON', 'nul.txt', 'com1']) expect(nameProblem(name), name).to.equal('reserved');
    expect(nameProblem('a'.repeat(256))).to.equal('tooLong');
    expect(nameProblem('é'.repeat(128))).to.equal('tooLong');
  });

  it('says the same as the server, of every name', () => {
    const ofServer = (name: string) => {
      const problem = serverNameProblem(normalName(name));
      return problem === 'too-long' ? 'tooLong' : problem;
    };
    const odd = fc.constantFrom(
      ...[
        '.',
        '..',
        ' ',
        '/',
        '\\',
        '\u0000',
        '\u0085',
        '\u00a0',
        '\u00ad',
        '\u061c',
        '\u200b',
        '\u200d',
        '\u200e',
        '\u202e',
        '\u2060',
      ],
      ...[
        '\u2066',
        '\u3000',
        '\ufeff',
        '\ud800',
        '\udc00',
        '\u0301',
        '\ufe0f',
        '\u{e0001}',
        'e\u0301',
        'CON',
        'com1',
        'nul',
        '.txt',
        '²',
      ],
    );
    const piece = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 }), fc.string({ maxLength: 5 }));
    const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const long = fc.tuple(name, fc.integer({ min: 240, max: 260 })).map(([end, most]) => `${'a'.repeat(most)}${end}`);
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: name }, long), (given) => {
        expect(nameProblem(given), JSON.stringify(given)).to.equal(ofServer(given));
      }),
      { numRuns: 3_000 },
    );
  });

  it('chooses the name without its ending', () => {
    expect(stemLength('report.final.pdf', 'file')).to.equal('report.final'.length);
    expect(stemLength('.hidden', 'file')).to.equal(7);
    expect(stemLength('README', 'file')).to.equal(6);
    expect(stemLength('v1.2', 'folder')).to.equal(4);
  });
});
