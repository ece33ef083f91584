import type { Transaction, UnitOfWork } from '../platform/database.ts';

type Write<Value> = (transaction: Transaction) => Promise<Value>;

/** Keeps what `write` writes: alone or with others, and with nobody else's failure. */
type GroupCommit = <Value>(write: Write<Value>) => Promise<Value>;

interface Waiting {
  /** Inside a transaction; what it answers is told only once that is committed. */
  write(transaction: Transaction): Promise<() => void>;
  fail(error: unknown): void;
}

/**
 * Each commit waits for the disk, and the server with it. So what comes within the same turn, or while a commit is under way, is kept
 * by one.
 */
export const createGroupCommit = (unitOfWork: UnitOfWork): GroupCommit => {
  let waiting: Waiting[] = [];
  let running = false;

  const commit = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const told = await unitOfWork(async (transaction) => {
        const done: Array<() => void> = [];
        for (const { write } of group) done.push(await write(transaction));
        return done;
      });
      for (const tell of told) tell();
    } catch (error) {
      const [only, ...others] = group;
      if (others.length === 0) only?.fail(error);
      // One of them failed: the others must not for it.
      else for (const one of group) await commit([one]);
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await commit(group);
    }
    running = false;
  };

  return (write) =>
    new Promise((resolve, reject) => {
      waiting.push({
        async write(transaction) {
          const value = await write(transaction);
          return () => resolve(value);
        },
        fail: reject,
      });
      if (running) return;
      running = true;
      setImmediate(() => void run());
    });
};
