import type { Account } from '../accounts/account.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import type { AccountId, MeetingId } from '../base/ids.ts';
import type { SettingsOfMeetingChange } from '../contract/http/meeting.ts';
import type { CancelMeeting } from '../meetings/cancel-meeting.ts';
import type { OpenMeeting } from '../meetings/open-meeting.ts';
import type { MeetingInvitee, SetInvitees } from '../meetings/set-invitees.ts';
import type { Transaction } from '../platform/database.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type EventPeople, peopleOn } from './event.ts';
import type { EventStore } from './event-store.ts';

/** The meeting that hangs from an event, or from the two that a series was split into. */
export interface EventMeetings {
  /** The ID of a meeting to come. Refuses with `no-webmeeting-right`. */
  reserve(organizer: Account): Promise<MeetingId>;
  open(transaction: Transaction, organizer: Account, meetingId: MeetingId): Promise<void>;
  changeSettings(transaction: Transaction, meetingId: MeetingId, change: SettingsOfMeetingChange): Promise<unknown>;
  /** Gives everyone their way in who is invited by what is stored now. */
  settleInvitees(transaction: Transaction, meetingId: MeetingId): Promise<void>;
  /** The meeting, with its keys, is somebody else's from now on. */
  passOn(transaction: Transaction, meetingId: MeetingId, organizerId: AccountId): Promise<void>;
  /** Closes the meeting, unless another event still has it. Call what it answers after the commit. */
  leave: CancelMeeting;
  doorOf(meetingId: MeetingId): string;
}

/** Settings of a meeting were sent with an event that has none. */
export const noMeeting = (): DomainError =>
  invalidField('meetingSettings', 'no-meeting', 'Only an event with a WebMeeting has these settings.');

const inviteesOf = (people: EventPeople): MeetingInvitee[] => {
  const series = new Set(peopleOn(people, '').map(({ address }) => address));
  return [...people].flatMap(([recurrenceId, list]) =>
    list.flatMap(({ address, name, role }) => {
      if (role === 'chair' || (recurrenceId !== '' && series.has(address))) return [];
      return [{ email: address, name, role, ...(recurrenceId !== '' && { recurrenceId }) }];
    }),
  );
};

export const createEventMeetings = ({
  openMeeting,
  setInvitees,
  cancelMeeting,
  passOn,
  changeSettings,
  events,
  attendees,
  doorOf,
}: {
  readonly openMeeting: OpenMeeting;
  readonly setInvitees: SetInvitees;
  readonly cancelMeeting: CancelMeeting;
  readonly passOn: EventMeetings['passOn'];
  readonly changeSettings: EventMeetings['changeSettings'];
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  /** Where a meeting lives. */
  readonly doorOf: (meetingId: MeetingId) => string;
}): EventMeetings => ({
  async reserve(organizer) {
    if (!organizer.webMeeting) throw new DomainError('no-webmeeting-right');
    return openMeeting.reserve();
  },
  async open(transaction, organizer, id) {
    await openMeeting.open(transaction, { id, organizerId: organizer.id });
  },
  async settleInvitees(transaction, meetingId) {
    const list = await events.listByMeeting(meetingId, transaction);
    const people = await attendees.listOf(
      list.map(({ id }) => id),
      transaction,
    );
    // Of one person in several events, the newest event says how they are called; everyone's series comes before dates.
    const found = new Map<string, MeetingInvitee>();
    for (const { id } of list)
      for (const invitee of inviteesOf(people.get(id) ?? new Map())) {
        const key = `${invitee.recurrenceId ?? ''} ${invitee.email}`;
        if (!found.has(key)) found.set(key, invitee);
      }
    await setInvitees(transaction, meetingId, [...found.values()]);
  },
  async leave(transaction, meetingId) {
    const others = await events.listByMeeting(meetingId, transaction);
    return others.length > 0 ? () => {} : cancelMeeting(transaction, meetingId);
  },
  passOn,
  changeSettings,
  doorOf,
});
