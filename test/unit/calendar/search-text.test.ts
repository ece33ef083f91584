import { expect } from 'chai';
import { searchText, searchWords } from '../../../src/calendar/search-text.ts';

describe('what is searched', () => {
  it('has neither accents nor capitals, and is found by words in any order', () => {
    const text = searchText('Réunion  d’Équipe', 'Salle\nAmpère', 'zoé@example.org');
    expect(searchWords(' EQUIPE reunion').every((word) => text.includes(word))).to.equal(true);
    expect(searchWords('ampere').every((word) => text.includes(word))).to.equal(true);
    expect(searchWords('ampère xyz').every((word) => text.includes(word))).to.equal(false);
    expect(searchWords('   ')).to.deep.equal([]);
  });
});
