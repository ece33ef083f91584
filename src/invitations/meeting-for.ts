import type { MailedMeeting } from './invitation-mail.ts';
import type { MeetingAccess } from './invitation-situation.ts';

/** What is one reader's own: nobody else's mail holds it. */
interface OwnKeys {
  readonly link: string;
  readonly phonePin?: string | undefined;
}

/** A meeting as one reader's mail tells it: one link, the reader's own, and the PIN that is theirs on the telephone. */
export const meetingFor = (
  { startUrl: _, joinUrls: __, phonePins: ___, organizerPhonePin: ____, ...meeting }: MeetingAccess,
  { link, phonePin }: OwnKeys,
): MailedMeeting => ({ ...meeting, link, ...(phonePin !== undefined && { phonePin }) });

/** The meeting for who starts it. */
export const meetingForOrganizer = (access: MeetingAccess): MailedMeeting =>
  meetingFor(access, { link: access.startUrl, phonePin: access.organizerPhonePin });

/** What somebody holds of one date, else of the series. */
const heldOf = (keys: MeetingAccess['joinUrls'], address: string, recurrenceId: string): string | undefined =>
  keys.get(recurrenceId)?.get(address) ?? keys.get('')?.get(address);

export const phonePinOf = (access: MeetingAccess, address: string, recurrenceId: string): string | undefined =>
  heldOf(access.phonePins, address.toLowerCase(), recurrenceId);

/** The meeting for one who is invited to a date, `''` for the series; undefined when they hold no link. */
export const meetingForInvitee = (
  access: MeetingAccess,
  address: string,
  recurrenceId: string,
): MailedMeeting | undefined => {
  const link = heldOf(access.joinUrls, address, recurrenceId);
  return link === undefined
    ? undefined
    : meetingFor(access, { link, phonePin: phonePinOf(access, address, recurrenceId) });
};
