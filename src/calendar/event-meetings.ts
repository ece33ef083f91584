import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { CancelMeeting } from '../meetings/cancel-meeting.ts';
import type { OpenMeeting } from '../meetings/open-meeting.ts';
import type { SetInvitees } from '../meetings/set-invitees.ts';
import type { Transaction } from '../platform/database.ts';
import type { Attendee } from './event.ts';

/** The meeting that hangs from an event. */
export interface EventMeetings {
  /** Refuses with `no-webmeeting-right`. */
  open(transaction: Transaction, organizer: Account): Promise<MeetingId>;
  invite(transaction: Transaction, meetingId: MeetingId, attendees: readonly Attendee[]): Promise<void>;
  /** Call what it answers after the commit. */
  cancel: CancelMeeting;
}

export const createEventMeetings = ({
  openMeeting,
  setInvitees,
  cancelMeeting,
}: {
  readonly openMeeting: OpenMeeting;
  readonly setInvitees: SetInvitees;
  readonly cancelMeeting: CancelMeeting;
}): EventMeetings => ({
  async open(transaction, organizer) {
    if (!organizer.webMeeting) throw new DomainError('no-webmeeting-right');
    const meeting = await openMeeting(transaction, { organizerId: organizer.id });
    return meeting.id;
  },
  async invite(transaction, meetingId, attendees) {
    const invitees = attendees.flatMap(({ address, name, role }) =>
      role === 'chair' ? [] : [{ email: address, name, role }],
    );
    await setInvitees(transaction, meetingId, invitees);
  },
  cancel: cancelMeeting,
});
