import { expect } from 'chai';
import { tryRtpMutations } from './mutations.ts';

describe('RTP and RTCP that are broken at random', () => {
  it('500,000 packets are read or refused, and what is read stays within them', function () {
    this.timeout(120_000);
    const { rtp, rtcp, refused } = tryRtpMutations(500_000);
    expect(rtp + rtcp + refused).to.equal(500_000);
    // The changes are neither all deadly nor all harmless.
    expect(rtp).to.be.greaterThan(50_000);
    expect(rtcp).to.be.greaterThan(5_000);
    expect(refused).to.be.greaterThan(50_000);
  });
});
