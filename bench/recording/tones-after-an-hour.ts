import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderRecording } from '../../src/media/recording/render/render-recording.ts';
import {
  type PlannedTone,
  planSpeaker,
  RECORDING,
  recordingEvents,
  writePlannedLog,
} from '../../test/kit/planned-log.ts';
import { decodeSound, findTone } from '../../test/kit/sound-judge.ts';

const EVERY_MS = 60_000;
const TONE_MS = 1_500;
const TRANSIT_MS = 30;

/** The sender's clocks run apart from the server's by this much, in millionths. */
const DRIFTS = [-200, 0, 200, 500];

/** Jitter up to 37 ms all the time, and every three minutes nothing for 2 s, then all at once. */
const transitMs = (capturedMs: number, index: number): number =>
  TRANSIT_MS + ((index * 7_919) % 37) + Math.max(0, 2_000 - ((capturedMs + 1_500) % 180_000));

/** How far tones of four speakers are from their place, in ms: the worst of beginnings and ends over `seconds` of sound. */
export const tonesOffMs = async (seconds: number): Promise<{ readonly worstMs: number; readonly tones: number }> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-bench-tones-'));
  const logPath = join(directory, 'session.log');
  const speakers = DRIFTS.map((driftPpm, speaker) => {
    const tones: PlannedTone[] = [];
    for (let fromMs = 1_000 + speaker * 4_000; fromMs + TONE_MS < seconds * 1_000; fromMs += EVERY_MS)
      tones.push({ fromMs, toMs: fromMs + TONE_MS, hz: 400 + speaker * 200 });
    return { number: speaker + 1, driftPpm, tones };
  });
  writePlannedLog(logPath, [
    ...recordingEvents(seconds * 1_000),
    ...speakers.flatMap((speaker) => planSpeaker({ ...speaker, transitMs })),
  ]);
  const outputDirectory = join(directory, 'out');
  const { audioPath } = await renderRecording({
    logPath,
    recordingId: RECORDING,
    outputDirectory,
    onProgress: () => {},
  });
  const sound = await decodeSound(audioPath);
  const off = speakers.flatMap(({ tones }) =>
    tones.map(({ hz, fromMs, toMs }) => {
      const found = findTone(sound, hz, fromMs, toMs);
      return found ? Math.max(Math.abs(found.fromMs - fromMs), Math.abs(found.toMs - toMs)) : Number.POSITIVE_INFINITY;
    }),
  );
  rmSync(directory, { recursive: true });
  return { worstMs: Math.max(...off), tones: off.length };
};
