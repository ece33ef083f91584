import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { inOrder, LICENSED_RIGHTS, type Right } from '../base/rights.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { Connection, Transaction } from '../platform/database.ts';
import { type LicensedRight, seatsLeft } from './licence.ts';
import type { LicenceStore } from './licence-store.ts';
import type { Holding, RightStore } from './right-store.ts';

/**
 * The only way in which rights are given and taken away. All of it runs in the transaction of what asks for it: when it refuses,
 * nothing has changed. Suspended accounts hold no seat, and the server's own account never does.
 */
export interface GiveRights {
  /**
   * Gives an account these rights of its own; those of its groups come on top. Writes the audit line. Refuses with `not-found`, with
   * `no-seat-left` and the right in `details.fields`, with `conflict` when nobody would be administrator any more. Answers what the
   * account may in effect.
   */
  setOwnRights(
    transaction: Transaction,
    accountId: AccountId,
    rights: readonly Right[],
    actor: AuditActor,
  ): Promise<Right[]>;
  /**
   * Makes the rights in effect those that the accounts and their groups have now; to be called after every change of groups. What
   * `asked` names was asked for by a person and is refused with `no-seat-left` when it cannot be given to all. What nobody asked for
   * (`asked` undefined: a directory did) goes to as many as there are seats for, and takes the console from the last administrator
   * never.
   */
  recompute(transaction: Transaction, accountIds: readonly AccountId[], asked?: readonly Right[]): Promise<void>;
  /** After accounts were made or resumed: refuses with `no-seat-left` when there is none for what they hold now. */
  checkSeats(transaction: Transaction, accountIds: readonly AccountId[]): Promise<void>;
  /** Those of `wished` that there is a seat for: for accounts that are made without anybody to refuse it to. */
  fitting(transaction: Transaction, wished: readonly Right[]): Promise<Right[]>;
  /** After an account was suspended or removed: refuses with `conflict` when nobody is administrator any more. */
  keepAdministrator(transaction: Transaction): Promise<void>;
  /** What an account was given itself, and what comes from its groups. */
  explain(
    accountId: AccountId,
    connection?: Connection,
  ): Promise<{ readonly own: readonly Right[]; readonly ofGroups: readonly Right[] }>;
}

const noSeatLeft = (rights: readonly Right[]): DomainError =>
  new DomainError('no-seat-left', {
    fields: rights.map((right) => ({
      path: `rights.${right}`,
      code: right,
      message: `No seat is left of the licence "${right}".`,
    })),
  });

const lastAdministrator = (): DomainError =>
  new DomainError('conflict', {
    fields: [
      {
        path: 'rights.admin',
        code: 'last-administrator',
        message: 'This is the last administrator. Make somebody else one first.',
      },
    ],
  });

const takesSeats = ({ suspended, service }: Holding): boolean => !suspended && !service;

/** What an account should have, and what it gets of that. */
interface Outcome {
  readonly holding: Holding;
  readonly rights: Set<Right>;
}

const gains = ({ holding, rights }: Outcome, right: Right): boolean =>
  takesSeats(holding) && rights.has(right) && !holding.effective.includes(right);
const loses = ({ holding, rights }: Outcome, right: Right): boolean =>
  takesSeats(holding) && !rights.has(right) && holding.effective.includes(right);

/** Accounts with the same list together: a group of thousands is written in a few statements. */
const alike = (
  outcomes: readonly Outcome[],
  listOf: (outcome: Outcome) => readonly Right[],
): Iterable<{ readonly rights: readonly Right[]; readonly ids: readonly AccountId[] }> => {
  const found = new Map<string, { readonly rights: readonly Right[]; readonly ids: AccountId[] }>();
  for (const outcome of outcomes) {
    const rights = listOf(outcome);
    const same = found.get(rights.join()) ?? { rights, ids: [] };
    same.ids.push(outcome.holding.accountId);
    found.set(rights.join(), same);
  }
  return found.values();
};

