import type { AccountId } from '../base/ids.ts';
import type { MeetingStore } from './meeting-store.ts';

const NO_ACCOUNT = '' as AccountId;

/**
 * Meetings as telephones find them: those whose organizer may not be called are none. Who may is asked for every ID, so that the time
 * does not tell which are meetings.
 */
export const createPhonedMeetings = ({
  meetings,
  mayBeCalled,
}: {
  readonly meetings: Pick<MeetingStore, 'findById'>;
  readonly mayBeCalled: (organizers: readonly AccountId[]) => Promise<ReadonlySet<AccountId>>;
}): Pick<MeetingStore, 'findById'> => ({
  async findById(id) {
    const meeting = await meetings.findById(id);
    const called = await mayBeCalled([meeting?.organizerId ?? NO_ACCOUNT]);
    return meeting !== undefined && called.has(meeting.organizerId) ? meeting : undefined;
  },
});
