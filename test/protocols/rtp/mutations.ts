import { parseComfortNoise } from '../../../src/protocols/rtp/comfort-noise.ts';
import { formatRtcp } from '../../../src/protocols/rtp/format-rtcp.ts';
import { formatRtp } from '../../../src/protocols/rtp/format-rtp.ts';
import { createKeyPresses } from '../../../src/protocols/rtp/key-presses.ts';
import { parseRtcp } from '../../../src/protocols/rtp/parse-rtcp.ts';
import { parseRtp } from '../../../src/protocols/rtp/parse-rtp.ts';
import { createReceptionStatistics } from '../../../src/protocols/rtp/reception-statistics.ts';
import { toRtpTimestamp } from '../../../src/protocols/rtp/rtp-timestamp.ts';
import { formatTelephoneEvent } from '../../../src/protocols/rtp/telephone-event.ts';
import type { ReceptionReport, RtpPacket } from '../../../src/protocols/rtp/types.ts';
import { mutate, randomBelow } from '../../kit/mutate.ts';

const HEAD = { marker: false, sequence: 65_530, timestamp: toRtpTimestamp(4_294_967_000), ssrc: 77, contributors: [] };
const PACKETS: readonly RtpPacket[] = [
  { ...HEAD, payloadType: 8, payload: new Uint8Array(160).fill(0xd5) },
  { ...HEAD, payloadType: 101, payload: formatTelephoneEvent({ event: 5, end: false, volume: 10, duration: 160 }) },
  { ...HEAD, payloadType: 13, payload: Uint8Array.of(60, 127, 255) },
  {
    ...HEAD,
    payloadType: 107,
    contributors: [1, 2, 3],
    extension: { profile: 0xbede, data: new Uint8Array(8) },
    payload: new Uint8Array(40).fill(1),
  },
];
const REPORT: ReceptionReport = {
  ssrc: 77,
  fractionLost: 1,
  lost: 2,
  highestSequence: 3,
  jitter: 4,
  lastSenderReport: 5,
  delaySinceLast: 6,
};
const TIMES = { ntpSeconds: 1, ntpFraction: 2, timestamp: toRtpTimestamp(3), packets: 4, octets: 5 };
const ORIGINALS: readonly Uint8Array[] = [
  ...PACKETS.map(formatRtp),
  formatRtcp([
    { kind: 'sender-report', ssrc: 1, ...TIMES, reports: [REPORT, REPORT] },
    { kind: 'source-description', sources: [{ ssrc: 1, cname: 'somebody@example.org' }] },
    { kind: 'goodbye', sources: [1, 2], reason: 'over' },
  ]),
  formatRtcp([{ kind: 'receiver-report', ssrc: 1, reports: [REPORT] }]),
];
const PIECES = [[0], [255, 255], [0xa0], [0x9f], [0xbf], [0, 0, 0, 0], [0x81, 0xca], [0, 0, 0, 255], [1, 255]].map(
  (piece) => Uint8Array.from(piece),
);

export interface RtpMutationCounts {
  readonly rtp: number;
  readonly rtcp: number;
  readonly refused: number;
}

const tryRtp = (packet: RtpPacket, bytes: Uint8Array): void => {
  const extra = packet.extension?.data.length ?? 0;
  if (packet.payload.length + extra + 4 * packet.contributors.length + 12 > bytes.length)
    throw new Error('more was read than came');
  const again = parseRtp(formatRtp(packet));
  if (!again.ok || Buffer.compare(again.packet.payload, packet.payload) !== 0)
    throw new Error('what was accepted is another packet when written anew');
  parseComfortNoise(packet.payload);
};

/** Everything that is done with what comes on a port. */
const tryOne = (bytes: Uint8Array, hear: (packet: RtpPacket) => void): keyof RtpMutationCounts => {
  const rtp = parseRtp(bytes);
  if (rtp.ok) {
    tryRtp(rtp.packet, bytes);
    hear(rtp.packet);
    return 'rtp';
  }
  const rtcp = parseRtcp(bytes);
  if (!rtcp.ok) return 'refused';
  const [first] = rtcp.packets;
  // A compound begins with a report, so there is one.
  if (first === undefined || !parseRtcp(formatRtcp(rtcp.packets)).ok)
    throw new Error('what was accepted is refused when written anew');
  return 'rtcp';
};

/** `count` changed packets of RTP and RTCP, one to four changes each. Throws on the first that breaks a promise. */
export const tryRtpMutations = (count: number, seed = 3550): RtpMutationCounts => {
  const below = randomBelow(seed);
  const presses = createKeyPresses(8000);
  const statistics = createReceptionStatistics(77, 8000);
  const counts = { rtp: 0, rtcp: 0, refused: 0 };
  for (let index = 0; index < count; index += 1) {
    let bytes = ORIGINALS[below(ORIGINALS.length)] ?? new Uint8Array(0);
    for (let changes = 1 + below(4); changes > 0; changes -= 1) bytes = mutate(bytes, PIECES, below);
    try {
      counts[
        tryOne(bytes, (packet) => {
          presses.hear(packet);
          const number = statistics.received(packet, 20 * index);
          const report = statistics.report(20 * index);
          if ((number ?? 0) < 0 || !report || report.fractionLost > 255 || !(report.jitter >= 0))
            throw new Error('the report is out of its bounds');
        })
      ] += 1;
    } catch (problem) {
      throw new Error(`mutation ${index} of seed ${seed}: ${Buffer.from(bytes).toString('hex')}`, { cause: problem });
    }
  }
  return counts;
};
