import { createAddAccount } from '../../src/accounts/add-account.ts';
import { createPasswords } from '../../src/accounts/password.ts';
import { buildGround } from '../../src/app/build-ground.ts';
import { buildGiveRights } from '../../src/app/build-rights.ts';
import { buildCalendarStores } from '../../src/app/build-stores.ts';
import { readConfig } from '../../src/app/config.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';

/** Makes an account beside the first, as the command line does while the server runs. */
export const addAccountTo = async (
  dataDirectory: string,
  person: { readonly email: string; readonly password: string; readonly name: string; readonly language?: 'en' | 'fr' },
): Promise<void> => {
  const ground = await buildGround(readConfig({ DATA_DIR: dataDirectory }), systemClock, silentLog);
  try {
    const stores = buildCalendarStores(ground);
    const addAccount = createAddAccount({
      accounts: stores.accounts,
      passwords: createPasswords(),
      giveRights: buildGiveRights(ground),
      unitOfWork: ground.unitOfWork,
      audit: ground.audit,
      clock: systemClock,
      onAdded: stores.adoptInvitations,
    });
    await addAccount.add({
      actor: { kind: 'system' },
      admin: false,
      language: 'en',
      timeZone: 'Europe/Paris',
      ...person,
    });
  } finally {
    await ground.database.destroy();
  }
};
