import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { type Right, USUAL_RIGHTS } from '../base/rights.ts';
import { isMailbox } from '../base/text.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { Account } from './account.ts';
import type { AccountStateStore } from './account-state-store.ts';
import type { AccountStore } from './account-store.ts';
import type { AccountAddedListener } from './add-account.ts';
import type { IdentityStore, OutsideSource } from './identity-store.ts';
import {
  domainIsAllowed,
  type OutsidePerson,
  type OutsideRefusal,
  type OutsideRules,
  readGroupRules,
} from './outside-person.ts';

export type Admitted =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly code: OutsideRefusal };

/** What groups elsewhere change here. Never refuses: what there is no seat for is not given. */
export interface OutsideRights {
  /** Makes `groups` (names of ours; others are passed over) all that the account is in by `source`. */
  setMemberships(
    transaction: Transaction,
    source: OutsideSource,
    accountId: AccountId,
    groups: readonly string[],
  ): Promise<void>;
  /** Of the rights `ruled`, the account's own are `wanted` from now on. */
  setRuledRights(
    accountId: AccountId,
    wanted: readonly Right[],
    ruled: readonly Right[],
    actor: AuditActor,
  ): Promise<void>;
  /** Those that there are seats for. */
  fitting(transaction: Transaction, wished: readonly Right[]): Promise<readonly Right[]>;
  /** Refuses with `no-seat-left`. */
  checkSeats(transaction: Transaction, accountId: AccountId): Promise<void>;
}

/** Finds the account of somebody who proved themselves elsewhere, or makes it, as far as the rules allow. */
export type AdmitOutsidePerson = (person: OutsidePerson, rules: OutsideRules, network: string) => Promise<Admitted>;

const refused = (code: OutsideRefusal): Admitted => ({ ok: false, code });

/** Nobody signs in with a password whose hash is this. */
const NO_PASSWORD = '';

export const createAdmitOutsidePerson = ({
  stores: { accounts, identities, states },
  unitOfWork,
  audit,
  clock,
  rights,
  newcomers,
}: {
  readonly stores: {
    readonly accounts: AccountStore;
    readonly identities: IdentityStore;
    readonly states: Pick<AccountStateStore, 'resume'>;
  };
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly rights: OutsideRights;
  readonly newcomers: {
    readonly language: Language;
    readonly timeZone: string;
    readonly onAdded?: AccountAddedListener;
  };
}): AdmitOutsidePerson => {
  const make = async (transaction: Transaction, person: OutsidePerson, actor: AuditActor): Promise<Account> => {
    const given = await rights.fitting(transaction, USUAL_RIGHTS);
    const account: Account = {
      id: newId<AccountId>(),
      email: person.email,
      name: (person.name.trim() || person.email).slice(0, LIMITS.name),
      language: newcomers.language,
      timeZone: newcomers.timeZone,
      rights: given,
      admin: false,
      webMeeting: given.includes('webmeeting'),
      suspended: false,
    };
    await accounts.insert({ ...account, passwordHash: NO_PASSWORD, createdMs: clock.nowMs() }, transaction);
    await identities.setOrigin(account.id, person.source === 'ldap' ? 'ldap' : 'oidc', transaction);
    await newcomers.onAdded?.(transaction, account);
    await audit.write(
      {
        actor,
        action: 'account.create',
        target: { id: account.id, name: account.email },
        detail: { by: person.source },
      },
      transaction,
    );
    return account;
  };

  /** By its address, which has to be theirs beyond doubt. */
  const claim = async (
    transaction: Transaction,
    person: OutsidePerson,
    rules: OutsideRules,
    actor: AuditActor,
  ): Promise<Account | OutsideRefusal> => {
    if (!isMailbox(person.email)) return 'email-missing';
    if (!person.emailVerified) return 'email-unverified';
    const standing = await accounts.findByEmail(person.email, transaction);
    if (standing === undefined) return rules.makesAccounts ? make(transaction, person, actor) : 'no-account';
    if (!rules.joinsAccounts) return 'other-person';
    // Somebody else there has had this address before.
    return (await identities.subjectOf(person.source, standing.id, transaction)) === undefined
      ? standing
      : 'other-person';
  };

  /** Whom the directory had shut and vouches for again. */
  const takeBack = async (transaction: Transaction, { id, email }: Account, { source }: OutsidePerson) => {
    if (source !== 'ldap' || !(await states.resume(transaction, id, 'directory'))) return false;
    await rights.checkSeats(transaction, id);
    const actor: AuditActor = { kind: 'system', name: source };
    await audit.write({ actor, action: 'account.resume', target: { id, name: email } }, transaction);
    return true;
  };

  const settle = async (transaction: Transaction, person: OutsidePerson, rules: OutsideRules, network: string) => {
    const nowMs = clock.nowMs();
    if (person.email !== '' && !domainIsAllowed(person.email, rules.domains)) return 'domain-refused' as const;
    const known = await identities.find(person.source, person.subject, transaction);
    const standing = known && (await accounts.findById(known, transaction));
    const actor: AuditActor = { kind: 'nobody', name: person.email, network };
    const found = standing ?? (await claim(transaction, person, rules, actor));
    if (typeof found === 'string') return found;
    if (found.suspended && !(await takeBack(transaction, found, person))) return 'suspended' as const;
    if (standing) await identities.touch(person.source, person.subject, nowMs, transaction);
    else await identities.insert(person.source, person.subject, found.id, nowMs, transaction);
    if (person.groups !== undefined) {
      const { groups } = readGroupRules(rules.groupRules, person.groups);
      await rights.setMemberships(transaction, person.source, found.id, groups);
    }
    return found;
  };

  return async (person, rules, network) => {
    const settled = await unitOfWork((transaction) => settle(transaction, person, rules, network)).catch(
      (error: unknown) => {
        if (error instanceof DomainError && error.code === 'no-seat-left') return 'suspended' as const;
        // It is that of the conference service.
        if (error instanceof DomainError && error.code === 'invalid-input') return 'other-person' as const;
        throw error;
      },
    );
    if (typeof settled === 'string') return refused(settled);
    const { rights: wanted, ruledRights } = readGroupRules(rules.groupRules, person.groups ?? []);
    if (person.groups !== undefined && ruledRights.length > 0) {
      const actor: AuditActor = { kind: 'system', name: person.source };
      await rights.setRuledRights(settled.id, wanted, ruledRights, actor);
    }
    return { ok: true, account: (await accounts.findById(settled.id)) ?? settled };
  };
};
