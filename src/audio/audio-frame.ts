/**
 * One 20 ms Opus frame on its way between a browser and the relay. The header is 12 bytes, big-endian:
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |version |E level |   participant   |   version 1, or 2: the server sends it to this listener alone; E: last frame of a
 *   +--------+--------+--------+--------+   talkspurt; level: 0 loudest to 127, -dBov (RFC 6464)
 *   |             sequence              |   participant, as sent: the number of the one listener it is for, 0 for everyone,
 *   +--------+--------+--------+--------+   one's own number for an echo; as received: the speaker's, written by the server
 *   |            capture time           |   sequence: rises by one per frame sent, over talkspurts too
 *   +--------+--------+--------+--------+   capture time: milliseconds on the sender's clock, modulo 2^32
 *   |  Opus packet …                    |
 */
export interface AudioFrameHeader {
  readonly participant: number;
  readonly sequence: number;
  readonly captureMs: number;
  /** 0 (full scale) to 127 (silence), in -dBov. */
  readonly level: number;
  readonly endOfTalkspurt: boolean;
}

export const AUDIO_FRAME_VERSION = 1;
/** What only the server writes: nobody but this listener gets the frame. */
export const DIRECT_FRAME_VERSION = 2;
/** The participant field of a frame that is for everyone. */
export const EVERYONE = 0;
export const AUDIO_HEADER_BYTES = 12;
/** The longest Opus frame of 20 ms: RFC 6716 3.4. */
export const AUDIO_PAYLOAD_MAX_BYTES = 1275;
export const FRAME_MS = 20;
export const SAMPLE_RATE_HZ = 48_000;
export const FRAME_SAMPLES = 960;

const END_OF_TALKSPURT = 0x80;

export const formatAudioFrame = (header: AudioFrameHeader, payload: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(AUDIO_HEADER_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, AUDIO_FRAME_VERSION);
  view.setUint8(1, (header.level & 0x7f) | (header.endOfTalkspurt ? END_OF_TALKSPURT : 0));
  view.setUint16(2, header.participant);
  view.setUint32(4, header.sequence >>> 0);
  view.setUint32(8, header.captureMs >>> 0);
  bytes.set(payload, AUDIO_HEADER_BYTES);
  return bytes;
};

/** The header of `bytes`, or undefined when they are no audio frame. */
export const parseAudioFrame = (bytes: Uint8Array): AudioFrameHeader | undefined => {
  if (bytes.length <= AUDIO_HEADER_BYTES || bytes.length > AUDIO_HEADER_BYTES + AUDIO_PAYLOAD_MAX_BYTES)
    return undefined;
  if (bytes[0] !== AUDIO_FRAME_VERSION && bytes[0] !== DIRECT_FRAME_VERSION) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const levelByte = view.getUint8(1);
  return {
    participant: view.getUint16(2),
    sequence: view.getUint32(4),
    captureMs: view.getUint32(8),
    level: levelByte & 0x7f,
    endOfTalkspurt: (levelByte & END_OF_TALKSPURT) !== 0,
  };
};

/** Whether the server sent this frame to nobody else. */
export const isDirectFrame = (bytes: Uint8Array): boolean => bytes[0] === DIRECT_FRAME_VERSION;

export const audioPayload = (bytes: Uint8Array): Uint8Array => bytes.subarray(AUDIO_HEADER_BYTES);

/** Writes the sender's number where the sender's own claim stood. */
export const stampParticipant = (bytes: Uint8Array, participant: number): void => {
  bytes[2] = participant >>> 8;
  bytes[3] = participant & 0xff;
};

/** The same, in a frame for one listener alone. */
export const stampDirect = (bytes: Uint8Array, participant: number): void => {
  bytes[0] = DIRECT_FRAME_VERSION;
  stampParticipant(bytes, participant);
};
