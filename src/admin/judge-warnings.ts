const HOUR_MS = 3_600_000;
/** What comes and goes within this time is the same thing: nobody is told again. */
export const GONE_MS = 6 * HOUR_MS;
/** A problem that lasts is said again so often. */
export const REMIND_MS = 24 * HOUR_MS;

/** Something that somebody is warned of by mail. `key` stands for it: what has another key is something else. */
export interface Warning {
  readonly key: string;
  readonly level: 'notice' | 'problem';
}

/** One of which a mail went out. */
export interface ToldWarning extends Warning {
  readonly toldMs: number;
  /** Not found since then; undefined: it lasts. */
  readonly goneMs: number | undefined;
}

export interface Verdict<Found extends Warning> {
  /** What a mail is to say now. */
  readonly tell: readonly Found[];
  /** What was told and is there, or not there, otherwise than when it was last looked at. */
  readonly changed: readonly ToldWarning[];
  /** Gone for long enough: when it returns it is news. */
  readonly forget: readonly string[];
}

const isNews = ({ level }: Warning, before: ToldWarning | undefined, nowMs: number): boolean => {
  if (before === undefined) return true;
  if (level === 'notice') return false;
  return before.level === 'notice' || Math.abs(nowMs - before.toldMs) >= REMIND_MS;
};

/**
 * Which of what is found now is told: what is new, what got worse, what returned after it was away for hours, and once a day the
 * problems that last.
 */
export const judgeWarnings = <Found extends Warning>(
  told: readonly ToldWarning[],
  found: readonly Found[],
  nowMs: number,
): Verdict<Found> => {
  const before = new Map(told.map((one) => [one.key, one]));
  const there = new Set(found.map(({ key }) => key));
  const away = told.filter(({ key }) => !there.has(key));
  return {
    tell: found.filter((one) => isNews(one, before.get(one.key), nowMs)),
    changed: [
      ...told.flatMap((one) => (there.has(one.key) && one.goneMs !== undefined ? [{ ...one, goneMs: undefined }] : [])),
      ...away.flatMap((one) => (one.goneMs === undefined ? [{ ...one, goneMs: nowMs }] : [])),
    ],
    forget: away.flatMap(({ key, goneMs }) =>
      goneMs !== undefined && Math.abs(nowMs - goneMs) >= GONE_MS ? [key] : [],
    ),
  };
};

/** As it is kept once its mail is written. */
export const asTold = ({ key, level }: Warning, nowMs: number): ToldWarning => ({
  ...{ key, level },
  toldMs: nowMs,
  goneMs: undefined,
});
