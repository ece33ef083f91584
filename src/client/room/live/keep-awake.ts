/** Keeps the screen on while a meeting is in sight: a phone that sleeps loses the connection. Answers how to stop. */
export const keepAwake = (): (() => void) => {
  let lock: WakeLockSentinel | undefined;
  let stopped = false;
  const take = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || stopped) return;
    try {
      lock = await navigator.wakeLock?.request('screen');
      if (stopped) await lock?.release();
    } catch {
      // Low battery, or a browser without it.
    }
  };
  const onVisible = (): void => void take();
  document.addEventListener('visibilitychange', onVisible);
  onVisible();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisible);
    void lock?.release().catch(() => {});
  };
};
