/** The least of the values whose keys are within a window that only moves on. Keys rise. */
export interface SlidingMinimum {
  push(key: number, value: number): void;
  /** Forgets what has a smaller key. */
  dropBefore(key: number): void;
  /** Infinity when nothing is within the window. */
  least(): number;
  clear(): void;
}

export const createSlidingMinimum = (): SlidingMinimum => {
  /** Rising in key and in value: what came before a smaller value never counts again. */
  let keys: number[] = [];
  let values: number[] = [];
  let start = 0;

  return {
    push: (key, value) => {
      while (values.length > start && (values.at(-1) ?? 0) >= value) {
        keys.pop();
        values.pop();
      }
      keys.push(key);
      values.push(value);
    },
    dropBefore: (key) => {
      while (start < keys.length && (keys[start] ?? 0) < key) start += 1;
      if (start < 1_024) return;
      keys = keys.slice(start);
      values = values.slice(start);
      start = 0;
    },
    least: () => values[start] ?? Number.POSITIVE_INFINITY,
    clear: () => {
      keys = [];
      values = [];
      start = 0;
    },
  };
};
