import { sequenceStep } from '../../protocols/rtp/extend-sequence.ts';
import type { SrtpSuite } from './phone-media.ts';
import { createSrtpCipher, type SrtpCipher } from './srtp-cipher.ts';
import { deriveSessionKeys } from './srtp-keys.ts';
import { payloadStart, readUint16, readUint32, writeUint32 } from './srtp-packet.ts';
import { createReplayWindow, type ReplayWindow } from './srtp-replay-window.ts';
import { createSrtpTag, type SrtpTag } from './srtp-tag.ts';

/** What SRTP adds to a packet at the most: buffers that are protected in place need this room at the end. */
export const SRTP_TRAILER_BYTES = 10;
/** The same of SRTCP: index and tag. */
export const SRTCP_TRAILER_BYTES = 14;

/** `replayed`: it came before, or is too old to know. */
export type SrtpRefusal = 'malformed' | 'replayed' | 'not-authentic';

/** What we send, made secret: RFC 3711. One for each key, for as long as the key is used. */
export interface SrtpSender {
  /**
   * Turns the RTP packet in the first `length` of `bytes` to SRTP where it stands; answers its new length. Of each source sequence
   * numbers have to grow, or the same key stream would be used twice.
   */
  protect(bytes: Uint8Array, length: number): number;
  protectRtcp(bytes: Uint8Array, length: number): number;
}

/** What came, opened. */
export interface SrtpReceiver {
  /** Turns an SRTP packet to RTP where it stands; answers its length, or why it is refused (the bytes are then as they were). */
  unprotect(bytes: Uint8Array): number | SrtpRefusal;
  unprotectRtcp(bytes: Uint8Array): number | SrtpRefusal;
}

const TAG_BYTES: Readonly<Record<SrtpSuite, number>> = { AES_CM_128_HMAC_SHA1_80: 10, AES_CM_128_HMAC_SHA1_32: 4 };
/** SRTCP is always proved by 80 bits: RFC 4568 6.2. */
const RTCP_TAG_BYTES = 10;
/** Version, count, type, length and SSRC stay open. */
const RTCP_OPEN_BYTES = 8;
/** The bit before the index of SRTCP: what follows is encrypted. */
const ENCRYPTED = 0x8000_0000;
const RTCP_INDEX_MASK = 0x7fff_ffff;
/** The roll-over counter stands behind what is signed. */
const COUNTER_BYTES = 4;
/** A call has one source at a time; a phone begins a new one when it takes up a call again. Only proved ones count. */
const SOURCES = 16;

interface Protection {
  readonly cipher: SrtpCipher;
  readonly tag: SrtpTag;
}

const createProtection = (key: Uint8Array, kind: 'rtp' | 'rtcp', tagBytes: number): Protection => {
  const keys = deriveSessionKeys(key, kind);
  return { cipher: createSrtpCipher(keys), tag: createSrtpTag(keys, tagBytes) };
};

/** The 48 bits of which `sequence` is the end, next to the highest so far: RFC 3711 3.3.1. Negative: from before the beginning. */
const packetIndex = (highest: number | undefined, sequence: number): number =>
  highest === undefined ? sequence : highest + sequenceStep(highest % 0x1_0000, sequence);

const rolledOver = (index: number): number => Math.floor(index / 0x1_0000);

