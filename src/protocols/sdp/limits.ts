/** An offer of a browser with video, candidates and fingerprints has 10,000; one of a telephone 1,000. */
export const SDP_CHARACTERS = 32_768;
/** The same offer has 200 lines. */
export const SDP_LINES = 1_000;
/** Sound, picture, slides, text and far-end camera, each with and without SRTP, are ten; each one is answered. */
export const MEDIA_LINES = 16;
/** Payload types are numbers up to 127; a telephone offers some twenty. */
export const FORMATS = 128;
