import { expect } from 'chai';
import { trySdpMutations } from './mutations.ts';

describe('session descriptions that are broken at random', () => {
  it('100,000 of them are answered, read or refused, and none puts a line of its own into our answer', function () {
    this.timeout(120_000);
    const { answered, read, refused } = trySdpMutations(100_000);
    expect(answered + read + refused).to.equal(100_000);
    // The changes are neither all deadly nor all harmless.
    expect(answered).to.be.greaterThan(10_000);
    expect(read).to.be.greaterThan(5_000);
    expect(refused).to.be.greaterThan(5_000);
  });
});
