import {
  formatScreenChunk,
  isScreenCodec,
  SCREEN_CHUNK_MAX_BYTES,
  SCREEN_HEADER_BYTES,
  type ScreenCodec,
} from '../../../contract/room/screen-chunk.ts';
import { type CodecTaste, codecsFor, evenSize, type PictureSize } from './codec-choice.ts';
import { createRateControl, type RateStep } from './rate-control.ts';

/** The presenter's pictures into chunks. Told the time by `tick`; holds no timer. */
export interface PictureEncoder {
  /** The newest picture of the screen; belongs to the encoder from now on. */
  offer(picture: VideoFrame): void;
  /** Encodes what is due; call it some thirty times a second. */
  tick(): void;
  askKey(): void;
  /** While paused nothing new is shown: viewers keep the last picture, late comers get it too. */
  setPaused(paused: boolean): void;
  cannotDecode(codec: string): void;
  close(): void;
}

interface PictureEncoderDeps {
  readonly taste: CodecTaste;
  readonly send: (chunk: Uint8Array) => void;
  /** Whether anything sent now would be taken. */
  readonly maySend: () => boolean;
  readonly backlogBytes: () => number;
  readonly onSending: (codec: ScreenCodec) => void;
  readonly onNoCodec: () => void;
  readonly nowMs: () => number;
  readonly random32: () => number;
}

/** An encoder that was given three pictures and nothing comes of them for so long does not work, whatever it says of itself. */
const SILENT_MS = 1_000;
const TRIAL_PICTURES = 3;
/** The same when it did not even take three. */
const STUCK_MS = 3_000;
/** When all were silent the computer is busy rather than all of them broken: they get so many times longer, once. */
const SECOND_PATIENCE = 5;
/** A picture that stands still is encoded a few times more: encoders push some out only with the next, and text becomes sharp. */
const REFINEMENTS = 3;
const REFINE_APART_MS = 250;
/** The first ones follow at once. */
const FIRST_APART_MS = 40;
/** Failures of an encoder that has worked before: beyond this it is given up. */
const FAILURES_MAX = 3;

interface Opened {
  readonly codec: VideoEncoder;
  readonly name: ScreenCodec;
  readonly size: PictureSize;
  readonly stream: number;
  /** Capture times by the time stamp that the picture was given. */
  readonly captureMs: Map<number, number>;
  step: RateStep;
  sequence: number;
  firstMs: number | undefined;
  encoded: number;
  gaveAny: boolean;
}

type ScreenEncoderConfig = VideoEncoderConfig & {
  readonly avc?: { readonly format: 'annexb' };
  readonly contentHint?: string;
};

const configurationOf = (codec: ScreenCodec, size: PictureSize, step: RateStep): ScreenEncoderConfig => ({
  codec,
  ...size,
  bitrate: step.bitrateBps,
  framerate: step.framesPerSecond,
  latencyMode: 'realtime',
  contentHint: 'text',
  ...(codec.startsWith('avc1') && { avc: { format: 'annexb' as const } }),
});

const sizeOf = (picture: VideoFrame): PictureSize =>
  evenSize({
    width: picture.visibleRect?.width ?? picture.codedWidth,
    height: picture.visibleRect?.height ?? picture.codedHeight,
  });

const isSilent = ({ gaveAny, firstMs, encoded }: Opened, patience: number, nowMs: number): boolean =>
  !gaveAny && firstMs !== undefined && nowMs - firstMs > patience * (encoded >= TRIAL_PICTURES ? SILENT_MS : STUCK_MS);

