import type { Clock } from '../base/clock.ts';
import type { EventChangeListener, EventChangeNotice } from '../calendar/event-changes.ts';
import type { EventFacts } from '../calendar/event-facts.ts';
import type { InvitationStore } from './invitation-store.ts';
import { guestsOf, invitedAddresses } from './invited-to.ts';
import type { InvitationNotice } from './told-invitation.ts';

const isAlone = (event: EventFacts | undefined): boolean => event === undefined || invitedAddresses(event).size === 0;

/** The first word of an event and the last one leave at once; what lies between waits until the organizer has been quiet. */
const isUrgent = ({ before, after }: EventChangeNotice): boolean => after === undefined || isAlone(before);

const dueAt = (standing: InvitationNotice | undefined, nowMs: number, delayMs: number, leastMs: number): number => {
  // Already due: the job may be composing from the older facts this moment. Another due time tells it that they have changed.
  if (standing !== undefined && standing.dueMs <= nowMs)
    return Math.max(standing.dueMs + 1, leastMs > 0 ? nowMs + leastMs : 0);
  return nowMs + Math.max(delayMs, leastMs);
};

const toldElsewhere = (event: EventFacts): string[] => {
  const lists = [event.invitees, ...event.changedDates.map(({ invitees }) => invitees)];
  if (!lists.some((list) => list.some((invitee) => invitee.toldElsewhere))) return [];
  const guests = guestsOf(event);
  return [...invitedAddresses(event)].filter((address) => guests.of(address).toldElsewhere);
};

/**
 * Notes, in the transaction of the change, that people must hear of it. What exactly and who is worked out when the notice is due,
 * from what each was last told: so several edits become one mail, and a delete that is undone in time none. A UID is no secret: who
 * comes later with an event of the same one tells nobody of it, and takes nothing from those who were told of the first.
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
    const { before, after, notify, onlyIfTold, quietAtLeastMs = 0 } = change;
    const event = after ?? before;
    if (event === undefined) return;
    const teller = await store.tellerOf(event.uid, transaction);
    if (teller !== undefined && teller !== event.organizerId) return;
    // Kept at once: when the event goes, nothing says any more whom it is not ours to tell.
    const others = toldElsewhere(event);
    if (others.length > 0) await store.handOver(transaction, event.uid, others);
    if (!notify) {
      // Deleted in silence: what was still to be said is not said any more.
      if (after === undefined) await store.removeNotice(transaction, event.uid);
      return;
    }
    if (isAlone(before) && isAlone(after)) return;
    const nowMs = clock.nowMs();
    const standing = await store.findNotice(event.uid, transaction);
    // Who was never told of an event need not hear that it goes, or that it came back.
    const isUnknown = standing === undefined && (await store.listTold(event.uid, transaction)).length === 0;
    if (isUnknown && (after === undefined || onlyIfTold)) return;
    await store.putNotice(transaction, {
      uid: event.uid,
      objectId: event.objectId,
      organizerId: event.organizerId,
      dueMs: dueAt(standing, nowMs, isUrgent(change) ? 0 : quietMs, quietAtLeastMs),
      attempts: 0,
    });
  };
