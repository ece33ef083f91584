/** RFC 4733 2.3: one packet of a pressed key. */
export interface TelephoneEvent {
  /** 0 to 15 are keys (`keyOfEvent`). */
  readonly event: number;
  readonly end: boolean;
  /** 0 to 63, in -dBm0. */
  readonly volume: number;
  /** So far, in units of the timestamp; 65535 at the most. */
  readonly duration: number;
}

const EVENT_BYTES = 4;
const END = 0x80;
/** In the order of their numbers: RFC 4733 3.2. */
const KEYS = '0123456789*#ABCD';

/** The first event of `payload`; undefined when it is too short for one. */
export const parseTelephoneEvent = (payload: Uint8Array): TelephoneEvent | undefined => {
  if (payload.length < EVENT_BYTES) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, EVENT_BYTES);
  const flags = view.getUint8(1);
  return { event: view.getUint8(0), end: (flags & END) !== 0, volume: flags & 63, duration: view.getUint16(2) };
};

export const formatTelephoneEvent = (event: TelephoneEvent): Uint8Array =>
  Uint8Array.of(
    event.event,
    (event.end ? END : 0) | (event.volume & 63),
    Math.min(0xffff, event.duration) >> 8,
    Math.min(0xffff, event.duration),
  );

/** `0`–`9`, `*`, `#`, `A`–`D`; undefined for other events (flash, modem tones). */
export const keyOfEvent = (event: number): string | undefined => KEYS[event];

export const eventOfKey = (key: string): number | undefined => {
  const event = KEYS.indexOf(key);
  return key.length === 1 && event >= 0 ? event : undefined;
};
