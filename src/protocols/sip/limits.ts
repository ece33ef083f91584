/** Start line and header fields. A large real INVITE through four proxies has 3 KB; RFC 4475's longest 3.5 KB. */
export const HEAD_BYTES = 16_384;
/** RFC 4475's longest request has 70 lines, of them 34 Via. */
export const HEADER_LINES = 200;
/** SDP of a phone has 1 to 4 KB; a UDP datagram has never more than this. */
export const BODY_BYTES = 65_536;
/** Elements of one field that is a list: Via, Route, Contact. RFC 3261 allows 70 hops. */
export const LIST_ELEMENTS = 100;
/** Of one URI, header field or challenge; more than all that are registered together. */
export const PARAMETERS = 64;
/** RFC 3261 8.1.1.5: the number of a CSeq is less than 2^31. */
export const CSEQ_MAX = 0x7fff_ffff;
/** Delta seconds have 32 bits, RFC 3261 20.19; greater ones mean the greatest. */
export const DELTA_SECONDS_MAX = 0xffff_ffff;
/** RFC 3261 20.22. */
export const MAX_FORWARDS_MAX = 255;
/** Each answer of a registrar that asks for a password again. One for a stale nonce, one to spare. */
export const CHALLENGES_IN_A_ROW = 3;
