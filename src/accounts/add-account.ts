import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { Account } from './account.ts';
import { type AccountStore, rightsOfNew } from './account-store.ts';
import type { GiveRights } from './give-rights.ts';
import type { Passwords } from './password.ts';

export interface AccountRequest {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly admin: boolean;
  readonly language: Language;
  readonly timeZone: string;
  /** Who makes it. */
  readonly actor: AuditActor;
}

/** Told of each new account in the transaction that makes it. */
export type AccountAddedListener = (
  transaction: Parameters<Parameters<UnitOfWork>[0]>[0],
  account: Account,
) => Promise<void>;

export interface AddAccount {
  /** Refuses with `already-exists` when the address has an account, with `no-seat-left` when there is none for what it would be given. */
  add(request: AccountRequest): Promise<Account>;
  /** The same, but only while there is no account at all; else `set-up-done`. */
  addFirst(request: AccountRequest): Promise<Account>;
}

export const createAddAccount = ({
  accounts,
  passwords,
  giveRights,
  unitOfWork,
  audit,
  clock,
  onAdded,
}: {
  readonly accounts: AccountStore;
  readonly passwords: Passwords;
  readonly giveRights: Pick<GiveRights, 'checkSeats'>;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly onAdded?: AccountAddedListener | undefined;
}): AddAccount => {
  const insert = async (request: AccountRequest, onlyFirst: boolean): Promise<Account> => {
    const passwordHash = await passwords.hash(request.password);
    return unitOfWork(async (transaction) => {
      if (onlyFirst && (await accounts.count(transaction)) > 0) throw new DomainError('set-up-done');
      if (await accounts.findByEmail(request.email, transaction)) throw new DomainError('already-exists');
      const account: Account = {
        id: newId<AccountId>(),
        email: request.email,
        name: request.name,
        language: request.language,
        timeZone: request.timeZone,
        admin: request.admin,
        webMeeting: true,
        rights: rightsOfNew({ admin: request.admin, webMeeting: true }),
        suspended: false,
      };
      await accounts.insert({ ...account, passwordHash, createdMs: clock.nowMs() }, transaction);
      const target = { id: account.id, name: account.email };
      const detail = { rights: account.rights };
      await audit.write({ actor: request.actor, action: 'account.create', target, detail }, transaction);
      await giveRights.checkSeats(transaction, [account.id]);
      await onAdded?.(transaction, account);
      return account;
    });
  };
  return { add: (request) => insert(request, false), addFirst: (request) => insert(request, true) };
};
