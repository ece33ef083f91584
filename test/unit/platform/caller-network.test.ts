import { expect } from 'chai';
import { callerNetwork } from '../../../src/platform/web.ts';

describe('where a request comes from', () => {
  it('is the IPv4 address, also when mapped into IPv6', () => {
    expect(callerNetwork('192.0.2.7')).to.equal('192.0.2.7');
    expect(callerNetwork('::ffff:192.0.2.7')).to.equal('192.0.2.7');
  });

  it('is the /64 of an IPv6 address, however it is written', () => {
    expect(callerNetwork('2001:db8:1:2:3:4:5:6')).to.equal('2001:db8:1:2::/64');
    expect(callerNetwork('2001:db8:1:2::9')).to.equal('2001:db8:1:2::/64');
    expect(callerNetwork('2001:db8::9')).to.equal('2001:db8:0:0::/64');
    expect(callerNetwork('::1')).to.equal('0:0:0:0::/64');
    expect(callerNetwork('fe80::1%eth0')).to.equal('fe80:0:0:0::/64');
  });
});
