import { closeSync, openSync, writeSync } from 'node:fs';
import { FRAME_MS, formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { entryBytes, formatEventEntry, LOG_HEADER, writeFrameEntry } from '../../src/media/recording/frame-log.ts';
import { speechPackets } from './speech.ts';

export const RECORDING = 'bench';
const START_MS = 1_790_000_000_000;
const SPEECH_SECONDS = 30;
/** How long each speaks in a conversation before the next does, with a second of both. */
const TURN_FRAMES = 400;
const OVERLAP_FRAMES = 50;
const BUFFER_BYTES = 1 << 20;

/** `turns`: one after the other, as in a conversation. `all`: everybody all the time. */
export type Manner = 'turns' | 'all';

const speaks = (manner: Manner, speaker: number, speakers: number, tick: number): boolean => {
  if (manner === 'all') return true;
  const inRound = (tick + TURN_FRAMES * (speakers - speaker)) % (TURN_FRAMES * speakers);
  return inRound < TURN_FRAMES + OVERLAP_FRAMES;
};

/** Writes a log of so many seconds as the recorder would; answers how many frames are in it. */
export const writeLongLog = (path: string, seconds: number, speakers: number, manner: Manner): number => {
  const voices = Array.from({ length: speakers }, (_, speaker) => speechPackets(SPEECH_SECONDS, 100 + speaker * 35));
  const file = openSync(path, 'w');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  let used = LOG_HEADER.copy(buffer);
  const flush = (): void => {
    writeSync(file, buffer, 0, used);
    used = 0;
  };
  const event = (entry: Buffer): void => {
    if (used + entry.length > BUFFER_BYTES) flush();
    used += entry.copy(buffer, used);
  };
  event(formatEventEntry({ event: 'started', recording: RECORDING }, START_MS));
  for (let number = 1; number <= speakers; number += 1)
    event(
      formatEventEntry(
        { event: 'participant', number, name: `Person ${number}`, person: `person-${number}` },
        START_MS,
      ),
    );
  const sequences = voices.map(() => 0);
  let frames = 0;
  for (let tick = 0; tick < seconds * 50; tick += 1) {
    for (const [speaker, packets] of voices.entries()) {
      if (!speaks(manner, speaker, speakers, tick)) continue;
      const sequence = (sequences[speaker] ?? 0) + 1;
      sequences[speaker] = sequence;
      const header = {
        participant: speaker + 1,
        sequence,
        captureMs: (tick * FRAME_MS + speaker * 77_000) >>> 0,
        level: 20,
        endOfTalkspurt: !speaks(manner, speaker, speakers, tick + 1),
      };
      const frame = formatAudioFrame(header, packets[tick % packets.length] ?? new Uint8Array(1));
      if (used + entryBytes(frame.length) > BUFFER_BYTES) flush();
      used = writeFrameEntry(frame, START_MS + 40 + tick * FRAME_MS + (frames % 7), buffer, used);
      frames += 1;
    }
  }
  event(formatEventEntry({ event: 'stopped', recording: RECORDING, why: 'organizer' }, START_MS + seconds * 1_000));
  flush();
  closeSync(file);
  return frames;
};
