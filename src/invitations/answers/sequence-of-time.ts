import type { InvitationStore } from '../invitation-store.ts';
import type { SequenceOfTime } from './record-answer.ts';

/** From what each was told: an answer to an earlier mail is one to another time. */
export const createSequenceOfTime =
  ({ invitations }: { readonly invitations: InvitationStore }): SequenceOfTime =>
  async (uid, address, recurrenceId) => {
    const rows = (await invitations.listToldTo(uid, address)).filter(({ state }) => state === 'told');
    const row = rows.find((one) => one.recurrenceId === recurrenceId) ?? rows.find((one) => one.recurrenceId === '');
    return Math.max(row?.facts.timeSequence ?? 0, row?.facts.dateSequences?.[recurrenceId] ?? 0);
  };
