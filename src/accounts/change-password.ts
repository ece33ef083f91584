import { invalidField } from '../base/errors.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Account } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { Passwords } from './password.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInStore } from './sign-in-store.ts';

/**
 * Sets another password, signs out every other device, and gives the one that did it (`token`) another token, which is answered.
 * Refuses whose password is kept elsewhere.
 */
export type ChangePassword = (
  account: Account,
  password: string,
  token: string | undefined,
  actor: AuditActor,
) => Promise<string | undefined>;

export const createChangePassword =
  ({
    accounts,
    passwords,
    sessions,
    signIn,
    unitOfWork,
    audit,
  }: {
    readonly accounts: AccountStore;
    readonly passwords: Passwords;
    readonly sessions: SignInStore;
    readonly signIn: Pick<SignIn, 'renew'>;
    readonly unitOfWork: UnitOfWork;
    readonly audit: Audit;
  }): ChangePassword =>
  async (account, password, token, actor) => {
    if ((await accounts.passwordHash(account.id)) === undefined)
      throw invalidField('current', 'elsewhere', 'The password of this account is not kept here.');
    const passwordHash = await passwords.hash(password);
    await unitOfWork(async (transaction) => {
      await accounts.setPasswordHash(account.id, passwordHash, transaction);
      await sessions.removeAllOf(account.id, token === undefined ? undefined : hashToken(token), transaction);
      await audit.write(
        { actor, action: 'password.changed', target: { id: account.id, name: account.email } },
        transaction,
      );
    });
    return token === undefined ? undefined : signIn.renew(token);
  };
