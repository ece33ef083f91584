import { expect } from 'chai';
import fc from 'fast-check';
import { answerOffer } from '../../../src/protocols/sdp/answer-offer.ts';
import { formatSdp } from '../../../src/protocols/sdp/format-sdp.ts';
import { parseSdp } from '../../../src/protocols/sdp/parse-sdp.ts';
import type { SessionDescription } from '../../../src/protocols/sdp/types.ts';
import { growth, LINEAR } from '../sip/growth.ts';
import { BARESIP_OFFER, described, LINPHONE_OFFER, ourSecureSound, sdpOf } from './sdp-fixtures.ts';

const outcome = (text: string): string => {
  const parsed = parseSdp(text);
  return parsed.ok ? 'ok' : `${parsed.code} ${parsed.line}`;
};

const HEAD = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n';

const word = fc.stringMatching(/^[a-zA-Z0-9/-]{1,12}$/);
const attribute = fc.oneof(
  fc.record({ name: word }),
  fc.record({ name: word, value: fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/) }),
);
const connection = fc.record({
  addressType: fc.constantFrom('IP4' as const, 'IP6' as const),
  address: fc.constantFrom('192.0.2.1', '2001:db8::1', 'host.example'),
});
const media = fc.record(
  {
    kind: word.map((text) => text.replaceAll('/', 'x')),
    port: fc.nat(0xffff),
    protocol: word,
    formats: fc.array(word, { minLength: 1, maxLength: 5 }),
    connection,
    attributes: fc.array(attribute, { maxLength: 5 }),
  },
  { requiredKeys: ['kind', 'port', 'protocol', 'formats', 'attributes'] },
);
const description: fc.Arbitrary<SessionDescription> = fc.record(
  {
    origin: fc.record({ username: word, sessionId: word, version: word, connection }),
    name: word,
    connection,
    attributes: fc.array(attribute, { maxLength: 5 }),
    media: fc.array(media, { maxLength: 5 }),
  },
  { requiredKeys: ['origin', 'name', 'attributes', 'media'] },
);

describe('a session description', () => {
  it('is read with session and media apart', () => {
    const offer = described(`${LINPHONE_OFFER}m=video 9078 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n`);
    expect(offer.origin).to.deep.equal({
      username: 'linphone',
      sessionId: '3525',
      version: '3567',
      connection: { addressType: 'IP6', address: '2001:db8::20' },
    });
    expect([offer.name, offer.connection?.address, offer.attributes.length]).to.deep.equal(['Talk', '2001:db8::20', 1]);
    const media = offer.media.map(({ kind, port, protocol, formats }) => [kind, port, protocol, formats.join(' ')]);
    expect(media).to.deep.equal([
      ['audio', 7_078, 'RTP/AVP', '96 97 98 0 8 18 99 100 101'],
      ['video', 9_078, 'RTP/AVP', '96'],
    ]);
    expect(offer.media[1]?.attributes).to.deep.equal([{ name: 'rtpmap', value: '96 VP8/90000' }]);
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(description, (one) => {
        expect(parseSdp(formatSdp(one))).to.deep.equal({ ok: true, description: one });
      }),
    );
  });

  it('is read with bare line feeds, blank lines and lines that nobody knows', () => {
    const text = `${BARESIP_OFFER.replaceAll('\r\n', '\n\n')}z=0 0\nx=what\n`;
    expect(described(text)).to.deep.equal(described(BARESIP_OFFER));
  });

  it('is read without a name and a time, and with spaces in the name of its sender', () => {
    expect(described('v=0\r\no=John Doe 5 6 IN IP4 192.0.2.1\r\n')).to.deep.equal({
      origin: {
        username: 'John Doe',
        sessionId: '5',
        version: '6',
        connection: { addressType: 'IP4', address: '192.0.2.1' },
      },
      name: '-',
      attributes: [],
      media: [],
    });
  });

  it('is read with the life of multicast and the count of ports cut off', () => {
    const { connection: where, media: all } = described(
      sdpOf(['m=audio 5000/2 RTP/AVP 0'], 'c=IN IP4 224.2.1.1/127/3'),
    );
    expect([where?.address, all[0]?.port]).to.deep.equal(['224.2.1.1', 5000]);
  });

  for (const [what, text, wanted] of [
    ['nothing', '', 'malformed 1'],
    ['another version', 'v=1\r\n', 'malformed 1'],
    ['no version', 'o=- 1 1 IN IP4 192.0.2.1\r\n', 'malformed 1'],
    ['no origin', 'v=0\r\ns=-\r\n', 'malformed 3'],
    ['an origin that is too short', 'v=0\r\no=- 1 IN IP4 192.0.2.1\r\n', 'malformed 2'],
    ['a line that is none', `${HEAD}what\r\n`, 'malformed 3'],
    ['a connection of another network', `${HEAD}c=ATM NSAP 47\r\n`, 'malformed 3'],
    ['a connection without an address', `${HEAD}c=IN IP4\r\n`, 'malformed 3'],
    ['a port beyond 65535', `${HEAD}m=audio 65536 RTP/AVP 0\r\n`, 'malformed 3'],
    ['a negative port', `${HEAD}m=audio -1 RTP/AVP 0\r\n`, 'malformed 3'],
    ['a port that is no number', `${HEAD}m=audio 0x10 RTP/AVP 0\r\n`, 'malformed 3'],
    ['a medium without transport', `${HEAD}m=audio 5000\r\n`, 'malformed 3'],
    ['a medium with a control character', `${HEAD}m=au\rdio 5000 RTP/AVP 0\r\n`, 'malformed 3'],
    ['129 formats', `${HEAD}m=audio 5000 RTP/AVP${' 0'.repeat(129)}\r\n`, 'malformed 3'],
    ['17 media', `${HEAD}${'m=audio 5000 RTP/AVP 0\r\n'.repeat(17)}`, 'too-large 19'],
    ['1,001 lines', `${HEAD}${'a=x\r\n'.repeat(999)}`, 'too-large 1000'],
    ['more than 32,768 characters', `${HEAD}a=${'x'.repeat(32_768)}`, 'too-large 0'],
  ] as const)
    it(`is refused with ${what}: ${wanted}`, () => {
      expect(outcome(text)).to.equal(wanted);
    });

  for (const [what, text] of [
    ['colons', (size: number) => `${HEAD}a=${':'.repeat(size)}`],
    ['spaces in a map', (size: number) => `${HEAD}m=audio 1 RTP/AVP 96\r\na=rtpmap:96${' '.repeat(size)}x`],
    ['spaces in a medium', (size: number) => `${HEAD}m=audio${' '.repeat(size)}1 RTP/AVP 96`],
    ['slashes in an address', (size: number) => `${HEAD}c=IN IP4 ${'/'.repeat(size)}`],
    ['short lines', (size: number) => `${HEAD}${'a=x\r\n'.repeat(size / 33)}`],
    ['maps', (size: number) => `${HEAD}m=audio 1 RTP/AVP 96\r\n${'a=rtpmap:96 x/8000\r\n'.repeat(size / 33)}`],
    ['keys', (size: number) => `${HEAD}m=audio 1 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 ${'|'.repeat(size)}`],
  ] as const)
    it(`takes eight times as long to read when it is eight times as long, made of ${what}`, () => {
      const run = (size: number): void => {
        const parsed = parseSdp(text(size));
        if (parsed.ok) answerOffer(parsed.description, ourSecureSound());
      };
      expect(growth(run, 4_000)).to.be.below(LINEAR);
    });
});
