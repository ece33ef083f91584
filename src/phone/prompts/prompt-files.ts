import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toPcm16 } from '../../audio/to-pcm16.ts';
import { DomainError } from '../../base/errors.ts';
import { PROMPT_RATE_HZ, type PromptSamples } from '../../media/phone/phone-media.ts';
import { isDiskFull } from '../../platform/disk-space.ts';
import { formatWav } from '../../protocols/wav/format-wav.ts';
import { parseAnyWav } from '../../protocols/wav/parse-any-wav.ts';

/** WAV files of prompts in one folder, by names that nobody else chooses. */
export interface PromptFiles {
  /** Undefined: it is not there, or not one of ours. */
  read(file: string): Promise<PromptSamples | undefined>;
  /** Whole or not at all. Refuses with `disk-full`. */
  write(file: string, samples: PromptSamples): Promise<void>;
  remove(file: string): Promise<void>;
  /** Removes the oldest until `most` are left. */
  keepNewest(most: number): Promise<void>;
  /** Removes those that are not in `known`. */
  keepOnly(known: ReadonlySet<string>): Promise<void>;
}

const FILE_NAME = /^[A-Za-z0-9_-]{1,100}\.wav$/;
const FILE_MODE = 0o640;
const DIRECTORY_MODE = 0o750;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Samples out of a WAV file at the rate of prompts. */
export const promptSamplesOf = (bytes: Uint8Array): PromptSamples | undefined => {
  const wav = parseAnyWav(bytes);
  return wav.ok && wav.value.rateHz === PROMPT_RATE_HZ && wav.value.mono.length > 0
    ? toPcm16(wav.value.mono)
    : undefined;
};

export const createPromptFiles = (directory: string): PromptFiles => {
  const pathOf = (file: string): string => {
    if (!FILE_NAME.test(file)) throw new Error('not the name of a prompt');
    return join(directory, file);
  };
  const list = async (): Promise<string[]> => {
    try {
      return (await readdir(directory)).filter((file) => file.includes('.wav'));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };
  const remove = (path: string): Promise<void> => rm(path, { force: true });

  return {
    async read(file) {
      try {
        return promptSamplesOf(await readFile(pathOf(file)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(file, samples) {
      const path = pathOf(file);
      const part = `${path}.${randomUUID()}`;
      try {
        await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE });
        await writeFile(part, formatWav(samples, PROMPT_RATE_HZ), { mode: FILE_MODE, flush: true });
        await rename(part, path);
      } catch (error) {
        await remove(part);
        throw isDiskFull(error) ? new DomainError('disk-full') : error;
      }
    },
    remove: (file) => remove(pathOf(file)),
    async keepNewest(most) {
      const files = await list();
      if (files.length <= most) return;
      const dated = await Promise.all(
        files.map(async (file) => {
          const path = join(directory, file);
          return {
            path,
            writtenMs: await stat(path).then(
              ({ mtimeMs }) => mtimeMs,
              () => 0,
            ),
          };
        }),
      );
      dated.sort((one, other) => other.writtenMs - one.writtenMs);
      for (const { path } of dated.slice(most)) await remove(path);
    },
    async keepOnly(known) {
      for (const file of await list()) if (!known.has(file)) await remove(join(directory, file));
    },
  };
};
