import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { RATES } from './rules/heard-before.ts';

export type PlayerTrouble = 'network' | 'format';

/** What one hears, and where. All positions are milliseconds. */
export interface Player {
  readonly durationMs: number;
  /** Where it is heard; while a hand drags, where the hand is. */
  readonly position: ReadonlySignal<number>;
  readonly playing: ReadonlySignal<boolean>;
  /** It is to play, and the sound is not there yet. */
  readonly waiting: ReadonlySignal<boolean>;
  readonly trouble: ReadonlySignal<PlayerTrouble | undefined>;
  readonly rate: Signal<number>;
  /** 0 to 1. */
  readonly volume: Signal<number>;
  readonly muted: Signal<boolean>;
  /** Rises with each jump: what follows along looks where it went. */
  readonly jumps: ReadonlySignal<number>;
  readonly toggle: () => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly seek: (ms: number) => void;
  readonly skip: (ms: number) => void;
  /** Shows a position without going there, until `seek`; undefined lets go. */
  readonly preview: (ms: number | undefined) => void;
  readonly retry: () => void;
  readonly dispose: () => void;
}

interface PlayerParts {
  readonly audio: HTMLAudioElement;
  readonly durationMs: number;
  readonly startMs: number;
  readonly rate: number;
  readonly volume: number;
}

const HAVE_FUTURE_DATA = 3;
/** Sound that comes sooner is not waited for in sight. */
const PATIENCE_MS = 250;
/** How recordings are kept. */
const KEPT_AS = 'audio/ogg; codecs=opus';

/** Rules over an audio element: the element plays, loads and seeks. */
export const createPlayer = ({
  audio,
  durationMs,
  startMs,
  rate: firstRate,
  volume: firstVolume,
}: PlayerParts): Player => {
  const position = signal(startMs);
  const playing = signal(false);
  const waiting = signal(false);
  const trouble = signal<PlayerTrouble | undefined>(undefined);
  const jumps = signal(0);
  const rate = signal(RATES.some((known) => known === firstRate) ? firstRate : 1);
  const volume = signal(firstVolume);
  const muted = signal(false);
  const listening = new AbortController();
  /** Where to go as soon as the element knows the sound. */
  let wanted: number | undefined = startMs > 0 ? startMs : undefined;
  let dragged = false;
  let frame = 0;
  let later = 0;

  const within = (ms: number): number => Math.min(durationMs, Math.max(0, ms));
  const look = (): void => {
    if (!dragged && wanted === undefined) position.value = within(audio.currentTime * 1000);
  };
  const tick = (): void => {
    look();
    frame = requestAnimationFrame(tick);
  };
  const play = (): void => {
    if (position.peek() >= durationMs - 50) seek(0);
    later = window.setTimeout(() => {
      waiting.value = !audio.paused && audio.readyState < HAVE_FUTURE_DATA;
    }, PATIENCE_MS);
    // The browser wants a click first, or another jump came in between; what is wrong with the sound comes as an event.
    audio.play().catch(() => {
      waiting.value = false;
    });
  };
  const seek = (ms: number): void => {
    const at = within(ms);
    dragged = false;
    position.value = at;
    jumps.value += 1;
    if (audio.readyState > 0) audio.currentTime = at / 1000;
    else wanted = at;
  };

  const on = (name: keyof HTMLMediaElementEventMap, work: () => void): void =>
    audio.addEventListener(name, work, { signal: listening.signal });
  on('loadedmetadata', () => {
    if (wanted !== undefined) audio.currentTime = wanted / 1000;
    wanted = undefined;
    audio.playbackRate = rate.peek();
  });
  on('play', () => {
    playing.value = true;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tick);
  });
  on('pause', () => {
    playing.value = false;
    waiting.value = false;
    cancelAnimationFrame(frame);
    look();
  });
  on('playing', () => {
    waiting.value = false;
    trouble.value = undefined;
  });
  on('waiting', () => {
    waiting.value = !audio.paused;
  });
  on('timeupdate', look);
  on('seeked', look);
  on('ended', () => {
    playing.value = false;
    position.value = durationMs;
    cancelAnimationFrame(frame);
  });
  on('error', () => {
    waiting.value = false;
    playing.value = false;
    // The element's own reason is "format" for whatever does not come as well.
    trouble.value = audio.canPlayType(KEPT_AS) === '' ? 'format' : 'network';
  });
  const stops = [
    rate.subscribe((value) => {
      audio.playbackRate = value;
      audio.defaultPlaybackRate = value;
    }),
    volume.subscribe((value) => {
      audio.volume = value;
    }),
    muted.subscribe((value) => {
      audio.muted = value;
    }),
  ];

  return {
    durationMs,
    position,
    playing,
    waiting,
    trouble,
    rate,
    volume,
    muted,
    jumps,
    play,
    pause: () => audio.pause(),
    toggle: () => (audio.paused || audio.ended ? play() : audio.pause()),
    seek,
    skip: (ms) => seek(position.peek() + ms),
    preview: (ms) => {
      dragged = ms !== undefined;
      if (ms === undefined) look();
      else position.value = within(ms);
    },
    retry: () => {
      trouble.value = undefined;
      wanted = position.peek();
      audio.load();
      play();
    },
    dispose: () => {
      listening.abort();
      cancelAnimationFrame(frame);
      window.clearTimeout(later);
      for (const stop of stops) stop();
      audio.pause();
    },
  };
};
