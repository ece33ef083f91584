import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const RATE_HZ = 48_000;

/** The sound of any file as ffmpeg decodes it: mono, 48 kHz, -1 to 1. */
export const decodeSound = async (path: string): Promise<Float32Array> => {
  const raw = `${path}.f32`;
  await run('ffmpeg', ['-v', 'error', '-y', '-i', path, '-f', 'f32le', '-ac', '1', '-ar', String(RATE_HZ), raw]);
  const bytes = await readFile(raw);
  await rm(raw);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
};

export interface ProbedSound {
  readonly codec: string;
  readonly seconds: number;
  readonly sampleRateHz: number;
  readonly channels: number;
}

/** What ffprobe says of a file. Throws when it complains. */
export const probeSound = async (path: string): Promise<ProbedSound> => {
  const args = ['-v', 'error', '-of', 'json', '-show_streams', '-show_format', path];
  const { stdout, stderr } = await run('ffprobe', args);
  if (stderr !== '') throw new Error(`ffprobe: ${stderr}`);
  const told: {
    streams: { codec_name: string; sample_rate: string; channels: number }[];
    format: { duration: string };
  } = JSON.parse(stdout);
  const stream = told.streams[0];
  return {
    codec: stream?.codec_name ?? '',
    seconds: Number(told.format.duration),
    sampleRateHz: Number(stream?.sample_rate),
    channels: stream?.channels ?? 0,
  };
};

/** What opusinfo says of a file; its warnings are in it. */
export const opusInfo = async (path: string): Promise<string> => {
  const { stdout, stderr } = await run('opusinfo', [path]);
  return `${stdout}${stderr}`;
};

const ms = (milliseconds: number): number => Math.round((milliseconds * RATE_HZ) / 1_000);

/** Amplitude of a tone between two moments, by Goertzel over a Hann window: 0.4 for a sine of that amplitude. */
export const toneBetween = (sound: Float32Array, hz: number, fromMs: number, toMs: number): number => {
  const from = Math.max(0, ms(fromMs));
  const count = Math.min(sound.length, ms(toMs)) - from;
  if (count <= 0) return 0;
  const turn = (2 * Math.PI * hz) / RATE_HZ;
  let last = 0;
  let beforeLast = 0;
  for (let at = 0; at < count; at += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / count);
    const next = (sound[from + at] ?? 0) * window + 2 * Math.cos(turn) * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - 2 * Math.cos(turn) * last * beforeLast;
  return (Math.sqrt(Math.max(0, power)) * 4) / count;
};

/** Root mean square between two moments, in dB over full scale: -3 for a full sine. */
export const loudnessBetween = (sound: Float32Array, fromMs: number, toMs: number): number => {
  const part = sound.subarray(ms(fromMs), ms(toMs));
  const energy = part.reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(energy / part.length + 1e-12);
};

const WINDOW_MS = 20;
const STEP_MS = 2;

/**
 * From when to when a tone is heard around the moment where it should be, to about 5 ms: where windows of 20 ms pass half of what
 * the middle of it has. Undefined: there is none.
 */
export const findTone = (
  sound: Float32Array,
  hz: number,
  fromMs: number,
  toMs: number,
  aroundMs = 1_000,
): { readonly fromMs: number; readonly toMs: number } | undefined => {
  const full = toneBetween(sound, hz, fromMs + (toMs - fromMs) / 4, toMs - (toMs - fromMs) / 4);
  if (full < 0.01) return undefined;
  const isHeard = (at: number): boolean => toneBetween(sound, hz, at - WINDOW_MS / 2, at + WINDOW_MS / 2) > full / 2;
  // Only around both ends: a tone may be long.
  const middleMs = (fromMs + toMs) / 2;
  const heard: number[] = [];
  for (let at = Math.max(0, fromMs - aroundMs); at < Math.min(middleMs, fromMs + aroundMs); at += STEP_MS)
    if (isHeard(at)) heard.push(at);
  for (let at = Math.max(middleMs, toMs - aroundMs); at < toMs + aroundMs; at += STEP_MS)
    if (isHeard(at)) heard.push(at);
  const [first, last] = [heard[0], heard.at(-1)];
  return first === undefined || last === undefined ? undefined : { fromMs: first, toMs: last };
};
