import { hash } from '@node-rs/argon2';
import { createAccountStore } from '../../src/accounts/account-store.ts';
import { buildGround } from '../../src/app/build-ground.ts';
import { readConfig } from '../../src/app/config.ts';
import { systemClock } from '../../src/base/clock.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';

/** Of many who sign in only their number matters: a hash that is checked in no time. */
const quickHash = (password: string): Promise<string> =>
  hash(password, { algorithm: 2 /* argon2id */, memoryCost: 64, timeCost: 1, parallelism: 1 });

/** Makes accounts of these addresses beside those that there are, all with one password. */
export const addManyAccounts = async (
  dataDirectory: string,
  emails: readonly string[],
  password: string,
  hashOf = quickHash,
): Promise<void> => {
  const ground = await buildGround(readConfig({ DATA_DIR: dataDirectory }), systemClock, silentLog);
  try {
    const accounts = createAccountStore(ground.database);
    const passwordHash = await hashOf(password);
    await ground.unitOfWork(async (transaction) => {
      for (const email of emails)
        await accounts.insert(
          {
            id: newId<AccountId>(),
            ...{ email, name: email, passwordHash, language: 'en', timeZone: 'Europe/Paris' },
            ...{ admin: false, webMeeting: true, createdMs: 0 },
          },
          transaction,
        );
    });
  } finally {
    await ground.database.destroy();
  }
};
