/** Waits for what comes in the same breath, then hands it on together: many knocks are one announcement. */
export interface Gathered<Item> {
  add(item: Item): void;
  /** Forgets what waits. */
  clear(): void;
}

interface GatherParts<Item> {
  /** How long the first waits for others. */
  readonly forMs: number;
  readonly tell: (items: readonly Item[]) => void;
  /** Calls later, after so many milliseconds; answers how not to. */
  readonly later: (afterMs: number, work: () => void) => () => void;
}

export const gather = <Item>({ forMs, tell, later }: GatherParts<Item>): Gathered<Item> => {
  let items: readonly Item[] = [];
  let cancel: (() => void) | undefined;
  return {
    add(item) {
      items = [...items, item];
      cancel ??= later(forMs, () => {
        const told = items;
        items = [];
        cancel = undefined;
        tell(told);
      });
    },
    clear() {
      cancel?.();
      cancel = undefined;
      items = [];
    },
  };
};
