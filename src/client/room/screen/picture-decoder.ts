import {
  parseScreenChunk,
  type ScreenChunkHeader,
  type ScreenCodec,
  screenPayload,
} from '../../../contract/room/screen-chunk.ts';

/** Chunks of pictures into pictures, for one viewer. */
export interface PictureDecoder {
  take(chunk: Uint8Array): void;
  /** How many chunks wait inside. */
  waiting(): number;
  close(): void;
}

interface PictureDecoderDeps {
  /** The picture belongs to the taker. */
  readonly onPicture: (picture: VideoFrame, captureMs: number) => void;
  /** Nothing can be decoded until a key picture comes. */
  readonly onKeyNeeded: () => void;
  readonly onUndecodable: (codec: ScreenCodec) => void;
  readonly nowMs: () => number;
}

/** A codec that fails this often without giving any picture is not there. */
const FAILURES_MAX = 2;
/** One that takes chunks for so long and gives nothing neither. */
const SILENT_MS = 4_000;
const SILENT_CHUNKS = 5;
/** Between two cries for a key picture. */
const ASK_APART_MS = 1_000;

interface Opened {
  readonly codec: VideoDecoder;
  readonly of: ScreenChunkHeader;
  readonly openedMs: number;
  /** Capture times of the chunks inside: the codec's own time stamps are only names here. */
  readonly captureMs: Map<number, number>;
  sequence: number;
  chunks: number;
  gaveAny: boolean;
}

const continues = ({ of }: Opened, header: ScreenChunkHeader): boolean =>
  of.stream === header.stream && of.codec === header.codec && of.width === header.width && of.height === header.height;

export const createPictureDecoder = ({
  onPicture,
  onKeyNeeded,
  onUndecodable,
  nowMs,
}: PictureDecoderDeps): PictureDecoder => {
  const failures = new Map<ScreenCodec, number>();
  let opened: Opened | undefined;
  let askedMs = Number.NEGATIVE_INFINITY;

  const shut = (): void => {
    if (opened !== undefined && opened.codec.state !== 'closed') opened.codec.close();
    opened = undefined;
  };
  const needKey = (): void => {
    if (nowMs() - askedMs < ASK_APART_MS) return;
    askedMs = nowMs();
    onKeyNeeded();
  };
  const hasFailed = (codec: ScreenCodec): boolean => (failures.get(codec) ?? 0) >= FAILURES_MAX;
  const fail = (codec: ScreenCodec, times: number): void => {
    shut();
    failures.set(codec, (failures.get(codec) ?? 0) + times);
    if (hasFailed(codec)) onUndecodable(codec);
    else needKey();
  };

  const open = (header: ScreenChunkHeader): Opened => {
    shut();
    const own: Opened = {
      of: header,
      openedMs: nowMs(),
      captureMs: new Map(),
      sequence: header.sequence,
      chunks: 0,
      gaveAny: false,
      codec: new VideoDecoder({
        output(picture) {
          if (opened !== own) {
            picture.close();
            return;
          }
          own.gaveAny = true;
          failures.delete(header.codec);
          const captureMs = own.captureMs.get(picture.timestamp) ?? header.captureMs;
          own.captureMs.delete(picture.timestamp);
          onPicture(picture, captureMs);
        },
        error() {
          if (opened === own) fail(header.codec, 1);
        },
      }),
    };
    own.codec.configure({
      codec: header.codec,
      codedWidth: header.width,
      codedHeight: header.height,
      optimizeForLatency: true,
    });
    return own;
  };

  const decode = (own: Opened, header: ScreenChunkHeader, chunk: Uint8Array): void => {
    own.sequence = header.sequence;
    own.chunks += 1;
    const timestamp = own.chunks * 1_000;
    own.captureMs.set(timestamp, header.captureMs);
    if (own.captureMs.size > 100) own.captureMs.clear();
    try {
      const type = header.key ? 'key' : 'delta';
      own.codec.decode(new EncodedVideoChunk({ type, timestamp, data: screenPayload(chunk) }));
    } catch {
      fail(header.codec, 1);
      return;
    }
    if (!own.gaveAny && own.chunks >= SILENT_CHUNKS && nowMs() - own.openedMs > SILENT_MS)
      fail(header.codec, FAILURES_MAX);
  };

  return {
    take(chunk) {
      const header = parseScreenChunk(chunk);
      if (header === undefined || header.kind !== 'video' || hasFailed(header.codec)) return;
      const known = opened !== undefined && continues(opened, header) ? opened : undefined;
      if (header.key) {
        // The same decoder goes on: setting one up anew costs a picture's time.
        if (known === undefined) {
          try {
            opened = open(header);
          } catch {
            fail(header.codec, FAILURES_MAX);
            return;
          }
        }
        if (opened !== undefined) decode(opened, header, chunk);
        return;
      }
      if (known === undefined || header.sequence !== (known.sequence + 1) >>> 0) {
        needKey();
        return;
      }
      decode(known, header, chunk);
    },
    waiting: () => opened?.codec.decodeQueueSize ?? 0,
    close: shut,
  };
};
