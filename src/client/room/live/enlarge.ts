import { type ReadonlySignal, signal } from '@preact/signals';

/** The side folded away, and the whole screen taken where the browser gives it. */
export interface Enlarge {
  readonly folded: ReadonlySignal<boolean>;
  readonly enlarged: ReadonlySignal<boolean>;
  fold(folded: boolean): void;
  toggle(): Promise<void>;
  stop(): void;
}

export const createEnlarge = (): Enlarge => {
  const folded = signal(false);
  const enlarged = signal(false);

  // Escape, which the browser takes for itself, leaves the full screen too.
  const onFullScreen = (): void => {
    if (document.fullscreenElement || !enlarged.peek()) return;
    enlarged.value = false;
    folded.value = false;
  };
  document.addEventListener('fullscreenchange', onFullScreen);

  return {
    folded,
    enlarged,
    fold(next) {
      folded.value = next;
    },
    async toggle() {
      const next = !enlarged.peek();
      folded.value = next;
      enlarged.value = next;
      try {
        if (next) await document.documentElement.requestFullscreen();
        else if (document.fullscreenElement) await document.exitFullscreen();
      } catch {
        // A browser that does not give its screen away: folding is what remains.
      }
    },
    stop() {
      document.removeEventListener('fullscreenchange', onFullScreen);
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    },
  };
};
