import { type ReadonlySignal, signal } from '@preact/signals';
import type { Quality } from '../../../contract/room/room-state.ts';
import { createQualityJudge } from './connection-quality.ts';
import { sampleBetween } from './connection-sample.ts';
import type { RoomLink } from './room-link.ts';
import type { SoundStatistics } from './sound-statistics.ts';

const SAMPLE_EVERY_MS = 2_000;
/** How good one's own connection is, told to the room when it changes. */
export interface QualityWatch {
  readonly quality: ReadonlySignal<Quality>;
  readonly roundTripMs: ReadonlySignal<number | undefined>;
  stop(): void;
}

type WatchedLink = Pick<RoomLink, 'statistics' | 'onState' | 'command' | 'on'>;

export const watchQuality = (link: WatchedLink): QualityWatch => {
  const quality = signal<Quality>('good');
  const roundTripMs = signal<number | undefined>(undefined);
  let judge = createQualityJudge();
  let before: SoundStatistics | undefined;
  let connected = false;
  /** What the room believes. */
  let told: Quality = 'good';

  const tell = (): void => {
    if (!connected || told === quality.peek()) return;
    told = quality.peek();
    void link.command('quality.set', { quality: told });
  };
  const look = async (): Promise<void> => {
    if (!connected) return;
    const after = await link.statistics();
    roundTripMs.value = after.roundTripMs;
    if (before !== undefined && connected) quality.value = judge.judge(sampleBetween(before, after));
    before = after;
    tell();
  };
  const timer = setInterval(() => void look(), SAMPLE_EVERY_MS);
  const stops = [
    link.onState((state) => {
      connected = state === 'connected';
      // The counters stood still meanwhile, or ran wild: begin anew with the next look.
      before = undefined;
      if (!connected) judge = createQualityJudge();
    }),
    // A restart of the server forgets what it was told; whoever comes back is good until it is known better.
    link.on('welcome', () => {
      if (quality.peek() === 'good' && told === 'good') return;
      told = quality.peek();
      void link.command('quality.set', { quality: told });
    }),
  ];
  return {
    quality,
    roundTripMs,
    stop() {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
};
