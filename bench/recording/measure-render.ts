import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decoder, Encoder } from '@evan/opus';
import { AUDIO_HEADER_BYTES, FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../src/audio/audio-frame.ts';
import { readFrameLog } from '../../src/media/recording/read-frame-log.ts';
import { renderRecording } from '../../src/media/recording/render/render-recording.ts';
import { RECORDING } from './long-log.ts';

/** What a process of its own is asked: `render`, or `bare` for the codec's share of the same work alone. */
const [what = '', logPath = ''] = process.argv.slice(2);

const render = async (): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-bench-render-'));
  await renderRecording({ logPath, recordingId: RECORDING, outputDirectory: directory, onProgress: () => {} });
  rmSync(directory, { recursive: true });
};

/** Decodes every frame and encodes as many blocks as the recording is long, by the same codec with the same settings. */
const bare = async (): Promise<void> => {
  const decoders = new Map<number, Decoder>();
  const encoder = new Encoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ, application: 'audio' });
  encoder.bitrate = 40_000;
  encoder.complexity = 5;
  let fromMs: number | undefined;
  let blocks = 0;
  let last: Uint8Array = new Uint8Array(FRAME_SAMPLES * 2);
  for await (const part of readFrameLog(logPath)) {
    if (part.kind !== 'frame') continue;
    fromMs ??= part.atMs;
    const number = part.bytes[3] ?? 0;
    const decoder = decoders.get(number) ?? new Decoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ });
    decoders.set(number, decoder);
    last = decoder.decode(part.bytes.subarray(AUDIO_HEADER_BYTES));
    for (; (blocks + 1) * 20 <= part.atMs - fromMs; blocks += 1) encoder.encode(last);
  }
};

if (what === 'bare') await bare();
else await render();
const { user, system } = process.cpuUsage();
const peakKb = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMb: peakKb / 1_024 }));
