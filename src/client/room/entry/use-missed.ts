import { useEffect, useState } from 'preact/hooks';

/** How many of `count` things have come since the page was last in sight. */
export const useMissed = (count: number): number => {
  const [looked, setLooked] = useState(count);
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) setLooked(count);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [count]);
  return Math.max(0, count - looked);
};
