const CYCLE = 0x1_0000;

/** How much later `later` is than `earlier`, both of 16 bits, the short way round: -32768 to 32767. */
export const sequenceStep = (earlier: number, later: number): number => ((later - earlier) << 16) >> 16;

/**
 * The number without end that stands behind `sequence` (16 bits), next to `highest`, the highest number without end so far:
 * RFC 3550 A.1. Handed undefined at the first packet, it begins one cycle up, so that packets from before it stay positive.
 */
export const extendSequence = (highest: number | undefined, sequence: number): number =>
  highest === undefined ? CYCLE + sequence : highest + sequenceStep(highest & 0xffff, sequence);
