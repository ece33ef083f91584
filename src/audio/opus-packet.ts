/** RFC 6716 3.1: the first byte of every Opus packet. */
const SILK_MS = [10, 20, 40, 60];
const HYBRID_MS = [10, 20];
const CELT_MS = [2.5, 5, 10, 20];
const FIRST_HYBRID = 12;
const FIRST_CELT = 16;
const STEREO = 0x04;
/** RFC 6716 3.4: no packet is longer. */
const LONGEST_MS = 120;

const frameMs = (configuration: number): number => {
  if (configuration < FIRST_HYBRID) return SILK_MS[configuration % 4] ?? 0;
  if (configuration < FIRST_CELT) return HYBRID_MS[configuration % 2] ?? 0;
  return CELT_MS[configuration % 4] ?? 0;
};

const frameCount = (packet: Uint8Array): number => {
  const code = (packet[0] ?? 0) & 3;
  if (code === 0) return 1;
  return code === 3 ? (packet[1] ?? 0) & 63 : 2;
};

/** How much sound `packet` holds; undefined when it is no Opus packet. */
export const opusPacketMs = (packet: Uint8Array): number | undefined => {
  if (packet.length === 0) return undefined;
  const ms = frameMs((packet[0] ?? 0) >> 3) * frameCount(packet);
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined;
};

/** Whether `packet` is what a browser would have sent: one frame of 20 ms with one channel. */
export const isRoomPacket = (packet: Uint8Array): boolean =>
  ((packet[0] ?? 0) & (STEREO | 3)) === 0 && opusPacketMs(packet) === 20;

/** A packet that says of itself no more than its kind: decoders make up a frame for it. RFC 6716 3.1. */
export const emptyOpusPacket = (like: Uint8Array): Uint8Array => Uint8Array.of((like[0] ?? 0) & 0xfc);
