import type { RemoteInfo, Socket } from 'node:dgram';
import { SocketAddress } from 'node:net';
import { parseRtp } from '../../protocols/rtp/parse-rtp.ts';
import type { ReceptionStatistics } from '../../protocols/rtp/reception-statistics.ts';
import type { RtpPacket } from '../../protocols/rtp/types.ts';
import { createLegSource, type MediaAddress } from './leg-source.ts';
import { DATAGRAM_MAX_BYTES } from './limits.ts';
import { PHONE_CODEC_FACTS } from './phone-codecs.ts';
import type { LegFormat } from './phone-media.ts';
import type { PortPair } from './port-pairs.ts';
import { createRtcpTalk } from './rtcp-talk.ts';
import { createRtpOut, type RtpOut } from './rtp-out.ts';
import {
  createSrtpReceiver,
  createSrtpSender,
  SRTCP_TRAILER_BYTES,
  type SrtpReceiver,
  type SrtpSender,
} from './srtp.ts';
import type { ThreadCounters } from './thread-counters.ts';

/** The packets of one leg: whose they are, whether they are genuine, where ours go. */
export interface LegTransport {
  configure(format: LegFormat, nowMs: number): void;
  /** The packet of this tick; undefined: nothing is said. */
  send(payload: Uint8Array | undefined, payloadType: number, nowMs: number): void;
  /** Whether anything that is sent can reach anybody. */
  canSend(nowMs: number): boolean;
  /** Sends the report that is due, if any. */
  report(nowMs: number): void;
  /** Says goodbye and closes both sockets. */
  close(nowMs: number): void;
}

interface LegTransportDeps {
  readonly pair: PortPair;
  readonly counters: ThreadCounters;
  readonly nowMs: () => number;
  /** A packet that is theirs, of a payload type that was agreed on; answers whether it was any good. */
  readonly hear: (packet: RtpPacket, nowMs: number) => boolean;
  readonly statistics: () => ReceptionStatistics | undefined;
}

/** What could not be sent is as good as lost on the way: nothing is done about it, and nothing fails. */
const IGNORE = (): void => {};

/** As sockets write it; undefined for what is no address of this family, so that nothing is sent to a name. */
const asSocketsWrite = (address: string, port: number): MediaAddress | undefined => {
  if (port <= 0 || port > 65_535) return undefined;
  try {
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    return { address: new SocketAddress({ address, port, family }).address, port };
  } catch {
    return undefined;
  }
};

const sameKeys = (one: LegFormat['srtp'], other: LegFormat['srtp']): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.suite === other.suite &&
    Buffer.compare(one.sendKey, other.sendKey) === 0 &&
    Buffer.compare(one.receiveKey, other.receiveKey) === 0);

