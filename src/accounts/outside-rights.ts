import { DomainError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { OutsideRights } from './admit-outside-person.ts';
import type { GiveRights } from './give-rights.ts';
import type { SetMembershipsFrom } from './set-memberships.ts';

/** Groups and rights by what a directory or a provider says of somebody. */
export const createOutsideRights = ({
  giveRights,
  setMembershipsFrom,
  unitOfWork,
  log,
}: {
  readonly giveRights: GiveRights;
  readonly setMembershipsFrom: SetMembershipsFrom;
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}): OutsideRights => ({
  async setMemberships(transaction, source, accountId, groups) {
    await setMembershipsFrom(transaction, accountId, source, groups);
  },
  checkSeats: (transaction, accountId) => giveRights.checkSeats(transaction, [accountId]),
  fitting: (transaction, wished) => giveRights.fitting(transaction, wished),
  async setRuledRights(accountId, wanted, ruled, actor) {
    const { own } = await giveRights.explain(accountId);
    const kept = own.filter((right) => !ruled.includes(right) || wanted.includes(right));
    const missing = wanted.filter((right) => !own.includes(right));
    if (missing.length === 0 && kept.length === own.length) return;
    try {
      await unitOfWork(async (transaction) => {
        const given = await giveRights.fitting(transaction, missing);
        await giveRights.setOwnRights(transaction, accountId, [...kept, ...given], actor);
      });
    } catch (error) {
      // Nobody is there to be told; signing in goes on with what they had. The last administrator stays one.
      if (!(error instanceof DomainError)) throw error;
      log.warn({ code: error.code, accountId }, 'rights from elsewhere could not be given or taken');
    }
  },
});
