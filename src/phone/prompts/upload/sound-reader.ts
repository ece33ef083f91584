import { DomainError } from '../../../base/errors.ts';
import type { Result } from '../../../base/result.ts';
import type { PromptSamples } from '../../../media/phone/phone-media.ts';
import { startWorker } from '../../../platform/start-worker.ts';
import { formatWav } from '../../../protocols/wav/format-wav.ts';
import type { SoundProblem } from './decode-sound.ts';
import type { Ffmpeg } from './ffmpeg.ts';

export interface SoundJob {
  readonly bytes: Uint8Array;
  readonly longestMs: number;
  readonly levelDbov: number;
}

export type ReadSound = Result<PromptSamples, { readonly code: SoundProblem | 'no-ffmpeg' }>;

/** Makes a prompt of a sound file: one channel, 16 kHz, levelled. `no-ffmpeg`: only that could have read it. */
export interface SoundReader {
  /** Refuses with `unavailable` when too many are waiting. */
  read(job: SoundJob): Promise<ReadSound>;
  stop(): Promise<void>;
}

const AT_MOST_MS = 20_000;
const AT_ONCE = 2;
const MOST_WAITING = 20;
const MEMORY_MB = 128;

export const createSoundReader = ({ ffmpeg }: { readonly ffmpeg: Ffmpeg }): SoundReader => {
  const waiting: Array<() => void> = [];
  const running = new Set<Promise<unknown>>();
  let busy = 0;
  let stopped = false;

  const takeTurn = async (): Promise<void> => {
    if (stopped || waiting.length >= MOST_WAITING) throw new DomainError('unavailable', { retryAfterMs: 5_000 });
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
  };
  /** The turn goes to the next in line, or back. */
  const endTurn = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };

  const inThread = async (job: SoundJob): Promise<ReadSound> => {
    const worker = startWorker(new URL('./sound-reader-worker.ts', import.meta.url), {
      workerData: job,
      // Decoders complain on the console, which is the log's.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    try {
      return await new Promise<ReadSound>((resolve) => {
        const giveUp = (): void => resolve({ ok: false, code: 'undecodable' });
        const timer = setTimeout(giveUp, AT_MOST_MS);
        worker.once('message', resolve);
        worker.once('error', giveUp);
        worker.once('exit', () => {
          clearTimeout(timer);
          giveUp();
        });
      });
    } finally {
      await worker.terminate();
    }
  };

  const readNow = async (job: SoundJob): Promise<ReadSound> => {
    const read = await inThread(job);
    if (read.ok || read.code !== 'undecodable') return read;
    const converted = await ffmpeg.convert(job.bytes, job.longestMs);
    if (!converted.ok) return { ok: false, code: converted.code };
    return inThread({ ...job, bytes: formatWav(converted.value.samples, converted.value.rateHz) });
  };

  return {
    async read(job) {
      await takeTurn();
      const reading = stopped ? Promise.resolve<ReadSound>({ ok: false, code: 'undecodable' }) : readNow(job);
      running.add(reading);
      try {
        return await reading;
      } finally {
        running.delete(reading);
        endTurn();
      }
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(running);
    },
  };
};
