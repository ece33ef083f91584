import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { AdminAccountChange } from '../contract/http/admin-account.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { emailKey } from './account.ts';
import type { AccountLinks } from './account-links.ts';
import type { AccountStore } from './account-store.ts';
import type { FindPerson } from './find-person.ts';
import type { SecondFactorStore } from './second-factor-store.ts';

/** What an administrator corrects of somebody's account. */
export interface ChangeAccount {
  /** Refuses with `already-exists` an address that another account has, and one that no account may have. */
  change(id: AccountId, change: AdminAccountChange, actor: AuditActor): Promise<void>;
  /** For who has lost their telephone: signing in asks for the password alone. Nothing happens where there is none. */
  removeSecondFactor(id: AccountId, actor: AuditActor): Promise<void>;
}

export const createChangeAccount = ({
  findPerson,
  accounts,
  secondFactors,
  links,
  refuseAddress,
  unitOfWork,
  audit,
}: {
  readonly findPerson: FindPerson;
  readonly accounts: Pick<AccountStore, 'findByEmail' | 'update'>;
  readonly secondFactors: Pick<SecondFactorStore, 'remove'>;
  readonly links: Pick<AccountLinks, 'end'>;
  readonly refuseAddress: (email: string) => void;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
}): ChangeAccount => ({
  change: (id, { email, name, language, timeZone }, actor) =>
    unitOfWork(async (transaction) => {
      const account = await findPerson(id, transaction);
      const wanted = {
        ...(email !== undefined && email !== account.email && { email }),
        ...(name !== undefined && name !== account.name && { name }),
        ...(language !== undefined && language !== account.language && { language }),
        ...(timeZone !== undefined && timeZone !== account.timeZone && { timeZone }),
      };
      const fields = Object.keys(wanted);
      if (fields.length === 0) return;
      if (email !== undefined && emailKey(email) !== emailKey(account.email)) {
        refuseAddress(email);
        if (await accounts.findByEmail(email, transaction)) throw new DomainError('already-exists');
        // They lie in the mailbox of another address.
        await links.end(transaction, id);
      }
      await accounts.update(id, wanted, transaction);
      await audit.write(
        {
          actor,
          action: 'account.change',
          target: { id, name: email ?? account.email },
          detail: { fields, ...(wanted.email !== undefined && { before: account.email }) },
        },
        transaction,
      );
    }),
  removeSecondFactor: (id, actor) =>
    unitOfWork(async (transaction) => {
      const account = await findPerson(id, transaction);
      if (!(await secondFactors.remove(id, transaction))) return;
      await audit.write({ actor, action: 'second-factor.off', target: { id, name: account.email } }, transaction);
    }),
});
