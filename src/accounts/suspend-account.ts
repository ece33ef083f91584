import type { Clock } from '../base/clock.ts';
import { invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { Account } from './account.ts';
import type { AccountLinks } from './account-links.ts';
import type { AccountStateStore, SuspendedBy } from './account-state-store.ts';
import type { FindPerson } from './find-person.ts';
import type { GiveRights } from './give-rights.ts';
import type { RevokeKeys } from './revoke-keys.ts';
import type { SignInStore } from './sign-in-store.ts';

/** Ends what an account has open at this moment: pages that listen, places in rooms. */
export type CloseAccount = (id: AccountId) => Promise<void>;

/**
 * Who is suspended is signed out everywhere at once and comes in nowhere: each password, token and session asks whether the account
 * is. What it owns stays, also its meetings, and it holds no seat meanwhile.
 */
export interface SuspendAccount {
  /** Refuses oneself by the field `account`, and with `conflict` when nobody would be administrator any more. */
  suspend(id: AccountId, actor: AuditActor, by?: SuspendedBy): Promise<void>;
  /** Refuses with `no-seat-left` when its seats have been taken. */
  resume(id: AccountId, actor: AuditActor): Promise<void>;
  /** Ends every session with what is open, every app password and API token; it may sign in again. */
  signOutEverywhere(id: AccountId, actor: AuditActor): Promise<void>;
}

export const createSuspendAccount = ({
  findPerson,
  states,
  sessions,
  links,
  revokeKeys,
  giveRights,
  close,
  work: { unitOfWork, audit, clock },
}: {
  readonly findPerson: FindPerson;
  readonly states: Pick<AccountStateStore, 'suspend' | 'resume'>;
  readonly sessions: Pick<SignInStore, 'removeAllOf'>;
  readonly links: Pick<AccountLinks, 'end'>;
  readonly revokeKeys: RevokeKeys;
  readonly giveRights: Pick<GiveRights, 'checkSeats' | 'keepAdministrator'>;
  readonly close: CloseAccount;
  readonly work: { readonly unitOfWork: UnitOfWork; readonly audit: Audit; readonly clock: Clock };
}): SuspendAccount => {
  const target = ({ id, email }: Account) => ({ id, name: email });

  const shut = async (transaction: Transaction, { id }: Account): Promise<void> => {
    await sessions.removeAllOf(id, undefined, transaction);
    await links.end(transaction, id);
  };

  return {
    async suspend(id, actor, by = 'administrator') {
      if (actor.id === id) throw invalidField('account', 'self', 'Nobody suspends themselves.');
      const account = await findPerson(id);
      await unitOfWork(async (transaction) => {
        if (!(await states.suspend(transaction, id, clock.nowMs(), by))) return;
        await giveRights.keepAdministrator(transaction);
        await shut(transaction, account);
        await audit.write({ actor, action: 'account.suspend', target: target(account) }, transaction);
      });
      await close(id);
    },
    async resume(id, actor) {
      const account = await findPerson(id);
      await unitOfWork(async (transaction) => {
        if (!(await states.resume(transaction, id, 'administrator'))) return;
        await giveRights.checkSeats(transaction, [id]);
        await audit.write({ actor, action: 'account.resume', target: target(account) }, transaction);
      });
    },
    async signOutEverywhere(id, actor) {
      const account = await findPerson(id);
      await unitOfWork(async (transaction) => {
        await sessions.removeAllOf(id, undefined, transaction);
        const detail = await revokeKeys(transaction, id);
        await audit.write({ actor, action: 'account.sign-out', target: target(account), detail }, transaction);
      });
      await close(id);
    },
  };
};