export const createLegTransport = ({ pair, counters, nowMs, hear, statistics }: LegTransportDeps): LegTransport => {
  const source = createLegSource();
  const talk = createRtcpTalk(nowMs(), { wallMs: Date.now, random: Math.random });
  let format: LegFormat | undefined;
  let out: RtpOut | undefined;
  let clockHz = 0;
  let sender: SrtpSender | undefined;
  let receiver: SrtpReceiver | undefined;
  /** Where their reports come from, behind a firewall that changes ports. */
  let rtcpPort: number | undefined;
  let closed = false;

  const isAgreed = (payloadType: number): boolean =>
    payloadType === format?.payloadType ||
    payloadType === format?.events?.payloadType ||
    payloadType === format?.comfortNoise;

  /** False: refused. */
  const readRtcp = (bytes: Uint8Array, from: RemoteInfo, atMs: number): boolean => {
    const length = receiver ? receiver.unprotectRtcp(bytes) : bytes.length;
    if (typeof length !== 'number' || !talk.hear(bytes.subarray(0, length), statistics(), atMs)) return false;
    rtcpPort = from.port;
    source.reported(from.address);
    return true;
  };

  const readRtp = (bytes: Uint8Array, from: RemoteInfo, atMs: number): boolean => {
    // Reports on this port are told by their second byte, secret or not: RFC 5761 4.
    const plain = parseRtp(bytes);
    if (!plain.ok && plain.code === 'rtcp') return source.isLatched() && readRtcp(bytes, from, atMs);
    const length = receiver ? receiver.unprotect(bytes) : bytes.length;
    if (typeof length !== 'number') return false;
    const parsed = receiver ? parseRtp(bytes.subarray(0, length)) : plain;
    if (!parsed.ok || !isAgreed(parsed.packet.payloadType)) return false;
    if (!source.admits(from.address, from.port, parsed.packet.ssrc, atMs)) return false;
    return hear(parsed.packet, atMs);
  };

  const listen = (socket: Socket, read: typeof readRtp): void => {
    socket.on('message', (bytes, from) => {
      if (closed || format === undefined) return;
      const atMs = nowMs();
      const fits = bytes.length <= DATAGRAM_MAX_BYTES && source.mayBe(from.address, atMs);
      counters.add(fits && read(bytes, from, atMs) ? 'packetsReceived' : 'packetsRefused', 1);
    });
  };
  listen(pair.rtp, readRtp);
  listen(pair.rtcp, (bytes, from, atMs) => source.isTheirs(from.address) && readRtcp(bytes, from, atMs));

  const seal = (bytes: Uint8Array): Uint8Array => {
    if (sender === undefined) return bytes;
    const room = Buffer.alloc(bytes.length + SRTCP_TRAILER_BYTES);
    room.set(bytes);
    return room.subarray(0, sender.protectRtcp(room, bytes.length));
  };
  /** Where reports go, and by which socket; on the port of RTP when signalling says so, RFC 5761. */
  const rtcpWay = (atMs: number): { readonly socket: Socket; readonly to: MediaAddress } | undefined => {
    const target = source.target(atMs);
    if (target === undefined || format?.remote === undefined) return undefined;
    const { port, rtcpPort: signalledPort } = format.remote;
    if (signalledPort === port) return { socket: pair.rtp, to: target };
    const to = asSocketsWrite(target.address, rtcpPort ?? signalledPort);
    return to && { socket: pair.rtcp, to };
  };
  const sendRtcp = (bytes: Uint8Array, atMs: number, sent: () => void): void => {
    const way = rtcpWay(atMs);
    if (way === undefined) sent();
    else way.socket.send(seal(bytes), way.to.port, way.to.address, sent);
  };

  return {
    configure: (next, atMs) => {
      const clock = PHONE_CODEC_FACTS[next.codec].clockHz;
      // Another clock in the same row of timestamps would confuse them: RFC 7160 4.1.
      if (out === undefined || clock !== clockHz) out = createRtpOut(clock);
      clockHz = clock;
      if (!sameKeys(format?.srtp, next.srtp)) {
        sender = next.srtp && createSrtpSender(next.srtp.suite, next.srtp.sendKey);
        receiver = next.srtp && createSrtpReceiver(next.srtp.suite, next.srtp.receiveKey);
        // New keys and an old row of packets: whoever reads it could not tell one from the other.
        if (format !== undefined) out = createRtpOut(clock);
      }
      format = next;
      source.expect(next.remote && asSocketsWrite(next.remote.address, next.remote.port), atMs);
      rtcpPort = undefined;
    },
    send: (payload, payloadType, atMs) => {
      const target = source.target(atMs);
      if (payload !== undefined && target !== undefined && out !== undefined) {
        const bytes = out.packet(payload, payloadType, sender);
        pair.rtp.send(bytes, target.port, target.address, IGNORE);
        counters.add('packetsSent', 1);
      }
      out?.passTick();
    },
    canSend: (atMs) => source.target(atMs) !== undefined,
    report: (atMs) => {
      const bytes = out && talk.due(out, statistics(), atMs);
      if (bytes !== undefined) sendRtcp(bytes, atMs, IGNORE);
    },
    close: (atMs) => {
      if (closed) return;
      closed = true;
      if (out === undefined || out.sent().packets === 0) pair.close();
      else sendRtcp(talk.goodbye(out, statistics(), atMs), atMs, pair.close);
    },
  };
};
