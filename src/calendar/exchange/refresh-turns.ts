/** Lets as many refreshes run at a time as may, and never two of one calendar. */
export interface RefreshTurns {
  run(calendarId: string, work: () => Promise<void>): Promise<void>;
}

/** `atOnce` refreshes at a time; those of one calendar one after the other. */
export const createRefreshTurns = (atOnce: number): RefreshTurns => {
  const last = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  /** Hands the place on to whoever waits. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  const afterOthers = async (before: Promise<void> | undefined, work: () => Promise<void>): Promise<void> => {
    await before?.catch(() => {});
    await enter();
    try {
      await work();
    } finally {
      leave();
    }
  };

  return {
    async run(calendarId, work) {
      const mine = afterOthers(last.get(calendarId), work);
      last.set(calendarId, mine);
      try {
        await mine;
      } finally {
        if (last.get(calendarId) === mine) last.delete(calendarId);
      }
    },
  };
};
