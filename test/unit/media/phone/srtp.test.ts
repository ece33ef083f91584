import { expect } from 'chai';
import fc from 'fast-check';
import { SRTP_SUITES, type SrtpSuite } from '../../../../src/media/phone/phone-media.ts';
import {
  createSrtpReceiver,
  createSrtpSender,
  SRTCP_TRAILER_BYTES,
  SRTP_TRAILER_BYTES,
  type SrtpReceiver,
  type SrtpRefusal,
  type SrtpSender,
} from '../../../../src/media/phone/srtp.ts';
import { formatRtcp } from '../../../../src/protocols/rtp/format-rtcp.ts';
import { formatRtp } from '../../../../src/protocols/rtp/format-rtp.ts';
import { toRtpTimestamp } from '../../../../src/protocols/rtp/rtp-timestamp.ts';

const KEY = Uint8Array.from({ length: 30 }, (_, at) => 7 * at);
const [SHA_80, SHA_32] = SRTP_SUITES;

const rtp = (sequence: number, payload = Uint8Array.of(1, 2, 3, 4), ssrc = 5): Uint8Array =>
  formatRtp({
    marker: false,
    payloadType: 8,
    sequence: sequence & 0xffff,
    timestamp: toRtpTimestamp(160 * sequence),
    ssrc,
    contributors: [],
    payload,
  });

const report = (ssrc = 5): Uint8Array =>
  formatRtcp([
    { kind: 'receiver-report', ssrc, reports: [] },
    { kind: 'source-description', sources: [{ ssrc, cname: 'somebody' }] },
  ]);

const protect = (sender: SrtpSender, packet: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(packet.length + SRTP_TRAILER_BYTES);
  bytes.set(packet);
  return bytes.subarray(0, sender.protect(bytes, packet.length));
};
const protectRtcp = (sender: SrtpSender, packet: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(packet.length + SRTCP_TRAILER_BYTES);
  bytes.set(packet);
  return bytes.subarray(0, sender.protectRtcp(bytes, packet.length));
};
/** The packet within `secret`, which stays as it is, or why it is refused. */
const open = (receiver: SrtpReceiver, secret: Uint8Array): Uint8Array | SrtpRefusal => {
  const bytes = secret.slice();
  const outcome = receiver.unprotect(bytes);
  return typeof outcome === 'number' ? bytes.subarray(0, outcome) : outcome;
};
const openRtcp = (receiver: SrtpReceiver, secret: Uint8Array): Uint8Array | SrtpRefusal => {
  const bytes = secret.slice();
  const outcome = receiver.unprotectRtcp(bytes);
  return typeof outcome === 'number' ? bytes.subarray(0, outcome) : outcome;
};
const outcomes = (receiver: SrtpReceiver, packets: readonly Uint8Array[]): string[] =>
  packets.map((packet) => {
    const outcome = open(receiver, packet);
    return typeof outcome === 'string' ? outcome : 'ok';
  });

