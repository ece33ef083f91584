import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AddAccount } from '../accounts/add-account.ts';
import type { SetUpLink } from '../accounts/set-up-link.ts';
import type { Language } from '../base/languages.ts';

/**
 * Makes the first administrator from the configuration, or tells how to make one: the set-up link goes to `say` and to a file
 * that only its owner reads. Once there is an account, neither does anything.
 */
export const prepareFirstAccount = async ({
  accounts,
  addAccount,
  setUpLink,
  firstAdmin,
  defaults,
  dataDirectory,
  say,
}: {
  readonly accounts: AccountStore;
  readonly addAccount: AddAccount;
  readonly setUpLink: SetUpLink;
  readonly firstAdmin: { readonly email: string; readonly password: string } | undefined;
  readonly defaults: { readonly language: Language; readonly timeZone: string };
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
}): Promise<void> => {
  const file = join(dataDirectory, 'set-up-link.txt');
  if ((await accounts.count()) > 0) {
    rmSync(file, { force: true });
    return;
  }
  if (firstAdmin) {
    const name = firstAdmin.email.slice(0, firstAdmin.email.indexOf('@'));
    await addAccount.addFirst({ ...firstAdmin, name, admin: true, ...defaults, actor: { kind: 'system' } });
    rmSync(file, { force: true });
    return;
  }
  writeFileSync(file, `${setUpLink.url}\n`, { mode: 0o600 });
  say(`\nWebMeeting has no account yet. Make the first one here:\n\n  ${setUpLink.url}\n\n(also in ${file})\n`);
};
