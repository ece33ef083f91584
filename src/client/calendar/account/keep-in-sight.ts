const UNTIL_MS = 5_000;
/** Whoever does one of these goes where they want. */
const OWN_WILL = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Scrolls to a part of the page, and again while what is above it still loads; returns what ends that. */
export const keepInSight = (part: Element | null | undefined): (() => void) | undefined => {
  if (!part?.parentElement) return undefined;
  const grown = new ResizeObserver(() => part.scrollIntoView({ behavior: 'instant' }));
  const timer = setTimeout(() => stop(), UNTIL_MS);
  const stop = (): void => {
    grown.disconnect();
    clearTimeout(timer);
    for (const name of OWN_WILL) removeEventListener(name, stop);
  };
  for (const name of OWN_WILL) addEventListener(name, stop, { passive: true });
  grown.observe(part.parentElement);
  return stop;
};
