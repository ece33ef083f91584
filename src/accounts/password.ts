import { availableParallelism } from 'node:os';
import { hash, type Options, verify } from '@node-rs/argon2';
import { DomainError } from '../base/errors.ts';
import { createOccupancy } from '../platform/occupancy.ts';

/** argon2id with OWASP's first choice: 19 MiB, two passes, one lane; about 40 ms. */
const OPTIONS: Options = { algorithm: 2 /* argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More at once would take the threads that files and mail need too; one core is left to the event loop, which sound goes through. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
/** A school that signs in in the same moment; who comes after them would wait for a quarter of a minute. */
const WAITING_AT_MOST = 300;
/** From one network: it leaves places to all others. */
const WAITING_PER_NETWORK = 200;
const RETRY_AFTER_MS = 5_000;

/** What passwords of nobody are held against: a hash with these options of something random that was not kept. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$6qC6lvZ7rJubvnkOfxNBgg$IwImDb4lM3UXxXaFOt5VCvJhs1lNgp+/nkg5Oe8DA/U';

export interface Passwords {
  /** A PHC string with salt and parameters. */
  hash(password: string): Promise<string>;
  /**
   * Takes as long when there is no such account (`passwordHash` undefined), and answers false. `network`: whose place it takes, when
   * somebody outside asks.
   */
  matches(password: string, passwordHash: string | undefined, network?: string): Promise<boolean>;
}

/** Refuses with `unavailable` what comes when too many wait. */
export const createPasswords = ({
  atOnce = AT_ONCE,
  waitingAtMost = WAITING_AT_MOST,
  waitingPerNetwork = WAITING_PER_NETWORK,
} = {}): Passwords => {
  let running = 0;
  const waiting: Array<() => void> = [];
  const places = createOccupancy({ perNetwork: waitingPerNetwork, inAll: waitingAtMost });
  const wait = async (network: string | undefined): Promise<void> => {
    if (waiting.length >= waitingAtMost || (network !== undefined && !places.take(network)))
      throw new DomainError('unavailable', { retryAfterMs: RETRY_AFTER_MS });
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (network !== undefined) places.free(network);
  };
  const inTurn = async <T>(work: () => Promise<T>, network?: string): Promise<T> => {
    if (running < atOnce) running += 1;
    else await wait(network);
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return {
    hash: (password) => inTurn(() => hash(password, OPTIONS)),
    async matches(password, passwordHash, network) {
      const equal = await inTurn(() => verify(passwordHash ?? NOBODYS_HASH, password), network);
      return equal && passwordHash !== undefined;
    },
  };
};
