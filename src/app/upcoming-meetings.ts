import type { Account } from '../accounts/account.ts';
import type { UpcomingMeetings } from '../accounts/delete-account.ts';
import type { BelongingsView } from '../admin/belongings-view.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { DeleteEvent } from '../calendar/delete-event.ts';
import type { HandOverEvent } from '../calendar/hand-over-event.ts';
import type { InvitationStore } from '../invitations/invitation-store.ts';
import type { InviteJob } from '../invitations/invite-job.ts';

/** What becomes of the events of an account that is to be deleted. Its mails are composed from what would go with it, so they come first. */
export const createUpcomingMeetings = ({
  belongings,
  deleteEvent,
  handOverEvent,
  inviteJob,
  notices,
  clock,
}: {
  readonly belongings: BelongingsView;
  readonly deleteEvent: DeleteEvent;
  readonly handOverEvent: HandOverEvent;
  readonly inviteJob: Pick<InviteJob, 'run'>;
  readonly notices: Pick<InvitationStore, 'hasten'>;
  readonly clock: Clock;
}): UpcomingMeetings => {
  const forEach = async ({ id }: Account, change: (event: EventId) => Promise<unknown>): Promise<void> => {
    for (const event of await belongings.upcomingEvents(id, clock.nowMs()))
      await change(event).catch((error: unknown) => {
        // Somebody who shares the calendar was quicker.
        if (!(error instanceof DomainError) || error.code !== 'not-found') throw error;
      });
  };
  return {
    async count(id) {
      return (await belongings.upcomingEvents(id, clock.nowMs())).length + (await belongings.untoldEvents(id));
    },
    async cancelAll(account) {
      await forEach(account, (event) => deleteEvent(account, event, { notify: true, scope: 'all' }));
      // Deletes wait for somebody to undo them; nobody can any more.
      await notices.hasten(account.id, clock.nowMs());
      await inviteJob.run();
    },
    handOverAll: (account, to) => forEach(account, (event) => handOverEvent(account, event, { email: to.email })),
  };
};