/** `key`: master key and salt, 30 bytes. */
export const createSrtpSender = (suite: SrtpSuite, key: Uint8Array): SrtpSender => {
  const rtp = createProtection(key, 'rtp', TAG_BYTES[suite]);
  const rtcp = createProtection(key, 'rtcp', RTCP_TAG_BYTES);
  const highest = new Map<number, number>();
  let rtcpIndex = 0;
  return {
    protect: (bytes, length) => {
      const ssrc = readUint32(bytes, 8);
      const index = packetIndex(highest.get(ssrc), readUint16(bytes, 2));
      highest.set(ssrc, Math.max(index, highest.get(ssrc) ?? 0));
      rtp.cipher.apply(bytes.subarray(payloadStart(bytes, length) ?? length, length), ssrc, index);
      writeUint32(bytes, length, rolledOver(index));
      const tag = rtp.tag.make(bytes.subarray(0, length + COUNTER_BYTES));
      bytes.set(tag, length);
      return length + tag.length;
    },
    protectRtcp: (bytes, length) => {
      rtcpIndex = (rtcpIndex + 1) & RTCP_INDEX_MASK;
      rtcp.cipher.apply(bytes.subarray(RTCP_OPEN_BYTES, length), readUint32(bytes, 4), rtcpIndex);
      writeUint32(bytes, length, ENCRYPTED | rtcpIndex);
      const signed = bytes.subarray(0, length + COUNTER_BYTES);
      bytes.set(rtcp.tag.make(signed), signed.length);
      return signed.length + RTCP_TAG_BYTES;
    },
  };
};

/** Windows of the sources that proved to be theirs; the oldest is forgotten when they are too many. */
const createSources = (): { of(ssrc: number): ReplayWindow; keep(ssrc: number, window: ReplayWindow): void } => {
  const windows = new Map<number, ReplayWindow>();
  return {
    of: (ssrc) => windows.get(ssrc) ?? createReplayWindow(),
    keep: (ssrc, window) => {
      if (windows.has(ssrc)) return;
      const [oldest] = windows.keys();
      if (windows.size === SOURCES && oldest !== undefined) windows.delete(oldest);
      windows.set(ssrc, window);
    },
  };
};

/** `key`: master key and salt, 30 bytes. */
export const createSrtpReceiver = (suite: SrtpSuite, key: Uint8Array): SrtpReceiver => {
  const tagBytes = TAG_BYTES[suite];
  const rtp = createProtection(key, 'rtp', tagBytes);
  const rtcp = createProtection(key, 'rtcp', RTCP_TAG_BYTES);
  const rtpSources = createSources();
  const rtcpSources = createSources();
  /** The packet with the roll-over counter behind it, to prove the tag of a packet that has no room for it. */
  let signed = new Uint8Array(0);

  const sign = (bytes: Uint8Array, length: number, index: number): Uint8Array => {
    if (signed.length < length + COUNTER_BYTES) signed = new Uint8Array(length + COUNTER_BYTES);
    signed.set(bytes.subarray(0, length));
    writeUint32(signed, length, rolledOver(index));
    return signed.subarray(0, length + COUNTER_BYTES);
  };

  return {
    unprotect: (bytes) => {
      const length = bytes.length - tagBytes;
      const start = payloadStart(bytes, length);
      if (start === undefined) return 'malformed';
      const ssrc = readUint32(bytes, 8);
      const window = rtpSources.of(ssrc);
      const index = packetIndex(window.highest(), readUint16(bytes, 2));
      if (window.refuses(index)) return 'replayed';
      if (!rtp.tag.proves(sign(bytes, length, index), bytes.subarray(length))) return 'not-authentic';
      window.mark(index);
      rtpSources.keep(ssrc, window);
      rtp.cipher.apply(bytes.subarray(start, length), ssrc, index);
      return length;
    },
    unprotectRtcp: (bytes) => {
      const length = bytes.length - SRTCP_TRAILER_BYTES;
      if (length < RTCP_OPEN_BYTES) return 'malformed';
      const ssrc = readUint32(bytes, 4);
      const word = readUint32(bytes, length);
      const index = word & RTCP_INDEX_MASK;
      const window = rtcpSources.of(ssrc);
      if (window.refuses(index)) return 'replayed';
      const proofAt = length + COUNTER_BYTES;
      if (!rtcp.tag.proves(bytes.subarray(0, proofAt), bytes.subarray(proofAt))) return 'not-authentic';
      window.mark(index);
      rtcpSources.keep(ssrc, window);
      if (word >= ENCRYPTED) rtcp.cipher.apply(bytes.subarray(RTCP_OPEN_BYTES, length), ssrc, index);
      return length;
    },
  };
};