for (const suite of SRTP_SUITES)
  describe(`SRTP with ${suite}`, () => {
    const tagBytes: Readonly<Record<SrtpSuite, number>> = { [SHA_80]: 10, [SHA_32]: 4 };

    it('gives back what was sent, with the head in the open and the payload secret', () => {
      const packet = rtp(1, new Uint8Array(160).fill(0xd5));
      const secret = protect(createSrtpSender(suite, KEY), packet);
      expect(secret.length).to.equal(packet.length + tagBytes[suite]);
      expect(secret.subarray(0, 12)).to.deep.equal(packet.subarray(0, 12));
      expect(secret.subarray(12, 172)).to.not.deep.equal(packet.subarray(12));
      expect(open(createSrtpReceiver(suite, KEY), secret)).to.deep.equal(packet);
    });

    it('gives back packets of every length, with contributors and extension in the open', () => {
      const sender = createSrtpSender(suite, KEY);
      const receiver = createSrtpReceiver(suite, KEY);
      let sequence = 0;
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(15), fc.nat(4), (payload, contributors, words) => {
          sequence += 1;
          const packet = formatRtp({
            marker: true,
            payloadType: 0,
            sequence,
            timestamp: toRtpTimestamp(sequence),
            ssrc: 9,
            contributors: Array.from({ length: contributors }, (_, at) => at),
            extension: { profile: 0xbede, data: new Uint8Array(4 * words).fill(3) },
            payload,
          });
          const secret = protect(sender, packet);
          const openBytes = packet.length - payload.length;
          expect(secret.subarray(0, openBytes)).to.deep.equal(packet.subarray(0, openBytes));
          expect(open(receiver, secret)).to.deep.equal(packet);
        }),
      );
    });

    it('goes on over the end of 16 bits, though packets are lost and overtake each other there', () => {
      const sender = createSrtpSender(suite, KEY);
      const first = 0xfff0;
      const packets = Array.from({ length: 64 }, (_, at) => protect(sender, rtp(first + at)));
      const order = [0, 1, 14, 17, 15, 16, 13, 20, 60, 18, 61, 63, 62];
      const receiver = createSrtpReceiver(suite, KEY);
      expect(order.map((at) => open(receiver, packets[at]!))).to.deep.equal(order.map((at) => rtp(first + at)));
    });

    it('goes on through several ends of 16 bits', () => {
      const sender = createSrtpSender(suite, KEY);
      const receiver = createSrtpReceiver(suite, KEY);
      const opened = Array.from({ length: 20 }, (_, at) => 16_000 * at).map((sequence) =>
        open(receiver, protect(sender, rtp(sequence))),
      );
      expect(opened).to.deep.equal(Array.from({ length: 20 }, (_, at) => rtp(16_000 * at)));
    });

    it('refuses a packet that came already, and one that is older than its memory', () => {
      const sender = createSrtpSender(suite, KEY);
      const packets = Array.from({ length: 400 }, (_, at) => protect(sender, rtp(at)));
      const receiver = createSrtpReceiver(suite, KEY);
      const order = [0, 0, 100, 37, 37, 100, 0, 399, 143, 144, 399];
      expect(
        outcomes(
          receiver,
          order.map((at) => packets[at]!),
        ),
      ).to.deep.equal([
        ...['ok', 'replayed', 'ok', 'ok', 'replayed', 'replayed', 'replayed'],
        ...['ok', 'replayed', 'ok', 'replayed'],
      ]);
    });

    it('refuses a packet with any bit changed, leaves it as it was and still takes the right one', () => {
      const secret = protect(createSrtpSender(suite, KEY), rtp(1));
      const receiver = createSrtpReceiver(suite, KEY);
      for (let bit = 0; bit < 8 * secret.length; bit += 1) {
        const changed = secret.slice();
        changed[bit >> 3]! ^= 1 << (bit & 7);
        const before = changed.slice();
        expect(receiver.unprotect(changed)).to.be.oneOf(['not-authentic', 'malformed']);
        expect(changed).to.deep.equal(before);
      }
      expect(open(receiver, secret)).to.deep.equal(rtp(1));
    });

    it('refuses what was made with another key', () => {
      const secret = protect(
        createSrtpSender(
          suite,
          KEY.map((byte) => byte ^ 1),
        ),
        rtp(1),
      );
      expect(open(createSrtpReceiver(suite, KEY), secret)).to.equal('not-authentic');
    });

    it('counts each source for itself', () => {
      const sender = createSrtpSender(suite, KEY);
      const packets = [
        rtp(0xffff, undefined, 1),
        rtp(3, undefined, 2),
        rtp(0x1_0000, undefined, 1),
        rtp(4, undefined, 2),
      ];
      const receiver = createSrtpReceiver(suite, KEY);
      expect(packets.map((packet) => open(receiver, protect(sender, packet)))).to.deep.equal(packets);
    });

    it('opens packets of more sources than it remembers', () => {
      const sender = createSrtpSender(suite, KEY);
      const receiver = createSrtpReceiver(suite, KEY);
      const packets = Array.from({ length: 40 }, (_, source) => rtp(1, undefined, source));
      expect(packets.map((packet) => open(receiver, protect(sender, packet)))).to.deep.equal(packets);
    });

    it('refuses what is left of a packet, wherever it is cut off', () => {
      const sender = createSrtpSender(suite, KEY);
      const [packet, compound] = [protect(sender, rtp(1)), protectRtcp(sender, report())];
      const receiver = createSrtpReceiver(suite, KEY);
      const cut = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (_, length) => bytes.subarray(0, length));
      expect(cut(packet).filter((bytes) => typeof open(receiver, bytes) !== 'string')).to.deep.equal([]);
      expect(cut(compound).filter((bytes) => typeof openRtcp(receiver, bytes) !== 'string')).to.deep.equal([]);
    });

    it('refuses packets that are too short for what they say', () => {
      const whole = protect(createSrtpSender(suite, KEY), rtp(1));
      const extended = whole.slice();
      extended[0] = 0x90;
      extended.set([0, 0, 0xff, 0xff], 12);
      const receiver = createSrtpReceiver(suite, KEY);
      const packets = [new Uint8Array(0), whole.subarray(0, 12), extended, whole.slice().fill(0, 0, 1)];
      expect(outcomes(receiver, packets)).to.deep.equal(Array(4).fill('malformed'));
    });

    it('gives reports back, with all but the first source secret and ten bytes of proof', () => {
      const secret = protectRtcp(createSrtpSender(suite, KEY), report());
      expect(secret.length).to.equal(report().length + 14);
      expect(secret.subarray(0, 8)).to.deep.equal(report().subarray(0, 8));
      expect(Buffer.from(secret).includes('somebody')).to.equal(false);
      expect(openRtcp(createSrtpReceiver(suite, KEY), secret)).to.deep.equal(report());
    });

    it('refuses reports that came already, were changed or are cut off', () => {
      const sender = createSrtpSender(suite, KEY);
      const receiver = createSrtpReceiver(suite, KEY);
      const [first, second] = [protectRtcp(sender, report()), protectRtcp(sender, report())];
      const changed = second.slice();
      changed[9]! ^= 1;
      expect(openRtcp(receiver, first)).to.deep.equal(report());
      expect(openRtcp(receiver, first)).to.equal('replayed');
      expect(openRtcp(receiver, changed)).to.equal('not-authentic');
      expect(openRtcp(receiver, second)).to.deep.equal(report());
      expect(openRtcp(receiver, first.subarray(0, 20))).to.equal('malformed');
    });
  });
