import { parseScreenChunk, screenPayload } from '../../../contract/room/screen-chunk.ts';

/** Chunks of the screen's sound into sound. */
export interface ScreenSoundDecoder {
  take(chunk: Uint8Array): void;
  close(): void;
}

const SAMPLE_RATE_HZ = 48_000;
const PACKET_US = 20_000;
/** RFC 6716 3.2.1, for each of two channels. */
const PACKET_MAX_BYTES = 2 * 1_275;
const FAILURES_MAX = 20;

interface Opened {
  readonly codec: AudioDecoder;
  readonly channels: number;
  readonly stream: number;
  packets: number;
}

export const createScreenSoundDecoder = (
  onSound: (channels: Float32Array<ArrayBuffer>[]) => void,
): ScreenSoundDecoder => {
  let opened: Opened | undefined;
  let failures = 0;

  const shut = (): void => {
    if (opened !== undefined && opened.codec.state !== 'closed') opened.codec.close();
    opened = undefined;
  };
  const open = (channels: number, stream: number): Opened => {
    shut();
    const own: Opened = {
      channels,
      stream,
      packets: 0,
      codec: new AudioDecoder({
        output(data) {
          const sound = Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
            const samples = new Float32Array(data.numberOfFrames);
            data.copyTo(samples, { planeIndex, format: 'f32-planar' });
            return samples;
          });
          data.close();
          if (opened !== own) return;
          failures = 0;
          onSound(sound);
        },
        error() {
          if (opened !== own) return;
          failures += 1;
          shut();
        },
      }),
    };
    own.codec.configure({ codec: 'opus', sampleRate: SAMPLE_RATE_HZ, numberOfChannels: channels });
    return own;
  };

  return {
    take(chunk) {
      const header = parseScreenChunk(chunk);
      const data = screenPayload(chunk);
      if (header?.kind !== 'sound' || failures >= FAILURES_MAX || data.length > PACKET_MAX_BYTES) return;
      try {
        if (opened?.stream !== header.stream || opened.channels !== header.channels)
          opened = open(header.channels, header.stream);
        opened.packets += 1;
        const timestamp = opened.packets * PACKET_US;
        opened.codec.decode(new EncodedAudioChunk({ type: 'key', timestamp, duration: PACKET_US, data }));
      } catch {
        failures += 1;
        shut();
      }
    },
    close: shut,
  };
};
