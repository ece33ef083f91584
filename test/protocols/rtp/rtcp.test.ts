import { expect } from 'chai';
import fc from 'fast-check';
import { formatRtcp } from '../../../src/protocols/rtp/format-rtcp.ts';
import { parseRtcp } from '../../../src/protocols/rtp/parse-rtcp.ts';
import { toRtpTimestamp } from '../../../src/protocols/rtp/rtp-timestamp.ts';
import type { RtcpPacket } from '../../../src/protocols/rtp/types.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const REPORT = {
  ssrc: 0xaabbccdd,
  fractionLost: 0x40,
  lost: -2,
  highestSequence: 0x0001_0203,
  jitter: 99,
  lastSenderReport: 0x11223344,
  delaySinceLast: 65_536,
};
const REPORT_BYTES = 'aabbccdd 40 fffffe 00010203 00000063 11223344 00010000';

const COMPOUND: readonly RtcpPacket[] = [
  {
    kind: 'sender-report',
    ssrc: 1,
    ntpSeconds: 0xe0000000,
    ntpFraction: 0x80000000,
    timestamp: toRtpTimestamp(160),
    packets: 3,
    octets: 480,
    reports: [REPORT],
  },
  { kind: 'source-description', sources: [{ ssrc: 1, cname: 'ab' }] },
  { kind: 'goodbye', sources: [1], reason: 'bye' },
];
const COMPOUND_BYTES = [
  //  V2, 1 report  SR  length  SSRC      NTP                timestamp packets  octets
  `   81            c8  000c    00000001  e0000000 80000000  000000a0  00000003 000001e0 ${REPORT_BYTES}`,
  //  1 chunk       SDES        SSRC      CNAME 2 "ab"  end and filling
  '   81            ca  0003    00000001  01 02 6162    00 000000',
  //  1 source      BYE         SSRC      3 "bye"
  '   81            cb  0002    00000001  03 627965',
].join('');

const uint32 = fc.nat(0xffff_ffff);
const report = fc.record({
  ssrc: uint32,
  fractionLost: fc.nat(255),
  lost: fc.integer({ min: -0x80_0000, max: 0x7f_ffff }),
  highestSequence: uint32,
  jitter: uint32,
  lastSenderReport: uint32,
  delaySinceLast: uint32,
});
const text = fc.string({ maxLength: 80 });
const anyPacket: fc.Arbitrary<RtcpPacket> = fc.oneof(
  fc.record({
    kind: fc.constant('sender-report' as const),
    ssrc: uint32,
    ntpSeconds: uint32,
    ntpFraction: uint32,
    timestamp: uint32.map(toRtpTimestamp),
    packets: uint32,
    octets: uint32,
    reports: fc.array(report, { maxLength: 31 }),
  }),
  fc.record({
    kind: fc.constant('source-description' as const),
    sources: fc.array(fc.record({ ssrc: uint32, cname: text }), { maxLength: 31 }),
  }),
  fc.record({
    kind: fc.constant('goodbye' as const),
    sources: fc.array(uint32, { maxLength: 31 }),
    reason: fc.string({ minLength: 1, maxLength: 80 }),
  }),
);
const head = fc.record({
  kind: fc.constant('receiver-report' as const),
  ssrc: uint32,
  reports: fc.array(report, { maxLength: 31 }),
});

const codeOf = (hex: string): string => {
  const parsed = parseRtcp(bytes(hex));
  return parsed.ok ? 'ok' : parsed.code;
};
const EMPTY_REPORT = '80 c9 0001 00000001';

describe('RTCP', () => {
  it('is written field by field as RFC 3550 6 draws it', () => {
    expect(formatRtcp(COMPOUND)).to.deep.equal(bytes(COMPOUND_BYTES));
  });

  it('is read as it was written, whatever packets a compound holds', () => {
    expect(parseRtcp(bytes(COMPOUND_BYTES))).to.deep.equal({ ok: true, packets: COMPOUND });
    fc.assert(
      fc.property(head, fc.array(anyPacket, { maxLength: 5 }), (first, others) => {
        const packets = [first, ...others];
        expect(parseRtcp(formatRtcp(packets))).to.deep.equal({ ok: true, packets });
      }),
    );
  });

  it('passes over packets and items that it does not know', () => {
    const feedback = '81 cd 0003 00000001 00000002 00010000';
    //                            NAME 1 "x"  CNAME 1 "y"  end and filling
    const named = '81 ca 0003 00000001 02 01 78 01 01 79 00 00';
    expect(parseRtcp(bytes(EMPTY_REPORT + feedback + named))).to.deep.equal({
      ok: true,
      packets: [
        { kind: 'receiver-report', ssrc: 1, reports: [] },
        { kind: 'source-description', sources: [{ ssrc: 1, cname: 'y' }] },
      ],
    });
  });

  it('reads a padded last packet', () => {
    expect(parseRtcp(bytes(`${EMPTY_REPORT} a1 cb 0002 00000007 00000004`))).to.deep.equal({
      ok: true,
      packets: [
        { kind: 'receiver-report', ssrc: 1, reports: [] },
        { kind: 'goodbye', sources: [7] },
      ],
    });
  });

  it('cuts texts and numbers that are too large for their fields', () => {
    const packets = formatRtcp([
      { kind: 'receiver-report', ssrc: 1, reports: [{ ...REPORT, lost: 2 ** 30 }] },
      { kind: 'source-description', sources: [{ ssrc: 1, cname: 'n'.repeat(300) }] },
    ]);
    const parsed = parseRtcp(packets);
    expect(parsed.ok && parsed.packets).to.deep.equal([
      { kind: 'receiver-report', ssrc: 1, reports: [{ ...REPORT, lost: 0x7f_ffff }] },
      { kind: 'source-description', sources: [{ ssrc: 1, cname: 'n'.repeat(255) }] },
    ]);
  });

  for (const [what, hex, code] of [
    ['is cut off', '80 c9 0001', 'too-short'],
    ['does not begin with a report', '81 cb 0001 00000001', 'not-rtcp'],
    ['is of another version', '40 c9 0001 00000001', 'not-rtcp'],
    ['says to be longer than it is', '80 c9 0002 00000001', 'malformed'],
    ['has fewer reports than it says', '81 c9 0001 00000001', 'malformed'],
    ['has a sender report without its times', '80 c8 0001 00000001', 'malformed'],
    ['is padded before its end', `a0 c9 0002 00000001 00000004 ${EMPTY_REPORT}`, 'malformed'],
    ['has a padding of nothing', 'a0 c9 0002 00000001 00000000', 'malformed'],
    ['has a text beyond its end', `${EMPTY_REPORT} 81 ca 0002 00000001 01 09 6162`, 'malformed'],
    ['has a list without an end', `${EMPTY_REPORT} 81 ca 0002 00000001 01 02 6162`, 'malformed'],
    ['has a reason beyond its end', `${EMPTY_REPORT} 81 cb 0002 00000001 04 616263`, 'malformed'],
    ['says goodbye for more than it names', `${EMPTY_REPORT} 83 cb 0001 00000001`, 'malformed'],
    ['ends within a word', `${EMPTY_REPORT} 80`, 'malformed'],
    ['holds 17 packets', EMPTY_REPORT.repeat(17), 'malformed'],
  ] as const)
    it(`is refused when it ${what}: ${code}`, () => {
      expect(codeOf(hex)).to.equal(code);
    });
});
