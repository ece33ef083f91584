import type { EventChangeListener } from '../calendar/event-changes.ts';
import type { AccountSignals } from '../platform/account-signals.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { DueNoteStore } from './jobs/due-note-store.ts';

/**
 * When an event goes to another organizer, what is kept of its invitations goes along, before anything is noted of the change; open
 * pages of both see it.
 */
export const createFollowHandOver =
  ({
    store,
    notes,
    signals,
  }: {
    readonly store: InvitationStore;
    readonly notes: Pick<DueNoteStore, 'setOrganizer'>;
    readonly signals: AccountSignals;
  }): EventChangeListener =>
  async (transaction, { before, after }) => {
    if (before === undefined || after === undefined || before.organizerId === after.organizerId) return;
    await store.setOrganizer(transaction, after.uid, before.organizerId, after.organizerId);
    await notes.setOrganizer(transaction, after.objectId, after.organizerId);
    for (const { organizerId } of [before, after]) signals.tellAfter(transaction, organizerId, after.objectId);
  };