export const createPictureEncoder = (deps: PictureEncoderDeps): PictureEncoder => {
  const { nowMs } = deps;
  const rate = createRateControl();
  const failed = new Set<ScreenCodec>();
  /** Of those, the ones that did nothing wrong but were slow. */
  const silent = new Set<ScreenCodec>();
  let patience = 1;
  let opened: Opened | undefined;
  let latest: VideoFrame | undefined;
  let latestMs = 0;
  /** How often the latest picture is still to be encoded. */
  let owed = 0;
  let keyWanted = true;
  let paused = false;
  let failures = 0;
  let closed = false;
  let stamped = 0;
  let encodedMs = Number.NEGATIVE_INFINITY;

  const shut = (): void => {
    if (opened !== undefined && opened.codec.state !== 'closed') opened.codec.close();
    opened = undefined;
    keyWanted = true;
    owed = Math.max(owed, REFINEMENTS);
  };
  const giveUp = (codec: ScreenCodec): void => {
    failed.add(codec);
    failures = 0;
    shut();
  };
  const fail = (own: Opened): void => {
    failures += 1;
    if (own.gaveAny && failures < FAILURES_MAX) shut();
    else giveUp(own.name);
  };

  const take = (own: Opened, chunk: EncodedVideoChunk): void => {
    if (!own.gaveAny) deps.onSending(own.name);
    own.gaveAny = true;
    failures = 0;
    const captureMs = own.captureMs.get(chunk.timestamp) ?? latestMs;
    own.captureMs.delete(chunk.timestamp);
    if (chunk.byteLength + SCREEN_HEADER_BYTES > SCREEN_CHUNK_MAX_BYTES) {
      rate.tooLarge(nowMs());
      shut();
      return;
    }
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    own.sequence += 1;
    const header = {
      kind: 'video',
      key: chunk.type === 'key',
      codec: own.name,
      stream: own.stream,
      sequence: own.sequence >>> 0,
      captureMs: Math.round(captureMs) >>> 0,
      ...own.size,
      channels: 0,
    } as const;
    deps.send(formatScreenChunk(header, payload));
  };

  const open = (name: ScreenCodec, size: PictureSize): void => {
    shut();
    const step = rate.step();
    const own: Opened = {
      name,
      size,
      step,
      stream: deps.random32(),
      captureMs: new Map(),
      sequence: 0,
      firstMs: undefined,
      encoded: 0,
      gaveAny: false,
      codec: new VideoEncoder({
        output(chunk) {
          if (opened === own) take(own, chunk);
        },
        error() {
          if (opened === own) fail(own);
        },
      }),
    };
    own.codec.configure(configurationOf(name, size, step));
    opened = own;
  };

  /** The encoder for pictures of this size, set up if need be; undefined: there is none. */
  const encoderFor = (size: PictureSize): Opened | undefined => {
    for (;;) {
      const [best] = codecsFor(deps.taste, size, failed);
      if (best === undefined && silent.size > 0 && patience === 1) {
        patience = SECOND_PATIENCE;
        for (const codec of silent) failed.delete(codec);
        continue;
      }
      if (best === undefined) {
        deps.onNoCodec();
        closed = true;
        return undefined;
      }
      const fits = opened?.name === best && opened.size.width === size.width && opened.size.height === size.height;
      if (fits) return opened;
      try {
        open(best, size);
        return opened;
      } catch {
        giveUp(best);
      }
    }
  };

  const follow = (own: Opened): void => {
    const step = rate.step();
    if (own.step === step) return;
    own.step = step;
    own.codec.configure(configurationOf(own.name, own.size, step));
  };

  const encode = (picture: VideoFrame): void => {
    const size = sizeOf(picture);
    if (size.width === 0 || size.height === 0) return;
    const own = encoderFor(size);
    if (own === undefined) return;
    try {
      follow(own);
      stamped = Math.max(stamped + 1, Math.round(nowMs() * 1_000));
      const { x = 0, y = 0 } = picture.visibleRect ?? {};
      const whole = picture.visibleRect?.width === size.width && picture.visibleRect.height === size.height;
      const copy = new VideoFrame(picture, {
        timestamp: stamped,
        ...(!whole && { visibleRect: { x, y, ...size }, displayWidth: size.width, displayHeight: size.height }),
      });
      own.captureMs.set(stamped, latestMs);
      if (own.captureMs.size > 100) own.captureMs.clear();
      own.codec.encode(copy, { keyFrame: keyWanted });
      copy.close();
      own.firstMs ??= nowMs();
      own.encoded += 1;
      keyWanted = false;
      owed -= 1;
      encodedMs = nowMs();
      rate.encoded(encodedMs);
    } catch {
      fail(own);
    }
  };

  return {
    offer(picture) {
      if (closed || paused) {
        picture.close();
        return;
      }
      latest?.close();
      latest = picture;
      latestMs = nowMs();
      owed = REFINEMENTS + 1;
    },
    tick() {
      if (closed || latest === undefined) return;
      const now = nowMs();
      if (opened !== undefined && isSilent(opened, patience, now)) {
        silent.add(opened.name);
        giveUp(opened.name);
      }
      if (!deps.maySend() || (owed <= 0 && !keyWanted)) return;
      const fresh = owed > REFINEMENTS;
      const apartMs = opened?.gaveAny ? REFINE_APART_MS : FIRST_APART_MS;
      const due = keyWanted || (fresh ? rate.isDue(now) : now - encodedMs >= apartMs);
      if (!due) return;
      const inTrial = opened !== undefined && !opened.gaveAny && opened.encoded < TRIAL_PICTURES;
      const queued = inTrial ? 0 : (opened?.codec.encodeQueueSize ?? 0);
      if (rate.bears({ backlogBytes: deps.backlogBytes(), queued }, now)) encode(latest);
    },
    askKey() {
      keyWanted = true;
      owed = Math.max(owed, REFINEMENTS);
    },
    setPaused(next) {
      paused = next;
    },
    cannotDecode(codec) {
      if (!isScreenCodec(codec) || opened?.name !== codec) return;
      // One viewer's trouble must not take the picture from all.
      if (codecsFor(deps.taste, opened.size, new Set([...failed, codec])).length > 0) giveUp(codec);
    },
    close() {
      closed = true;
      shut();
      latest?.close();
      latest = undefined;
    },
  };
};
