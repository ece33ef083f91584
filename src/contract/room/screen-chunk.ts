/**
 * What travels on the connection of the shared screen, both ways and untouched by the server: one encoded picture, or one packet of
 * the screen's sound, behind a header of 20 bytes (big-endian; see docs/room-protocol-screen.md). No zod here: browsers load it.
 */
export interface ScreenChunkHeader {
  /** `video` is one picture, `sound` one Opus packet of 20 ms. */
  readonly kind: 'video' | 'sound';
  /** Can be decoded without any chunk before it; always so for sound. */
  readonly key: boolean;
  /** A codec string of WebCodecs, out of `SCREEN_CODECS`. */
  readonly codec: ScreenCodec;
  /** Chosen at random each time that an encoder is set up: what comes before and after have nothing to do with each other. */
  readonly stream: number;
  /** One more for each chunk of this kind in the stream. */
  readonly sequence: number;
  /** On the presenter's clock, in milliseconds, modulo 2^32. */
  readonly captureMs: number;
  /** Of the picture, in pixels; 0 for sound. */
  readonly width: number;
  readonly height: number;
  /** Of the sound, 1 or 2; 0 for pictures. */
  readonly channels: number;
}

/** By their number in the header. Pictures need no description beside them: H.264 comes in Annex B form. */
export const SCREEN_CODECS = {
  1: 'avc1.42E028',
  2: 'avc1.42E033',
  3: 'vp8',
  4: 'vp09.00.40.08',
  5: 'av01.0.09M.08',
  16: 'opus',
} as const;
export type ScreenCodec = (typeof SCREEN_CODECS)[keyof typeof SCREEN_CODECS];

export const SCREEN_HEADER_BYTES = 20;
/** A picture of 2560 × 1440 full of text takes about 700 kB. */
export const SCREEN_CHUNK_MAX_BYTES = 1_000_000;
/** What those who do not present may send at once: an acknowledgement takes forty bytes. */
export const SCREEN_SMALL_MAX_BYTES = 4_096;

/** The socket.io path of the screen's own connection: a picture on its way must not stand in the way of the voice. */
export const SCREEN_PATH = '/screen';
/** Binary, both ways: one chunk. */
export const SCREEN_EVENT = 'screen';
/** `screen.present` ID, answered `{ok}`: the chunks of this connection are those of the screen that the room knows by this id. */
export const SCREEN_PRESENT_EVENT = 'screen.present';
/** To the server: how many pictures this connection has received so far, told for each. */
export const SCREEN_ACK_EVENT = 'screen.ack';
/** To the presenter: how many pictures the server has received so far. */
export const SCREEN_TOOK_EVENT = 'screen.took';
/** To the server: this viewer cannot go on without a key picture. To the presenter: make one now. */
export const SCREEN_KEY_EVENT = 'screen.key';
/** To the server, and on to the presenter: somebody cannot decode this codec. */
export const SCREEN_UNSUPPORTED_EVENT = 'screen.unsupported';

const VERSION = 1;
const KEY = 0x01;
const SOUND = 0x02;

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(SCREEN_CODECS).map(([number, codec]) => [codec, Number(number)]),
);
const CODECS: ReadonlyMap<number, ScreenCodec> = new Map(
  Object.entries(SCREEN_CODECS).map(([number, codec]) => [Number(number), codec]),
);

export const isScreenCodec = (value: unknown): value is ScreenCodec => typeof value === 'string' && NUMBERS.has(value);

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The chunk as it travels. */
export const formatScreenChunk = (header: ScreenChunkHeader, payload: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(SCREEN_HEADER_BYTES + payload.length);
  const view = viewOf(bytes);
  view.setUint8(0, VERSION);
  view.setUint8(1, (header.key ? KEY : 0) | (header.kind === 'sound' ? SOUND : 0));
  view.setUint8(2, NUMBERS.get(header.codec) ?? 0);
  view.setUint8(3, header.channels);
  view.setUint32(4, header.stream);
  view.setUint32(8, header.sequence);
  view.setUint32(12, header.captureMs);
  view.setUint16(16, header.width);
  view.setUint16(18, header.height);
  bytes.set(payload, SCREEN_HEADER_BYTES);
  return bytes;
};

/** The header, or undefined when these bytes are no chunk. */
export const parseScreenChunk = (bytes: Uint8Array): ScreenChunkHeader | undefined => {
  if (bytes.length <= SCREEN_HEADER_BYTES || bytes.length > SCREEN_CHUNK_MAX_BYTES) return undefined;
  const view = viewOf(bytes);
  const flags = view.getUint8(1);
  const codec = CODECS.get(view.getUint8(2));
  if (view.getUint8(0) !== VERSION || flags > (KEY | SOUND) || codec === undefined) return undefined;
  const kind = (flags & SOUND) === 0 ? 'video' : 'sound';
  const channels = view.getUint8(3);
  const [width, height] = [view.getUint16(16), view.getUint16(18)];
  const fits =
    kind === 'sound'
      ? codec === 'opus' && (channels === 1 || channels === 2) && width === 0 && height === 0
      : codec !== 'opus' && channels === 0 && width > 0 && height > 0;
  if (!fits) return undefined;
  return {
    kind,
    key: (flags & KEY) !== 0,
    codec,
    stream: view.getUint32(4),
    sequence: view.getUint32(8),
    captureMs: view.getUint32(12),
    width,
    height,
    channels,
  };
};

/** What the codec gave: a view of the same bytes. */
export const screenPayload = (bytes: Uint8Array): Uint8Array => bytes.subarray(SCREEN_HEADER_BYTES);
