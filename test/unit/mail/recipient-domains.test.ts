import { expect } from 'chai';
import { createRecipientDomains } from '../../../src/mail/recipient-domains.ts';

const MINUTE_MS = 60_000;
const closed = (domains: ReturnType<typeof createRecipientDomains>, nowMs: number): string[] => [
  ...domains.closed(nowMs),
];

describe('the domains of recipients', () => {
  it('are open to two mails at once', () => {
    const domains = createRecipientDomains();
    domains.begin('a.org');
    expect(closed(domains, 0)).to.deep.equal([]);
    domains.begin('a.org');
    expect(closed(domains, 0)).to.deep.equal(['a.org']);
    domains.end('a.org');
    expect(closed(domains, 0)).to.deep.equal([]);
  });

  it('are closed for longer and longer while nobody answers for them, a quarter of an hour at the most', () => {
    const domains = createRecipientDomains();
    const pauses: number[] = [];
    for (let nowMs = 0; pauses.length < 6; ) {
      domains.begin('a.org');
      domains.pause('a.org', nowMs, '421 later');
      domains.end('a.org');
      const openMs = domains.nextOpenMs(nowMs) ?? 0;
      expect(closed(domains, openMs - 1)).to.deep.equal(['a.org']);
      expect(closed(domains, openMs)).to.deep.equal([]);
      pauses.push((openMs - nowMs) / MINUTE_MS);
      nowMs = openMs;
    }
    expect(pauses).to.deep.equal([1, 2, 4, 8, 15, 15]);
  });

  it('count two mails that fail together as one trouble', () => {
    const domains = createRecipientDomains();
    domains.begin('a.org');
    domains.begin('a.org');
    domains.pause('a.org', 0, '421 later');
    domains.pause('a.org', 1, '421 later');
    expect(domains.nextOpenMs(1)).to.equal(MINUTE_MS);
  });

  it('take one mail alone after a pause, and two again once somebody answers', () => {
    const domains = createRecipientDomains();
    domains.begin('a.org');
    domains.pause('a.org', 0, '421 later');
    domains.end('a.org');
    expect(domains.troubleOf('a.org')).to.equal('421 later');
    domains.begin('a.org');
    expect(closed(domains, MINUTE_MS)).to.deep.equal(['a.org']);
    domains.answered('a.org');
    expect(closed(domains, MINUTE_MS)).to.deep.equal([]);
    expect(domains.troubleOf('a.org')).to.equal(undefined);
  });
});
