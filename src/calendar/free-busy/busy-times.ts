/** A stretch of somebody's time. `tentative`: not promised yet, an invitation without answer or with a "maybe". */
export interface BusyTime {
  readonly startMs: number;
  /** Excluded. */
  readonly endMs: number;
  readonly kind: 'busy' | 'tentative';
}

type Stretch = Pick<BusyTime, 'startMs' | 'endMs'>;

/** The same time, each moment once: by start, none touching the next. What has no length takes no time. */
export const mergeStretches = (stretches: readonly Stretch[]): Stretch[] => {
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of stretches.toSorted((one, other) => one.startMs - other.startMs)) {
    const last = merged.at(-1);
    if (endMs <= startMs) continue;
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
};

/** What is left of `stretch` without `taken`, which is by start and does not overlap. */
const without = (stretch: Stretch, taken: readonly Stretch[]): Stretch[] => {
  const left: Stretch[] = [];
  let startMs = stretch.startMs;
  for (const { startMs: takenMs, endMs } of taken) {
    if (endMs <= startMs) continue;
    if (takenMs >= stretch.endMs) break;
    if (takenMs > startMs) left.push({ startMs, endMs: takenMs });
    startMs = endMs;
  }
  if (startMs < stretch.endMs) left.push({ startMs, endMs: stretch.endMs });
  return left;
};

/** One person's time between two moments: by start, each moment once, and busy where anything is promised. */
export const settleBusyTimes = (times: readonly BusyTime[], fromMs: number, toMs: number): BusyTime[] => {
  const inside = times.map((time) => ({
    ...time,
    startMs: Math.max(time.startMs, fromMs),
    endMs: Math.min(time.endMs, toMs),
  }));
  const busy = mergeStretches(inside.filter(({ kind }) => kind === 'busy'));
  const tentative = mergeStretches(inside.filter(({ kind }) => kind === 'tentative'));
  return [
    ...busy.map((stretch) => ({ ...stretch, kind: 'busy' as const })),
    ...tentative.flatMap((one) => without(one, busy)).map((stretch) => ({ ...stretch, kind: 'tentative' as const })),
  ].toSorted((one, other) => one.startMs - other.startMs);
};
