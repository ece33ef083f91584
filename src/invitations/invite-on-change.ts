import type { Clock } from '../base/clock.ts';
import type { EventChangeListener, EventChangeNotice } from '../calendar/event-changes.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { InvitationNotice } from './told-invitation.ts';

/** The first word of an event and the last one leave at once; what lies between waits until the organizer has been quiet. */
const isUrgent = ({ before, after }: EventChangeNotice): boolean =>
  before === undefined || after === undefined || before.invitees.length === 0;

const dueAt = (standing: InvitationNotice | undefined, nowMs: number, delayMs: number): number => {
  // Already due: the job may be composing from the older facts this moment. Another due time tells it that they have changed.
  if (standing !== undefined && standing.dueMs <= nowMs) return standing.dueMs + 1;
  return nowMs + delayMs;
};

/**
 * Notes, in the transaction of the change, that people must hear of it. What exactly and who is worked out when the notice is due,
 * from what each was last told: so several edits become one mail.
 */
export const createInviteOnChange =
  ({
    store,
    clock,
    quietMs,
  }: {
    readonly store: InvitationStore;
    readonly clock: Clock;
    readonly quietMs: number;
  }): EventChangeListener =>
  async (transaction, change) => {
    const { before, after, notify } = change;
    const event = after ?? before;
    if (event === undefined) return;
    if (!notify) {
      // Deleted in silence: what was still to be said is not said any more.
      if (after === undefined) await store.removeNotice(transaction, event.uid);
      return;
    }
    if ((before?.invitees.length ?? 0) === 0 && (after?.invitees.length ?? 0) === 0) return;
    const nowMs = clock.nowMs();
    const standing = await store.findNotice(event.uid, transaction);
    await store.putNotice(transaction, {
      uid: event.uid,
      objectId: event.objectId,
      organizerId: event.organizerId,
      dueMs: dueAt(standing, nowMs, isUrgent(change) ? 0 : quietMs),
      attempts: 0,
    });
  };
