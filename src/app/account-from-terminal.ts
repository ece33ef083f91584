import { parseArgs } from 'node:util';
import { createAccountLinkStore } from '../accounts/account-link-store.ts';
import { createAccountLinks } from '../accounts/account-links.ts';
import { createAccountStateStore } from '../accounts/account-state-store.ts';
import { createAccountStore } from '../accounts/account-store.ts';
import { createSecondFactorStore } from '../accounts/second-factor-store.ts';
import { createAccountListView } from '../admin/account-list-view.ts';
import { systemClock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { buildGround } from './build-ground.ts';
import type { Config } from './config.ts';
import type { Terminal } from './terminal.ts';

const REFUSED = 1;
const WRONGLY_CALLED = 2;
const PAGE = 200;

/**
 * `webmeeting account reset`: prints a link to choose a new password, for who is locked out of the console. It works once, for an
 * hour. May run while the server does; answers the exit status.
 */
export const resetAccountFromTerminal = async (
  config: Config,
  parameters: readonly string[],
  { say, complain }: Terminal,
): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: { 'second-factor': { type: 'boolean', default: false } },
  });
  const [email, ...others] = positionals;
  if (email === undefined || others.length > 0) {
    complain('Say the address of one account.\n');
    return WRONGLY_CALLED;
  }
  const refuse = (why: string): number => {
    complain(`${why}\n`);
    return REFUSED;
  };
  const { database, unitOfWork, audit, clock } = await buildGround(config, systemClock, silentLog);
  try {
    const accounts = createAccountStore(database);
    const account = await accounts.findByEmail(email);
    if (account === undefined) return refuse('No account has this address.');
    if (account.suspended) return refuse('This account is suspended; an administrator can resume it.');
    if ((await createAccountStateStore(database).originOf(account.id)) !== 'local')
      return refuse(
        'The password of this account is kept in the directory or at the sign-in provider, and is changed there.\n' +
          'When that is out of reach, make an administrator with another address, whose password is kept here:\n' +
          'webmeeting account add --admin --name NAME ADDRESS',
      );
    const store = createAccountLinkStore(database);
    const links = createAccountLinks({ store, accounts, publicUrl: config.publicUrl, clock });
    const link = links.make(account.id, 'reset');
    const secondFactors = createSecondFactorStore(database);
    const [actor, target] = [{ kind: 'terminal' } as const, { id: account.id, name: account.email }];
    await unitOfWork(async (transaction) => {
      await links.keep(transaction, link);
      await audit.write({ actor, action: 'account.reset', target, detail: { by: 'link' } }, transaction);
      if (values['second-factor'] && (await secondFactors.remove(account.id, transaction)))
        await audit.write({ actor, action: 'second-factor.off', target }, transaction);
    });
    say(`${link.url}\n\nWorks once, within an hour.\n`);
    return 0;
  } finally {
    await database.destroy();
  }
};

/** `webmeeting account list`: one line each, parted by tabs: address, name, state, rights, when last seen. */
export const listAccountsFromTerminal = async (
  config: Config,
  parameters: readonly string[],
  { say }: Terminal,
): Promise<number> => {
  if (parameters.length > 0) return WRONGLY_CALLED;
  const { database } = await buildGround(config, systemClock, silentLog);
  try {
    const view = createAccountListView(database);
    for (let offset = 0; ; offset += PAGE) {
      const wish = { filter: {}, sort: 'email', descending: false, offset, limit: PAGE } as const;
      const { accounts, total } = await view.list(wish);
      for (const { email, name, state, rights, seenAt } of accounts)
        say(`${[email, name, state, rights.join(','), seenAt ?? '-'].join('\t')}\n`);
      if (offset + accounts.length >= total || accounts.length === 0) return 0;
    }
  } finally {
    await database.destroy();
  }
};
