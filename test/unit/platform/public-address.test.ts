import { expect } from 'chai';
import { mayConnectTo, readNetworks } from '../../../src/platform/public-address.ts';

const PUBLIC = [
  '8.8.8.8',
  '193.0.6.139',
  '2606:4700::6810:84e5',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
];

const INSIDE = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a00:1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:c0a8:101::1',
  '4000::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'localhost',
];

describe('public address', () => {
  it('takes addresses of the public internet, wrapped ones by what they wrap', () => {
    expect(PUBLIC.filter((address) => !mayConnectTo(address, []))).to.deep.equal([]);
  });

  it('refuses every address inside, however it is written', () => {
    expect(INSIDE.filter((address) => mayConnectTo(address, []))).to.deep.equal([]);
  });

  it('takes what the administrator opens, and no more', () => {
    const allowed = readNetworks(['10.1.0.0/16', 'fd00::/8', '192.168.1.5']);
    const taken = ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.168.1.5'];
    const refused = ['10.2.0.1', 'fc00::1', '192.168.1.6', '127.0.0.1', '::ffff:10.2.0.1'];
    expect(taken.filter((address) => !mayConnectTo(address, allowed))).to.deep.equal([]);
    expect(refused.filter((address) => mayConnectTo(address, allowed))).to.deep.equal([]);
  });

  it('a network that is none is an error of the configuration', () => {
    expect(() => readNetworks(['10.0.0.0/33'])).to.throw();
    expect(() => readNetworks(['intranet'])).to.throw();
  });
});
