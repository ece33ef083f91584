import type { Clock } from '../../base/clock.ts';
import type { StoredEvent } from '../../calendar/event.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { InvitationStore } from '../invitation-store.ts';
import { createAllowance } from './allowance.ts';

/** Tells somebody of an event as it is now, as if they had not heard of it. False when they asked too often. */
export type ResendInvitation = (
  event: Pick<StoredEvent, 'id' | 'uid' | 'organizerId'>,
  address: string,
) => Promise<boolean>;

const HOUR_MS = 60 * 60_000;
/** A program that asks without end gets no mail without end. */
const MAILS_AN_HOUR = 3;

export const createResendInvitation = ({
  invitations,
  unitOfWork,
  clock,
  wake,
}: {
  readonly invitations: InvitationStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** Tells the job that invites that there is work. */
  readonly wake: () => void;
}): ResendInvitation => {
  const isAllowed = createAllowance(MAILS_AN_HOUR, HOUR_MS);
  return async ({ id, uid, organizerId }, address) => {
    if (!(await isAllowed(`${uid} ${address}`))) return false;
    await unitOfWork(async (transaction) => {
      // A change is about to be told, or that it takes place no more.
      if (await invitations.findNotice(uid, transaction)) return;
      await invitations.handOver(transaction, uid, [address]);
      await invitations.putNotice(transaction, { uid, objectId: id, organizerId, dueMs: clock.nowMs(), attempts: 0 });
    });
    wake();
    return true;
  };
};
