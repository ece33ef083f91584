import type { RecordingTimeline } from '../../../contract/http/recording.ts';
import { createBreather } from '../../../platform/breathe.ts';
import { readFrameLog } from '../read-frame-log.ts';
import { createBlockMixer, type SoundBlock } from './block-mixer.ts';
import { BLOCK_MS, createRecordedTime, type Stretch } from './recorded-time.ts';
import { createSpeakerLanes } from './speaker-lanes.ts';
import { createWaveformPeaks } from './waveform-peaks.ts';

/** Where a recording stands. */
export interface RecordingSource {
  /** The log of its session: other recordings may be in it too. */
  readonly logPath: string;
  readonly recordingId: string;
  /** When it began and ended, as far as is known elsewhere: in case these entries of the log are damaged. */
  readonly startedMs?: number;
  readonly endedMs?: number;
  /** The sound as it was rendered: other forms of it are made from that when the log is gone. */
  readonly soundPath?: string;
}

interface MixOptions extends RecordingSource {
  /** Whether each speaker is wanted alone too. */
  readonly perSpeaker: boolean;
  readonly onBlock: (block: SoundBlock) => void;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** There is nothing of this recording in its log. */
export class RecordingMissing extends Error {
  override readonly name = 'RecordingMissing';
}

/** Reads a recording out of its log once from start to end, and gives its sound block by block. */
export const mixRecording = async ({
  logPath,
  perSpeaker,
  onBlock,
  onProgress,
  soundPath: _,
  ...source
}: MixOptions): Promise<RecordingTimeline> => {
  const lanes = createSpeakerLanes();
  const peaks = createWaveformPeaks(1_000 / BLOCK_MS);
  const mixer = createBlockMixer({
    lanes,
    perSpeaker,
    breathe: createBreather(),
    onBlock: (block) => {
      peaks.add(block.peak);
      onBlock(block);
    },
  });
  /** What the last entry began and ended. */
  let steps: Array<() => Promise<void>> = [];
  const time = createRecordedTime({
    ...source,
    onStretch: (stretch: Stretch) => steps.push(() => mixer.begin(stretch)),
    onEnd: (untilMs) => steps.push(() => mixer.finish(untilMs)),
  });
  const doSteps = async (): Promise<void> => {
    const due = steps;
    steps = [];
    for (const step of due) await step();
  };

  const onRead = (bytes: number, ofBytes: number): void => onProgress(bytes / ofBytes);
  for await (const part of readFrameLog(logPath, { onRead })) {
    if (part.kind === 'damaged') {
      time.damage();
      continue;
    }
    if (part.kind === 'event') {
      if (part.event.event === 'participant') lanes.meet(part.event.number, part.event.name, part.event.person);
      time.event(part.event, part.atMs);
    } else if (time.entry(part.atMs)) {
      // A stretch that this frame begins comes before it.
      if (steps.length > 0) await doSteps();
      mixer.take(part.bytes, part.atMs);
      await mixer.advance(part.atMs);
    }
    if (steps.length > 0) await doSteps();
    if (time.state() === 'ended') break;
  }
  time.end();
  await doSteps();
  if (time.state() === 'before') throw new RecordingMissing(`${source.recordingId} is not in its log`);
  return { ...time.timeline(), speakers: lanes.speakers(), waveform: peaks.waveform() };
};
