import type { MeetingId } from '../base/ids.ts';
import type { Partstat } from '../contract/http/event.ts';

/** Somebody who is invited to one date of a meeting, as the calendar knows them. */
export interface InvitedPerson {
  /** Lower case. */
  readonly address: string;
  readonly name: string;
  readonly answer: Partstat;
}

/** Those invited to a date, without its organizer. Answered by the calendar, which meetings do not know. */
export type ListInvited = (meetingId: MeetingId, recurrenceId: string) => Promise<readonly InvitedPerson[]>;

/** Who has no name is called by their address, to others than the organizer by what stands before its @. */
export const nameOf = ({ name, address }: Pick<InvitedPerson, 'name' | 'address'>, seesAddresses: boolean): string =>
  name || (seesAddresses ? address : address.slice(0, address.lastIndexOf('@')));
