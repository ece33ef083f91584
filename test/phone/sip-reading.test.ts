import { expect } from 'chai';
import fc from 'fast-check';
import { createCallCount } from '../../src/phone/sip/call-count.ts';
import { createDigitMerger } from '../../src/phone/sip/call-digits.ts';
import { readDialled } from '../../src/phone/sip/dialled.ts';
import { SIP_LIMITS } from '../../src/phone/sip/limits.ts';
import { readE164 } from '../../src/phone/sip/read-caller.ts';
import { findTrunkServers, orderServers } from '../../src/phone/sip/trunk-servers.ts';
import { readTrunkUrl } from '../../src/phone/sip/trunk-url.ts';

describe('what the telephone reads', () => {
  it('knows the conference, the door of a meeting and the echo, and nobody else', () => {
    expect(readDialled('conference')).to.deep.equal({ kind: 'conference' });
    expect(readDialled('Conference*509271504')).to.deep.equal({ kind: 'meeting', meetingId: '509271504' });
    expect(readDialled('echo;phone-context=example.org')).to.deep.equal({ kind: 'echo' });
    for (const user of [
      '',
      'conference*',
      'conference*012345678',
      'conference*5092715041',
      'conferences',
      '100',
      'echo1',
    ])
      expect(readDialled(user)).to.equal(undefined);
  });

  it('reads a number as E.164 only where all the world reads it alike', () => {
    expect(readE164('+33123456789')).to.equal('+33123456789');
    expect(readE164('0033 1 23-45-67.89')).to.equal('+33123456789');
    expect(readE164('+33123456789;phone-context=x')).to.equal('+33123456789');
    for (const text of ['0123456789', '33123456789', '+0123456789', '+331', '+3312345678901234', 'alice', ''])
      expect(readE164(text)).to.equal(undefined);
  });

  it('reads the address of a trunk with its transport, and whether it is registered with', () => {
    expect(readTrunkUrl('sip:4711:s%40cret@provider.example;transport=tcp')).to.deep.equal({
      ...{ host: 'provider.example', transport: 'tcp', registers: true, user: '4711', password: 's@cret' },
    });
    expect(readTrunkUrl('sips:4711:x@provider.example:5062')).to.include({ transport: 'tls', port: 5_062 });
    expect(readTrunkUrl('sip:4711@192.0.2.1?register=no')).to.include({ registers: false, transport: 'udp' });
    expect(readTrunkUrl('sip:provider.example')).to.include({ registers: false });
    for (const url of ['', 'https://provider.example', 'sip:', 'sip:a@b;transport=carrier-pigeon'])
      expect(readTrunkUrl(url)).to.equal(undefined);
  });

  it('tries servers by priority, and among equals each as often first as its weight says', () => {
    const records = [
      { name: 'last', port: 1, priority: 20, weight: 100 },
      { name: 'often', port: 1, priority: 10, weight: 90 },
      { name: 'seldom', port: 1, priority: 10, weight: 10 },
    ];
    const first = (ticket: number): string | undefined => orderServers(records, () => ticket)[0]?.name;
    expect([0.05, 0.09, 0.11, 0.5, 0.99].map(first)).to.deep.equal(['seldom', 'seldom', 'often', 'often', 'often']);
    fc.assert(
      fc.property(
        fc.array(fc.record({ priority: fc.nat(3), weight: fc.nat(3) })),
        fc.noShrink(fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true }))),
        (drawn, stream) => {
          const given = drawn.map((one, port) => ({ ...one, name: 'x', port }));
          const ordered = orderServers(given, () => stream.next().value);
          expect(ordered.map(({ port }) => port).toSorted((one, other) => one - other)).to.deep.equal(
            given.map(({ port }) => port),
          );
          const priorities = ordered.map(({ priority }) => priority);
          expect(priorities).to.deep.equal(priorities.toSorted((one, other) => one - other));
        },
      ),
    );
  });

  it('asks for SRV unless a port or an address is given, and falls back to the addresses of the name', async () => {
    const asked: string[] = [];
    const none = (name: string): Promise<never> => {
      asked.push(name);
      return Promise.reject(new Error('ENOTFOUND'));
    };
    const resolver = {
      resolveSrv: none,
      resolve4: () => Promise.resolve(['192.0.2.1']),
      resolve6: () => Promise.resolve(['2001:db8::1']),
    };
    const find = (at: { host: string; port?: number }): ReturnType<typeof findTrunkServers> =>
      findTrunkServers(resolver, { ...at, transport: 'tls' }, () => 0);
    expect((await find({ host: 'p.example' })).map(({ address, port }) => `${address} ${port}`)).to.deep.equal([
      '192.0.2.1 5061',
      '2001:db8::1 5061',
    ]);
    expect((await find({ host: 'p.example', port: 7 })).map(({ port }) => port)).to.deep.equal([7, 7]);
    expect(await find({ host: '192.0.2.9' })).to.deep.equal([{ name: '192.0.2.9', address: '192.0.2.9', port: 5_061 }]);
    expect(asked).to.deep.equal(['_sips._tcp.p.example']);
  });

  it('takes a key once that a phone tells both by sound and by INFO, and twice that is pressed twice', () => {
    const merge = createDigitMerger();
    expect(merge('5', 'sound', 0)).to.equal(true);
    expect(merge('5', 'info', 80)).to.equal(false);
    expect(merge('5', 'sound', 300)).to.equal(true);
    expect(merge('5', 'info', 350)).to.equal(false);
    expect(merge('5', 'info', 1_000)).to.equal(true);
    expect(merge('5', 'info', 1_100)).to.equal(true);
    expect(merge('6', 'sound', 1_150)).to.equal(true);
  });

  it('counts calls of places, numbers and in all, and each end once', () => {
    const count = createCallCount({ ...SIP_LIMITS, calls: 4, callsPerPlace: 1, callsPerNumber: 1 });
    const stranger = count.begin({ by: 'stranger', place: 'a' });
    expect(count.begin({ by: 'stranger', place: 'a' })).to.equal('place');
    count.begin({ by: 'trunk', number: '+33123456789' });
    expect(count.begin({ by: 'trunk', number: '+33123456789' })).to.equal('number');
    count.begin({ by: 'trunk', number: undefined });
    count.begin({ by: 'trunk', number: undefined });
    expect(count.begin({ by: 'us' })).to.equal('all');
    if (typeof stranger === 'string') throw new Error(stranger);
    stranger.over();
    stranger.over();
    expect(count.all()).to.equal(3);
    expect(count.begin({ by: 'stranger', place: 'a' })).to.be.an('object');
  });
});
