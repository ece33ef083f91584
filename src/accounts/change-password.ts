import { DomainError, invalidField } from '../base/errors.ts';
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
 * Refuses whose password is kept elsewhere, and `current` when it is not theirs, by that field.
 */
export type ChangePassword = (
  account: Account,
  passwords: { readonly current: string; readonly next: string },
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
    readonly signIn: Pick<SignIn, 'renew' | 'checkPassword'>;
    readonly unitOfWork: UnitOfWork;
    readonly audit: Audit;
  }): ChangePassword =>
  async (account, { current, next }, token, actor) => {
    if ((await accounts.passwordHash(account.id)) === undefined)
      throw invalidField('current', 'elsewhere', 'The password of this account is not kept here.');
    await signIn.checkPassword(account.id, current, actor.network ?? '').catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'wrong-credentials')
        throw invalidField('current', 'wrong', 'This is not your present password.');
      throw error;
    });
    const passwordHash = await passwords.hash(next);
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
