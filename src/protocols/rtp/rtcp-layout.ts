/** Packet types: RFC 3550 12.1. */
export const SENDER_REPORT = 200;
export const RECEIVER_REPORT = 201;
export const SOURCE_DESCRIPTION = 202;
export const GOODBYE = 203;

/** Flags and count, type, length in words less one. */
export const RTCP_HEAD_BYTES = 4;
export const SENDER_INFO_BYTES = 20;
export const REPORT_BYTES = 24;
/** The SDES item that every source gives. */
export const CNAME = 1;
