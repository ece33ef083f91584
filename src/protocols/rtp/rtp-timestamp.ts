declare const rtpTimestamp: unique symbol;

/** 32 bits in units of the codec's clock; begins anywhere and wraps: RFC 3550 5.1. Never to be compared with `<`. */
export type RtpTimestamp = number & { readonly [rtpTimestamp]: true };

/** `value` cut to 32 bits. */
export const toRtpTimestamp = (value: number): RtpTimestamp => (value >>> 0) as RtpTimestamp;

/** `units` later (or earlier, when negative). */
export const laterBy = (timestamp: RtpTimestamp, units: number): RtpTimestamp => toRtpTimestamp(timestamp + units);

/** Units from `earlier` to `later`, the short way round: -2^31 to 2^31 - 1. */
export const unitsBetween = (earlier: RtpTimestamp, later: RtpTimestamp): number => (later - earlier) | 0;
