import { rm } from 'node:fs/promises';
import { emailKey } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { DeleteAccount } from '../../accounts/delete-account.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { PersonBody, PersonDeletion } from '../../contract/http/privacy.ts';
import type { Audit, AuditActor } from '../../platform/audit.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { KnownPerson, PersonStore } from './person-store.ts';

/** What is kept of somebody by their address, and the end of it. */
export interface ErasePerson {
  find(address: string): Promise<KnownPerson>;
  /** What would go and what would stay. Nothing is changed. */
  rehearse(address: string): Promise<PersonBody>;
  /**
   * Deletes what is kept of them in one transaction, and files of mails to them; their account first, as the page of accounts does.
   * Refuses by the fields `confirm` and `meetings`, and one who is in a room now with `conflict`.
   */
  erase(deletion: PersonDeletion, actor: AuditActor): Promise<Record<string, number>>;
}

export const createErasePerson = ({
  accounts,
  deleteAccount,
  store,
  mailFiles,
  unitOfWork,
  audit,
  clock,
}: {
  readonly accounts: Pick<AccountStore, 'findByEmail'>;
  readonly deleteAccount: DeleteAccount;
  readonly store: PersonStore;
  /** Of mails to somebody that were kept as files; without a mail server. */
  readonly mailFiles: (person: KnownPerson) => Promise<readonly string[]>;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly clock: Clock;
}): ErasePerson => {
  const find = async (text: string): Promise<KnownPerson> => {
    const address = emailKey(text);
    const account = await accounts.findByEmail(address);
    const formerAccounts = await store.formerAccounts(address);
    return {
      address,
      ...(account !== undefined && { account: { id: account.id, name: account.name } }),
      ...(formerAccounts.length > 0 && { formerAccounts }),
    };
  };
  return {
    find,
    async rehearse(address) {
      const person = await find(address);
      const { address: key, account } = person;
      const goes = await store.goes(person, clock.nowMs());
      return { address: key, ...(account !== undefined && { account }), goes, stays: await store.stays(person) };
    },
    async erase({ address, confirm, meetings, to }, actor) {
      const person = await find(address);
      if (emailKey(confirm) !== person.address)
        throw invalidField('confirm', 'wrong', 'This is not the address that is to be deleted.');
      if (person.account !== undefined && meetings === undefined)
        throw invalidField(
          'meetings',
          'required',
          'There is an account with this address: say what becomes of its meetings.',
        );
      if (await store.isInRoom(person)) throw new DomainError('conflict');
      const files = await mailFiles(person);
      if (person.account !== undefined && meetings !== undefined)
        await deleteAccount.remove(person.account.id, { confirm, meetings, to }, actor);
      const counts = await unitOfWork(async (transaction) => {
        const removed = await store.remove(transaction, person, clock.nowMs());
        // How much, and not of whom: the address would be what was to go.
        await audit.write({ actor, action: 'person.erase', detail: removed }, transaction);
        return removed;
      });
      for (const file of files) await rm(file, { force: true });
      return counts;
    },
  };
};
