import { formatScreenChunk } from '../../../contract/room/screen-chunk.ts';

/** The sound of the shared screen into chunks, as it comes from the capture. */
export interface ScreenSoundEncoder {
  offer(data: AudioData): void;
  close(): void;
}

interface ScreenSoundEncoderDeps {
  readonly send: (chunk: Uint8Array) => void;
  readonly maySend: () => boolean;
  readonly nowMs: () => number;
  readonly random32: () => number;
}

/** Music and films: more than a voice needs. */
const BITRATE_BPS = { 1: 64_000, 2: 112_000 } as const;
const FAILURES_MAX = 3;

interface Opened {
  readonly codec: AudioEncoder;
  readonly channels: 1 | 2;
  readonly sampleRate: number;
}

export const createScreenSoundEncoder = ({
  send,
  maySend,
  nowMs,
  random32,
}: ScreenSoundEncoderDeps): ScreenSoundEncoder => {
  let opened: Opened | undefined;
  let failures = 0;
  let stream = random32();
  let sequence = 0;

  const shut = (): void => {
    if (opened !== undefined && opened.codec.state !== 'closed') opened.codec.close();
    opened = undefined;
  };
  const take = (channels: 1 | 2, chunk: EncodedAudioChunk): void => {
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    failures = 0;
    sequence = (sequence + 1) >>> 0;
    if (payload.length === 0 || !maySend()) return;
    const captureMs = Math.round(nowMs()) >>> 0;
    const header = { kind: 'sound', key: true, codec: 'opus', stream, sequence, captureMs, channels } as const;
    send(formatScreenChunk({ ...header, width: 0, height: 0 }, payload));
  };
  const open = (channels: 1 | 2, sampleRate: number): Opened => {
    stream = random32();
    const own: Opened = {
      channels,
      sampleRate,
      codec: new AudioEncoder({
        output: (chunk) => {
          if (opened === own) take(channels, chunk);
        },
        error: () => {
          if (opened !== own) return;
          failures += 1;
          shut();
        },
      }),
    };
    own.codec.configure({ codec: 'opus', sampleRate, numberOfChannels: channels, bitrate: BITRATE_BPS[channels] });
    return own;
  };

  return {
    offer(data) {
      try {
        const channels = data.numberOfChannels === 1 ? 1 : 2;
        if (failures >= FAILURES_MAX || data.numberOfChannels > 2) return;
        if (opened?.channels !== channels || opened.sampleRate !== data.sampleRate) {
          shut();
          opened = open(channels, data.sampleRate);
        }
        opened.codec.encode(data);
      } catch {
        failures += 1;
        shut();
      } finally {
        data.close();
      }
    },
    close() {
      failures = FAILURES_MAX;
      shut();
    },
  };
};
