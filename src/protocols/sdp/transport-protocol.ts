/** RTP as it is: RFC 3551. */
export const PLAIN = 'RTP/AVP';
/** SRTP: RFC 3711. */
export const SECURE = 'RTP/SAVP';
