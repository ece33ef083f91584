import { AUDIO_PAYLOAD_MAX_BYTES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';

const FRAME_US = 20_000;
/** A codec that fails this often in a row is given up. */
const MAX_FAILURES = 20;

/** One speaker's Opus packets into sound, in order, one out for each one in. */
export interface OpusDecoder<Tag> {
  /** An impossible packet is passed over. */
  decode(packet: Uint8Array, tag: Tag): void;
  close(): void;
}

interface OpusDecoderDeps<Tag> {
  readonly onSound: (samples: Float32Array<ArrayBuffer>, tag: Tag) => void;
  readonly onFailure: () => void;
}

export const createOpusDecoder = <Tag>({ onSound, onFailure }: OpusDecoderDeps<Tag>): OpusDecoder<Tag> => {
  let waiting: Tag[] = [];
  let packets = 0;
  let failures = 0;
  let codec: AudioDecoder | undefined;

  const fail = (): void => {
    if (codec && codec.state !== 'closed') codec.close();
    codec = undefined;
    failures += 1;
    if (failures === MAX_FAILURES) onFailure();
  };

  const open = (): AudioDecoder => {
    const tags: Tag[] = [];
    waiting = tags;
    const opened = new AudioDecoder({
      output: (data) => {
        const tag = tags.shift();
        const samples = new Float32Array(data.numberOfFrames);
        data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        data.close();
        if (tag === undefined || codec !== opened) return;
        failures = 0;
        onSound(samples, tag);
      },
      // A damaged packet closes the codec: the next one gets a new one.
      error: () => {
        if (codec === opened) fail();
      },
    });
    opened.configure({ codec: 'opus', sampleRate: SAMPLE_RATE_HZ, numberOfChannels: 1 });
    return opened;
  };

  return {
    decode: (packet, tag) => {
      if (failures >= MAX_FAILURES || packet.length === 0 || packet.length > AUDIO_PAYLOAD_MAX_BYTES) return;
      codec ??= open();
      waiting.push(tag);
      codec.decode(
        new EncodedAudioChunk({ type: 'key', timestamp: packets * FRAME_US, duration: FRAME_US, data: packet }),
      );
      packets += 1;
    },
    close: () => {
      failures = MAX_FAILURES;
      if (codec && codec.state !== 'closed') codec.close();
      codec = undefined;
    },
  };
};
