import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';

const FRAME_US = 20_000;
/** Transparent for one voice; about 85 bytes a frame. */
const BITRATE_BPS = 32_000;
/** Frames waiting in the codec beyond this: it hangs. */
const MAX_WAITING = 25;
/** A codec that fails this often in a row is not tried again until the microphone is started anew. */
const MAX_FAILURES = 3;

const CONFIGURATIONS: readonly AudioEncoderConfig[] = [
  {
    codec: 'opus',
    sampleRate: SAMPLE_RATE_HZ,
    numberOfChannels: 1,
    bitrate: BITRATE_BPS,
    // No usedtx: packets vanish and time stamps fall behind. The gate does its work. No FEC: nobody could decode it.
    opus: { frameDuration: FRAME_US, application: 'voip' },
  } as AudioEncoderConfig,
  { codec: 'opus', sampleRate: SAMPLE_RATE_HZ, numberOfChannels: 1, bitrate: BITRATE_BPS },
];

/** The first configuration that this browser takes. */
const supportedConfiguration = async (): Promise<AudioEncoderConfig | undefined> => {
  for (const configuration of CONFIGURATIONS) {
    const { supported } = await AudioEncoder.isConfigSupported(configuration).catch(() => ({ supported: false }));
    if (supported) return configuration;
  }
  return undefined;
};

/** Frames of 20 ms into Opus packets, one out for each one in; `Tag` is what belongs to a frame, kept beside the codec. */
export interface OpusEncoder<Tag> {
  encode(samples: Float32Array<ArrayBuffer>, tag: Tag): void;
  close(): void;
}

interface OpusEncoderDeps<Tag> {
  readonly onPacket: (packet: Uint8Array, tag: Tag) => void;
  /** The codec is not there, or failed for good. */
  readonly onFailure: () => void;
}

export const createOpusEncoder = async <Tag>({
  onPacket,
  onFailure,
}: OpusEncoderDeps<Tag>): Promise<OpusEncoder<Tag> | undefined> => {
  const configuration = await supportedConfiguration().catch(() => undefined);
  if (!configuration) {
    onFailure();
    return undefined;
  }
  /** Tags of the frames inside the codec. Its own time stamps cannot be trusted: they ignore gaps, or are shifted. */
  let waiting: Tag[] = [];
  let frames = 0;
  let failures = 0;
  let codec: AudioEncoder | undefined;

  const open = (): AudioEncoder => {
    const tags: Tag[] = [];
    waiting = tags;
    const opened = new AudioEncoder({
      output: (chunk) => {
        const tag = tags.shift();
        if (tag === undefined || codec !== opened) return;
        failures = 0;
        const packet = new Uint8Array(chunk.byteLength);
        chunk.copyTo(packet);
        onPacket(packet, tag);
      },
      error: () => {
        if (codec === opened) fail();
      },
    });
    opened.configure(configuration);
    return opened;
  };

  const fail = (): void => {
    if (codec && codec.state !== 'closed') codec.close();
    codec = undefined;
    failures += 1;
    if (failures === MAX_FAILURES) onFailure();
  };

  return {
    encode: (samples, tag) => {
      if (failures >= MAX_FAILURES || samples.length !== FRAME_SAMPLES) return;
      if (waiting.length > MAX_WAITING) fail();
      codec ??= open();
      const data = new AudioData({
        format: 'f32-planar',
        sampleRate: SAMPLE_RATE_HZ,
        numberOfFrames: FRAME_SAMPLES,
        numberOfChannels: 1,
        timestamp: frames * FRAME_US,
        data: samples,
      });
      frames += 1;
      waiting.push(tag);
      codec.encode(data);
      data.close();
    },
    close: () => {
      failures = MAX_FAILURES;
      if (codec && codec.state !== 'closed') codec.close();
      codec = undefined;
    },
  };
};
