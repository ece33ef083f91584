/** Where somebody stopped listening, per recording: in this browser only. */
export interface HeardBefore {
  readonly id: string;
  readonly atMs: number;
  readonly rate: number;
}

const KEPT = 50;
export const RATES = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

const isEntry = (value: unknown): value is HeardBefore => {
  const { id, atMs, rate } = (value ?? {}) as Partial<HeardBefore>;
  return typeof id === 'string' && Number.isFinite(atMs) && RATES.some((known) => known === rate);
};

/** Whatever is stored: what is no list of positions is none. */
export const isHeardList = (value: unknown): value is readonly HeardBefore[] =>
  Array.isArray(value) && value.every(isEntry);

/** The list with a position, the newest first; the oldest leave. */
export const withHeard = (list: readonly HeardBefore[], entry: HeardBefore): readonly HeardBefore[] =>
  [entry, ...list.filter(({ id }) => id !== entry.id)].slice(0, KEPT);

/** Where to go on: a recording that was heard to its end begins anew. */
export const goOnAt = (heard: HeardBefore | undefined, durationMs: number): number =>
  heard === undefined || heard.atMs < 5_000 || heard.atMs > durationMs - 5_000 ? 0 : heard.atMs;

/** The next speed up or down. */
export const rateBeside = (rate: number, step: 1 | -1): number => {
  const index = RATES.findIndex((known) => known >= rate);
  return RATES[Math.min(RATES.length - 1, Math.max(0, (index < 0 ? RATES.length - 1 : index) + step))] ?? 1;
};