export const createGiveRights = ({
  rights: store,
  licences,
  audit,
  clock,
}: {
  readonly rights: RightStore;
  readonly licences: LicenceStore;
  readonly audit: Audit;
  readonly clock: Clock;
}): GiveRights => {
  const left = async (right: LicensedRight, used: number, connection: Connection): Promise<number> =>
    seatsLeft(await licences.find(right, connection), used, clock.nowMs());

  /** Takes a right from those of `outcomes` that there is no seat for; those who lose it make room. */
  const seat = async (
    transaction: Transaction,
    outcomes: readonly Outcome[],
    right: LicensedRight,
    used: number,
  ): Promise<boolean> => {
    const takers = outcomes.filter((outcome) => gains(outcome, right));
    if (takers.length === 0) return true;
    const freed = outcomes.filter((outcome) => loses(outcome, right)).length;
    const room = await left(right, used - freed, transaction);
    for (const { rights } of takers.slice(Math.min(room, takers.length))) rights.delete(right);
    return takers.length <= room;
  };

  const keepOne = (outcomes: readonly Outcome[], administrators: number, refuses: boolean): void => {
    const losers = outcomes.filter((outcome) => loses(outcome, 'admin'));
    const gained = outcomes.filter((outcome) => gains(outcome, 'admin')).length;
    if (losers.length === 0 || administrators - losers.length + gained > 0) return;
    if (refuses) throw lastAdministrator();
    losers[0]?.rights.add('admin');
  };

  const keep = async (transaction: Transaction, outcomes: readonly Outcome[]): Promise<void> => {
    // Until now they had no list of their own: what they had is their own from here on.
    const unlisted = outcomes.filter(({ holding }) => holding.own === undefined);
    for (const { rights, ids } of alike(unlisted, ({ holding }) => holding.effective))
      await store.setOwn(ids, rights, transaction);
    const changed = outcomes.filter(({ holding, rights }) => inOrder(rights).join() !== holding.effective.join());
    for (const { rights, ids } of alike(changed, (outcome) => inOrder(outcome.rights)))
      await store.setEffective(ids, rights, transaction);
  };

  const recompute: GiveRights['recompute'] = async (transaction, accountIds, asked) => {
    const holdings = await store.holdings(accountIds, transaction);
    const outcomes = holdings.map((holding) => ({
      holding,
      rights: new Set<Right>([...(holding.own ?? holding.effective), ...holding.ofGroups]),
    }));
    const holders = await store.holders(transaction);
    const refused: Right[] = [];
    for (const right of LICENSED_RIGHTS) {
      const seated = await seat(transaction, outcomes, right, holders[right]);
      if (!seated && asked?.includes(right) === true) refused.push(right);
    }
    if (refused.length > 0) throw noSeatLeft(refused);
    keepOne(outcomes, holders.admin, asked !== undefined);
    await keep(transaction, outcomes);
  };

  const holdingOf = async (accountId: AccountId, connection?: Connection): Promise<Holding> => {
    const [holding] = await store.holdings([accountId], connection);
    if (holding === undefined) throw new DomainError('not-found');
    return holding;
  };

  return {
    recompute,
    async setOwnRights(transaction, accountId, rights, actor) {
      const before = await holdingOf(accountId, transaction);
      await store.setOwn([accountId], rights, transaction);
      await recompute(transaction, [accountId], rights);
      const after = await holdingOf(accountId, transaction);
      const given = inOrder(rights).filter((right) => !(before.own ?? before.effective).includes(right));
      const taken = (before.own ?? before.effective).filter((right) => !rights.includes(right));
      if (given.length + taken.length > 0)
        await audit.write(
          {
            actor,
            action: 'account.rights',
            target: { id: accountId, name: before.email },
            detail: { given, taken },
          },
          transaction,
        );
      return [...after.effective];
    },
    async checkSeats(transaction, accountIds) {
      const holdings = (await store.holdings(accountIds, transaction)).filter(takesSeats);
      const holders = await store.holders(transaction);
      const refused: Right[] = [];
      for (const right of LICENSED_RIGHTS) {
        const takers = holdings.filter(({ effective }) => effective.includes(right)).length;
        if (takers > 0 && takers > (await left(right, holders[right] - takers, transaction))) refused.push(right);
      }
      if (refused.length > 0) throw noSeatLeft(refused);
    },
    async fitting(transaction, wished) {
      const holders = await store.holders(transaction);
      const full = new Set<Right>();
      for (const right of LICENSED_RIGHTS) if ((await left(right, holders[right], transaction)) < 1) full.add(right);
      return inOrder(wished).filter((right) => !full.has(right));
    },
    async keepAdministrator(transaction) {
      if ((await store.holders(transaction)).admin === 0) throw lastAdministrator();
    },
    async explain(accountId, connection) {
      const { own, effective, ofGroups } = await holdingOf(accountId, connection);
      return { own: own ?? effective, ofGroups };
    },
  };
};
