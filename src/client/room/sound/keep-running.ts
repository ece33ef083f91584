/**
 * Brings sound that ran before back when the page is in sight again or a call of the telephone is over: browsers of phones stop it,
 * and not all start it again. Answers how to stop.
 */
export const keepRunning = (context: AudioContext): (() => void) => {
  let ran = false;
  const resume = (): void => {
    if (context.state === 'running') ran = true;
    // Before it ever ran it is the browser that wants a click, not a telephone that took the sound.
    else if (ran && context.state !== 'closed' && document.visibilityState === 'visible')
      context.resume().catch(() => undefined);
  };
  context.addEventListener('statechange', resume);
  document.addEventListener('visibilitychange', resume);
  window.addEventListener('pageshow', resume);
  window.addEventListener('focus', resume);
  return () => {
    context.removeEventListener('statechange', resume);
    document.removeEventListener('visibilitychange', resume);
    window.removeEventListener('pageshow', resume);
    window.removeEventListener('focus', resume);
  };
};
