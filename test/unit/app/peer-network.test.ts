import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { createNetworkOf } from '../../../src/app/peer-network.ts';

const request = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('where a socket comes from', () => {
  it('is the other end of the connection, whatever it claims, without a trusted proxy', () => {
    const networkOf = createNetworkOf([]);
    expect(networkOf(request('192.0.2.7'))).to.equal('192.0.2.7');
    expect(networkOf(request('192.0.2.7', '203.0.113.5'))).to.equal('192.0.2.7');
  });

  it('is what the trusted proxy saw, and not what was claimed before it', () => {
    const networkOf = createNetworkOf(['10.0.0.0/8']);
    expect(networkOf(request('10.0.0.1', '1.2.3.4, 203.0.113.5'))).to.equal('203.0.113.5');
    expect(networkOf(request('10.0.0.1', '203.0.113.5, 10.0.0.2'))).to.equal('203.0.113.5');
    expect(networkOf(request('::ffff:10.0.0.1', '2001:db8:1:2:3::4'))).to.equal('2001:db8:1:2::/64');
    expect(networkOf(request('10.0.0.1'))).to.equal('10.0.0.1');
    expect(networkOf(request('203.0.113.9', '1.2.3.4'))).to.equal('203.0.113.9');
  });
});
