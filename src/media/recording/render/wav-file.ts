import { closeSync, openSync, writeSync } from 'node:fs';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { formatWavHeader } from '../../../protocols/wav/format-wav-header.ts';
import { createBufferedFile } from './buffered-file.ts';
import { type SoundFile, toInt16 } from './sound-file.ts';

const BYTES_PER_SAMPLE = 2;

/** 16-bit PCM; longer than 12 hours it is RF64. */
export const createWavFile = (path: string): SoundFile => {
  const file = createBufferedFile(path);
  const samples = new Int16Array(FRAME_SAMPLES);
  const bytes = new Uint8Array(FRAME_SAMPLES * BYTES_PER_SAMPLE);
  const view = new DataView(bytes.buffer);
  let dataBytes = 0;
  file.add(formatWavHeader(SAMPLE_RATE_HZ, 1, 0));

  return {
    add: (block) => {
      if (block === undefined) bytes.fill(0);
      else {
        toInt16(block, samples);
        for (let at = 0; at < FRAME_SAMPLES; at += 1) view.setInt16(at * BYTES_PER_SAMPLE, samples[at] ?? 0, true);
      }
      file.add(bytes);
      dataBytes += bytes.length;
    },
    end: () => {
      file.flush();
      const opened = openSync(path, 'r+');
      try {
        writeSync(opened, formatWavHeader(SAMPLE_RATE_HZ, 1, dataBytes), 0, undefined, 0);
      } finally {
        closeSync(opened);
      }
    },
  };
};
