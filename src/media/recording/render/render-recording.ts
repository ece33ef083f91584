import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingOutput, RecordingTimeline } from '../../../contract/http/recording.ts';
import { mixRecording, RecordingMissing, type RecordingSource } from './mix-recording.ts';
import { createMp3File } from './mp3-file.ts';
import { createOpusFile } from './opus-file.ts';
import { readOpusFile } from './read-opus-file.ts';
import { createTrackFiles } from './track-files.ts';
import { createWavFile } from './wav-file.ts';

export interface RenderOptions extends RecordingSource {
  /** Made when it is not there; must hold nothing of another rendering. */
  readonly outputDirectory: string;
  /** 0 to 1, many times a second. */
  readonly onProgress: (share: number) => void;
}

export interface RenderedRecording {
  /** The mix, Ogg Opus. */
  readonly audioPath: string;
  readonly timeline: RecordingTimeline;
}

export interface RenderedFile {
  readonly path: string;
  /** Of a track: whose it is. */
  readonly number?: number;
  readonly name?: string;
}

const DIRECTORY_MODE = 0o750;

/** The sound of a recording as one file, everybody equally loud, and what there is to know about it. */
export const renderRecording = async ({ outputDirectory, ...source }: RenderOptions): Promise<RenderedRecording> => {
  await mkdir(outputDirectory, { recursive: true, mode: DIRECTORY_MODE });
  const audioPath = join(outputDirectory, 'mix.ogg');
  const file = createOpusFile(audioPath);
  const timeline = await mixRecording({ ...source, perSpeaker: false, onBlock: ({ mix }) => file.add(mix) });
  file.end();
  return { audioPath, timeline };
};

/** The same sound in another form: one file, or a track for each speaker. Without the log there is only what was mixed of it. */
export const renderOutput = async (
  kind: RecordingOutput,
  { outputDirectory, ...source }: RenderOptions,
): Promise<readonly RenderedFile[]> => {
  await mkdir(outputDirectory, { recursive: true, mode: DIRECTORY_MODE });
  const { logPath, soundPath, onProgress } = source;
  const hasLog = existsSync(logPath);
  if (kind === 'tracks') {
    if (!hasLog) throw new RecordingMissing('The log is gone, and with it what each speaker said alone');
    const tracks = createTrackFiles(outputDirectory);
    const { speakers } = await mixRecording({ ...source, perSpeaker: true, onBlock: ({ lanes }) => tracks.add(lanes) });
    return tracks.end().map((track) => {
      const name = speakers.find(({ number }) => number === track.number)?.name;
      return { ...track, ...(name !== undefined && { name }) };
    });
  }
  const path = join(outputDirectory, `mix.${kind}`);
  const file = kind === 'mp3' ? await createMp3File(path) : createWavFile(path);
  if (hasLog || soundPath === undefined)
    await mixRecording({ ...source, perSpeaker: false, onBlock: ({ mix }) => file.add(mix) });
  else for await (const block of readOpusFile(soundPath, onProgress)) file.add(block);
  file.end();
  return [{ path }];
};
