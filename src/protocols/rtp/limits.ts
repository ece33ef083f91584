/** Without contributors and extension: RFC 3550 5.1. */
export const RTP_HEAD_BYTES = 12;
/** Their count has 4 bits. */
export const CONTRIBUTORS = 15;
/** Reports and sources in one packet of RTCP: their count has 5 bits. */
export const RTCP_COUNT = 31;
/** A text of RTCP (CNAME, reason): its length is one byte. */
export const RTCP_TEXT_BYTES = 255;
/** Packets in one compound. A report, a description and a goodbye are three; more is only work for us. */
export const RTCP_PACKETS = 16;
