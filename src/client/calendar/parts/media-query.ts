import { signal } from '@preact/signals';

const follow = (query: string) => {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => {
    matches.value = list.matches;
  });
  return matches;
};

/** Room for the column at the left. */
export const wide = follow('(min-width: 900px)');
/** A telephone held upright. */
export const narrow = follow('(max-width: 640px)');
/** A finger rather than a mouse: the system's own pickers serve it best. */
export const touch = follow('(pointer: coarse)');
