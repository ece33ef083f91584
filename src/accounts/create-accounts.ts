import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { inOrder, RIGHTS, type Right, USUAL_RIGHTS } from '../base/rights.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Transaction } from '../platform/database.ts';
import type { Account } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { AccountAddedListener } from './add-account.ts';
import type { GiveRights } from './give-rights.ts';
import type { GroupId } from './group.ts';
import type { GroupStore } from './group-store.ts';

/** Somebody who is to have an account. */
export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Of their own; undefined: the usual ones. */
  readonly rights: readonly Right[] | undefined;
  readonly groups: readonly GroupId[];
  /** '' until they have chosen a password. */
  readonly passwordHash: string;
}

/** An account that is to be kept: its ID is known before, so that its mail can be composed. */
export interface PreparedAccount {
  readonly account: Account;
  readonly groups: readonly GroupId[];
  readonly passwordHash: string;
}

/**
 * Makes accounts, all or none: refuses with `already-exists` an address that has one, with `not-found` a group that is gone, with
 * `no-seat-left` when not all of them can have what they are to have.
 */
export interface CreateAccounts {
  prepare(person: NewPerson): PreparedAccount;
  keep(transaction: Transaction, prepared: readonly PreparedAccount[], actor: AuditActor): Promise<void>;
}

export const createCreateAccounts = ({
  accounts,
  groups,
  giveRights,
  onAdded,
  audit,
  clock,
}: {
  readonly accounts: Pick<AccountStore, 'findByEmails' | 'insert'>;
  readonly groups: Pick<GroupStore, 'find' | 'join'>;
  readonly giveRights: Pick<GiveRights, 'checkSeats' | 'recompute'>;
  readonly onAdded: AccountAddedListener;
  readonly audit: Audit;
  readonly clock: Clock;
}): CreateAccounts => {
  const requireGroups = async (transaction: Transaction, prepared: readonly PreparedAccount[]): Promise<void> => {
    for (const id of new Set(prepared.flatMap((one) => one.groups)))
      if ((await groups.find(id, transaction)) === undefined) throw new DomainError('not-found');
  };

  return {
    prepare({ email, name, language, timeZone, rights = USUAL_RIGHTS, groups: joined, passwordHash }) {
      const given = inOrder(rights);
      const [admin, webMeeting] = [given.includes('admin'), given.includes('webmeeting')];
      const id = newId<AccountId>();
      const account = { id, email, name, language, timeZone, rights: given, admin, webMeeting, suspended: false };
      return { account, groups: joined, passwordHash };
    },
    async keep(transaction, prepared, actor) {
      const known = await accounts.findByEmails(
        prepared.map(({ account }) => account.email),
        transaction,
      );
      if (known.length > 0) throw new DomainError('already-exists');
      await requireGroups(transaction, prepared);
      const createdMs = clock.nowMs();
      const breathe = createBreather();
      for (const { account, passwordHash, groups: joined } of prepared) {
        await accounts.insert({ ...account, passwordHash, createdMs }, transaction);
        for (const id of joined) await groups.join(id, account.id, 'manual', transaction);
        const target = { id: account.id, name: account.email };
        await audit.write({ actor, action: 'account.create', target, detail: { rights: account.rights } }, transaction);
        await breathe();
      }
      const ids = prepared.map(({ account }) => account.id);
      await giveRights.checkSeats(transaction, ids);
      const joining = prepared.filter((one) => one.groups.length > 0).map(({ account }) => account.id);
      if (joining.length > 0) await giveRights.recompute(transaction, joining, RIGHTS);
      for (const { account } of prepared) {
        await onAdded(transaction, account);
        await breathe();
      }
    },
  };
};
