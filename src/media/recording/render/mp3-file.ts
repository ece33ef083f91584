import { createMp3Encoder } from 'wasm-media-encoders';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { createBufferedFile } from './buffered-file.ts';
import type { SoundFile } from './sound-file.ts';

/** Constant, so that every player finds its way in it. */
const BITRATE_KBPS = 80;
const SILENCE = new Float32Array(FRAME_SAMPLES);

export const createMp3File = async (path: string): Promise<SoundFile> => {
  const encoder = await createMp3Encoder();
  encoder.configure({ channels: 1, sampleRate: SAMPLE_RATE_HZ, bitrate: BITRATE_KBPS });
  const file = createBufferedFile(path);

  return {
    add: (block) => file.add(encoder.encode([block ?? SILENCE])),
    end: () => {
      file.add(encoder.finalize());
      file.flush();
    },
  };
};
