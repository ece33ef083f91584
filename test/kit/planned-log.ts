import { writeFileSync } from 'node:fs';
import { Encoder } from '@evan/opus';
import { FRAME_MS, FRAME_SAMPLES, formatAudioFrame, SAMPLE_RATE_HZ } from '../../src/audio/audio-frame.ts';
import {
  entryBytes,
  formatEventEntry,
  LOG_HEADER,
  type LogEvent,
  writeFrameEntry,
} from '../../src/media/recording/frame-log.ts';

/** A tone somebody makes into their microphone. Times are milliseconds on the server's clock, from the start of the log. */
export interface PlannedTone {
  readonly fromMs: number;
  readonly toMs: number;
  readonly hz: number;
  /** 0.4 unless told. */
  readonly amplitude?: number;
}

/** A frame as it will stand in a log. */
export interface PlannedFrame {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

export interface PlannedSpeaker {
  readonly number: number;
  readonly tones: readonly PlannedTone[];
  /** Of the sender's own clock; 1,000 unless told. */
  readonly captureStartMs?: number;
  /** How much faster than the server's clock the sender's runs, in millionths. */
  readonly driftPpm?: number;
  readonly firstSequence?: number;
  /** From capture to arrival; 30 ms unless told. `index` counts frames. */
  readonly transitMs?: (capturedMs: number, index: number) => number;
  readonly isLost?: (index: number) => boolean;
}

/** What `speaker` sends: each tone is a talkspurt. Sound has a phase of its own in each, and no gate shortens it. */
export const planSpeaker = ({
  number,
  tones,
  captureStartMs = 1_000,
  driftPpm = 0,
  firstSequence = 7,
  transitMs = () => 30,
  isLost = () => false,
}: PlannedSpeaker): PlannedFrame[] => {
  const encoder = new Encoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ, application: 'voip' });
  encoder.bitrate = 32_000;
  encoder.complexity = 0;
  const clockRate = 1 + driftPpm / 1e6;
  const frames: PlannedFrame[] = [];
  const samples = new Int16Array(FRAME_SAMPLES);
  let index = 0;
  let arrivedMs = 0;
  for (const { fromMs, toMs, hz, amplitude = 0.4 } of tones) {
    // A frame is 20 ms of the sender's clock.
    const frameMs = FRAME_MS / clockRate;
    const count = Math.round((toMs - fromMs) / frameMs);
    for (let frame = 0; frame < count; frame += 1) {
      const capturedMs = fromMs + frame * frameMs;
      for (let at = 0; at < FRAME_SAMPLES; at += 1) {
        const seconds = (frame * FRAME_SAMPLES + at) / SAMPLE_RATE_HZ;
        samples[at] = Math.round(amplitude * 32_767 * Math.sin(2 * Math.PI * hz * seconds));
      }
      const packet = Uint8Array.from(encoder.encode(samples));
      const header = {
        participant: number,
        sequence: (firstSequence + index) >>> 0,
        captureMs: Math.round(captureStartMs + capturedMs * clockRate) >>> 0,
        level: 20,
        endOfTalkspurt: frame === count - 1,
      };
      // What was sent later never comes earlier: TCP.
      arrivedMs = Math.max(arrivedMs, capturedMs + transitMs(capturedMs, index));
      if (!isLost(index)) frames.push({ atMs: arrivedMs, bytes: formatAudioFrame(header, packet) });
      index += 1;
    }
  }
  return frames;
};

export type PlannedEntry = PlannedFrame | { readonly atMs: number; readonly event: LogEvent };

/** When the logs of tests begin, on the server's clock. */
export const LOG_START_MS = 1_790_000_000_000;

const formatEntry = (entry: PlannedEntry): Buffer => {
  const atMs = LOG_START_MS + entry.atMs;
  if ('event' in entry) return formatEventEntry(entry.event, atMs);
  const buffer = Buffer.alloc(entryBytes(entry.bytes.length));
  writeFrameEntry(entry.bytes, atMs, buffer, 0);
  return buffer;
};

/** The bytes of a log with these entries in order of time, each as its own piece: the header is the first. */
export const formatLog = (entries: readonly PlannedEntry[]): Buffer[] => [
  LOG_HEADER,
  ...entries.toSorted((one, other) => one.atMs - other.atMs).map(formatEntry),
];

export const writePlannedLog = (path: string, entries: readonly PlannedEntry[]): void =>
  writeFileSync(path, Buffer.concat(formatLog(entries)));

export const RECORDING = 'recording-1';

/** A recording from 0 to `toMs`, with everybody's names told at its start. */
export const recordingEvents = (
  toMs: number,
  people: ReadonlyArray<{ readonly number: number; readonly name: string; readonly person?: string }> = [],
): PlannedEntry[] => [
  { atMs: 0, event: { event: 'started', recording: RECORDING } },
  ...people.map(
    ({ number, name, person = `person-${number}` }): PlannedEntry => ({
      atMs: 0,
      event: { event: 'participant', number, name, person },
    }),
  ),
  { atMs: toMs, event: { event: 'stopped', recording: RECORDING, why: 'organizer' } },
];
