import { expect } from 'chai';
import { pauseAfter } from '../../../../src/invitations/webhooks/retry-plan.ts';

describe('pauses between the attempts of a webhook', () => {
  it('grow, and fill a day', () => {
    const pauses = Array.from({ length: 12 }, (_, index) => pauseAfter(index + 1) ?? 0);
    expect(pauses.toSorted((one, other) => one - other)).to.deep.equal(pauses);
    expect(pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000).to.be.within(23, 25);
    expect(pauseAfter(13)).to.equal(undefined);
  });

  it('are longer when the other side asks for it, up to an hour', () => {
    expect(pauseAfter(1, 60_000)).to.equal(60_000);
    expect(pauseAfter(1, 1)).to.equal(10_000);
    expect(pauseAfter(1, 86_400_000)).to.equal(3_600_000);
  });
});
