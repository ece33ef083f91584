/** What runs short. */
export const LIMIT_CODES = ['disk', 'memory', 'event-loop'] as const;
export type LimitCode = (typeof LIMIT_CODES)[number];

/** `low`: notice it before it hurts; `critical`: it hurts. */
export type LimitLevel = 'low' | 'critical';

/** One thing that runs short, as numbers for a sentence. */
export interface Limit {
  readonly code: LimitCode;
  readonly level: LimitLevel;
  /** disk: `freeBytes`, `totalBytes`; memory: `usedBytes`, `limitBytes`; event-loop: `lagMs`, `forSeconds`. */
  readonly values: Readonly<Record<string, number>>;
}

/** All that runs short just now; empty when nothing does. */
export type ReadLimits = () => Promise<readonly Limit[]>;

/** The limits that are watched, in the order in which they are told. */
export const createReadLimits =
  (watches: ReadonlyArray<() => Promise<Limit | undefined> | Limit | undefined>): ReadLimits =>
  async () =>
    (await Promise.all(watches.map((read) => read()))).filter((limit) => limit !== undefined);
