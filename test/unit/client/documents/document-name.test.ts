import { expect } from 'chai';
import { nameProblem, stemLength } from '../../../../src/client/documents/list/document-name.ts';

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

  it('chooses the name without its ending', () => {
    expect(stemLength('report.final.pdf', 'file')).to.equal('report.final'.length);
    expect(stemLength('.hidden', 'file')).to.equal(7);
    expect(stemLength('README', 'file')).to.equal(6);
    expect(stemLength('v1.2', 'folder')).to.equal(4);
  });
});
