import { useEffect, useState } from 'preact/hooks';

/** The time of day in milliseconds, told anew every so often. */
export const useNow = (everyMs: number): number => {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return nowMs;
};
