import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, type Result } from '../../../base/result.ts';
import { PROMPT_RATE_HZ } from '../../../media/phone/phone-media.ts';
import { runProgram } from '../../speech/run-program.ts';
import type { SoundProblem } from './decode-sound.ts';

type Converted = Result<
  { readonly samples: Int16Array; readonly rateHz: number },
  { readonly code: SoundProblem | 'no-ffmpeg' }
>;

/** Debian's ffmpeg, when it is installed: for the formats that nothing in the house reads, AAC above all. */
export interface Ffmpeg {
  convert(bytes: Uint8Array, longestMs: number): Promise<Converted>;
}

const AT_MOST_MS = 20_000;
/** Containers of sound. None that names other files or addresses, as playlists do. */
const FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,aac,adts,wav,w64,aiff,flac,ogg,mp3,matroska,webm,asf,caf,amr,au,ac3,wv,ape';

const parametersOf = (file: string, longestMs: number): readonly string[] => [
  ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-threads', '1'],
  ...['-protocol_whitelist', 'file', '-format_whitelist', FORMATS, '-i', `file:${file}`],
  // A little more than is allowed: then it is known to be too long.
  ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-t', String((longestMs + 200) / 1_000)],
  ...['-ac', '1', '-ar', String(PROMPT_RATE_HZ), '-f', 's16le', 'pipe:1'],
];

export const createFfmpeg = ({ program = 'ffmpeg' }: { readonly program?: string } = {}): Ffmpeg => ({
  async convert(bytes, longestMs) {
    // Not through a pipe: M4A files have their table of contents at the end.
    const folder = await mkdtemp(join(tmpdir(), 'webmeeting-sound-'));
    try {
      const file = join(folder, 'sound');
      await writeFile(file, bytes, { mode: 0o600 });
      const mostBytes = ((longestMs + 1_000) * PROMPT_RATE_HZ * 2) / 1_000;
      const parameters = parametersOf(file, longestMs);
      const run = await runProgram({ program, parameters, input: '', atMostMs: AT_MOST_MS, mostBytes });
      if (!run.ok) return { ok: false, code: run.code === 'missing' ? 'no-ffmpeg' : 'undecodable' };
      const samples = new Int16Array(Math.floor(run.output.length / 2));
      for (let at = 0; at < samples.length; at += 1) samples[at] = run.output.readInt16LE(at * 2);
      if (samples.length === 0) return { ok: false, code: 'empty' };
      return ok({ samples, rateHz: PROMPT_RATE_HZ });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
