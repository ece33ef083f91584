import { expect } from 'chai';
import fc from 'fast-check';
import { formatRtp, writeRtpHead } from '../../../src/protocols/rtp/format-rtp.ts';
import { parseRtp } from '../../../src/protocols/rtp/parse-rtp.ts';
import { toRtpTimestamp } from '../../../src/protocols/rtp/rtp-timestamp.ts';
import type { RtpPacket } from '../../../src/protocols/rtp/types.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const PLAIN: RtpPacket = {
  marker: true,
  payloadType: 8,
  sequence: 0x1234,
  timestamp: toRtpTimestamp(0xfffffff0),
  ssrc: 0xdeadbeef,
  contributors: [],
  payload: Uint8Array.of(1, 2, 3),
};
//                     V2    M, 8   sequence  timestamp    SSRC         payload
const PLAIN_BYTES = '   80    88     1234      fffffff0     deadbeef     010203';

const codeOf = (packet: Uint8Array): string => {
  const parsed = parseRtp(packet);
  return parsed.ok ? 'ok' : parsed.code;
};

describe('an RTP packet', () => {
  it('is written field by field as RFC 3550 5.1 draws it', () => {
    expect(formatRtp(PLAIN)).to.deep.equal(bytes(PLAIN_BYTES));
  });

  it('has the same head when it is written in front of a payload', () => {
    const out = bytes(PLAIN_BYTES).fill(0xff, 0, 12);
    writeRtpHead(out, PLAIN);
    expect(out).to.deep.equal(bytes(PLAIN_BYTES));
  });

  it('comes back as it was written, with contributors and extension', () => {
    const uint32 = fc.nat(0xffff_ffff);
    const payload = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(
        fc.record({
          marker: fc.boolean(),
          payloadType: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 96, max: 127 })),
          sequence: fc.nat(0xffff),
          timestamp: uint32.map(toRtpTimestamp),
          ssrc: uint32,
          contributors: fc.array(uint32, { maxLength: 15 }),
          payload,
        }),
        fc.option(fc.tuple(fc.nat(0xffff), fc.array(uint32, { maxLength: 5 }))),
        (packet, extended) => {
          const data = new Uint8Array(4 * (extended?.[1].length ?? 0)).fill(9);
          const whole = extended ? { ...packet, extension: { profile: extended[0], data } } : packet;
          expect(parseRtp(formatRtp(whole))).to.deep.equal({ ok: true, packet: whole });
        },
      ),
    );
  });

  it('is read without its padding', () => {
    const parsed = parseRtp(bytes('a0 08 0001 00000000 00000001 aabb 000003'));
    expect(parsed.ok && parsed.packet.payload).to.deep.equal(bytes('aabb'));
  });

  it('may be padding alone', () => {
    const parsed = parseRtp(bytes('a0 08 0001 00000000 00000001 00000004'));
    expect(parsed.ok && parsed.packet.payload.length).to.equal(0);
  });

  it('is a view of the bytes that came, without a copy', () => {
    const came = bytes(PLAIN_BYTES);
    const parsed = parseRtp(came);
    expect(parsed.ok && parsed.packet.payload.buffer).to.equal(came.buffer);
  });

  for (const [what, hex, code] of [
    ['a head that is cut off', '80 08 0001 00000000 000000', 'too-short'],
    ['another version', '40 08 0001 00000000 00000001', 'not-rtp'],
    ['contributors that are cut off', '82 08 0001 00000000 00000001 00000002', 'too-short'],
    ['the head of an extension that is cut off', '90 08 0001 00000000 00000001 bede', 'too-short'],
    ['an extension that is cut off', '90 08 0001 00000000 00000001 bede0002 00000000', 'too-short'],
    ['a padding of nothing', 'a0 08 0001 00000000 00000001 0000', 'bad-padding'],
    ['a padding that goes into the head', 'a0 08 0001 00000000 00000001 000004', 'bad-padding'],
    ['padding said of no bytes', 'a0 08 0001 00000000 00000001', 'bad-padding'],
    ['a report of RTCP', '80 c8 0006 00000001 00000000 00000000 00000000 00000000', 'rtcp'],
  ] as const)
    it(`is refused with ${what}: ${code}`, () => {
      expect(codeOf(bytes(hex))).to.equal(code);
    });
});
