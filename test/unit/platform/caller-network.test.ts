import { expect } from 'chai';
import { callerNetwork, widerNetwork } from '../../../src/platform/caller-network.ts';

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
    for (const same of ['2001:DB8:1:2::9', '2001:0db8:0001:0002:0:0:0:9'])
      expect(callerNetwork(same)).to.equal('2001:db8:1:2::/64');
    expect(callerNetwork('::ffff:c000:207')).to.equal('192.0.2.7');
  });

  it('is no network when it is no address', () => {
    expect(callerNetwork('unknown')).to.equal('unknown');
  });

  it('lies in a /56 when it is IPv6, with what a key says besides', () => {
    expect(widerNetwork('2001:db8:1:2ff::/64')).to.equal('2001:db8:1:200::/56');
    expect(widerNetwork('2001:db8:1:2::/64')).to.equal('2001:db8:1:0::/56');
    expect(widerNetwork('2001:db8:1:abcd::/64 a@b.example')).to.equal('2001:db8:1:ab00::/56 a@b.example');
    for (const other of ['192.0.2.7', '192.0.2.7 a@b.example', 'tel:+33', 'unknown', '2001:db8:1:2::/64a'])
      expect(widerNetwork(other)).to.equal(undefined);
  });
});
