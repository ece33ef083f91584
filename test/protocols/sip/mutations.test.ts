import { expect } from 'chai';
import { tryMutations } from './mutations.ts';

describe('messages that are broken at random', () => {
  it('200,000 of them are read or refused, never more, and none puts a line of its own into our answer', function () {
    this.timeout(120_000);
    const { accepted, answerable, silent } = tryMutations(200_000);
    expect(accepted + answerable + silent).to.equal(200_000);
    // The changes are neither all deadly nor all harmless.
    expect(accepted).to.be.greaterThan(10_000);
    expect(answerable).to.be.greaterThan(10_000);
    expect(silent).to.be.greaterThan(2_000);
  });
});
