import { hash, type Options, verify } from '@node-rs/argon2';

/** argon2id with OWASP's first choice: 19 MiB, two passes, one lane; about 40 ms. */
const OPTIONS: Options = { algorithm: 2 /* argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More at once would take the threads that files and mail need too. */
const AT_ONCE = 2;

export interface Passwords {
  /** A PHC string with salt and parameters. */
  hash(password: string): Promise<string>;
  /** Takes as long when there is no such account (`passwordHash` undefined), and answers false. */
  matches(password: string, passwordHash: string | undefined): Promise<boolean>;
}

export const createPasswords = (): Passwords => {
  let running = 0;
  const waiting: Array<() => void> = [];
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  let nobodysHash: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => hash(password, OPTIONS)),
    async matches(password, passwordHash) {
      nobodysHash ??= inTurn(() => hash('nobody has this password', OPTIONS));
      const against = passwordHash ?? (await nobodysHash);
      const equal = await inTurn(() => verify(against, password));
      return equal && passwordHash !== undefined;
    },
  };
};
