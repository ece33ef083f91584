import { useEffect, useState } from 'preact/hooks';

/** Upright, or on its side. */
const NARROW = '(max-width: 719px), (max-height: 479px)';

/** Whether the window is a phone's now. */
export const isNarrow = (): boolean => matchMedia(NARROW).matches;

/** The same, followed. */
export const useNarrow = (): boolean => {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const look = (): void => setNarrow(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return narrow;
};
