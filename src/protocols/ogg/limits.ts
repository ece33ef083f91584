/** Pieces of up to 255 bytes that a page holds: their count is one byte. RFC 3533 6. */
export const MAX_SEGMENTS = 255;
/** A piece of this size means that its packet goes on in the next. */
export const FULL_SEGMENT_BYTES = 255;
export const PAGE_HEAD_BYTES = 27;
/** Where a page's checksum stands. */
export const CHECKSUM_OFFSET = 22;
/** Sound on one page: a player finds its way, and a file that was cut short loses, no more than this. RFC 7845 5 recommends it. */
export const PAGE_MAX_SAMPLES = 48_000;
