import { createAccountStore } from '../../src/accounts/account-store.ts';
import { buildGround } from '../../src/app/build-ground.ts';
import { buildGiveRights } from '../../src/app/build-rights.ts';
import { readConfig } from '../../src/app/config.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { RIGHTS, type Right } from '../../src/base/rights.ts';

/** Gives an account just these rights of its own, beside the running server. */
export const setRightsOf = async (dataDirectory: string, email: string, rights: readonly Right[]): Promise<void> => {
  const ground = await buildGround(readConfig({ DATA_DIR: dataDirectory }), systemClock, silentLog);
  try {
    const account = await createAccountStore(ground.database).findByEmail(email);
    if (account === undefined) throw new Error(`${email} has no account`);
    const giveRights = buildGiveRights(ground);
    await ground.unitOfWork((transaction) =>
      giveRights.setOwnRights(transaction, account.id, rights, { kind: 'terminal' }),
    );
  } finally {
    await ground.database.destroy();
  }
};

/** Every right but these. */
export const rightsWithout = (...missing: readonly Right[]): Right[] =>
  RIGHTS.filter((right) => !missing.includes(right));
