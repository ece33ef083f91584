import type { EventId } from '../base/ids.ts';
import type { CorrectedCalendar } from '../meetings/invitation-history.ts';
import { readContentLines } from '../protocols/icalendar/content-lines.ts';
import { readMessage } from '../protocols/mime/read-message.ts';
import type { Composer } from './composer.ts';
import { invitationCalendar } from './invitation-calendar.ts';
import type { InvitationMail, MailedMeeting } from './invitation-mail.ts';
import type { InvitationSituation } from './invitation-situation.ts';
import { planInvitations } from './plan-invitations.ts';
import type { ReadSituation } from './read-situation.ts';
import type { ToldInvitation } from './told-invitation.ts';

interface Correction {
  /** Undefined when the event is gone. */
  readonly objectId: EventId | undefined;
  /** For somebody who knows the PIN: without people, and without anybody's own link. */
  readonly forAnyone: boolean;
  /** It is no more, or no more theirs. */
  readonly gone: boolean;
}

/** The calendar file that puts right what its reader has, whatever became of the mails; undefined when there is nothing to say. */
export type CorrectCalendar = (told: ToldInvitation, correction: Correction) => Promise<CorrectedCalendar | undefined>;

/** As if its reader had never been told, or as if they still counted on it. */
const imagined = (situation: InvitationSituation, address: string, gone: boolean): InvitationSituation => {
  const others = situation.told.filter((row) => row.address !== address);
  const own = situation.told.filter((row) => row.address === address);
  return { ...situation, told: gone ? [...others, ...own.map((row) => ({ ...row, state: 'told' as const }))] : others };
};

const mailsTo = async (situation: InvitationSituation, address: string): Promise<InvitationMail[]> =>
  (await planInvitations(situation))
    .map(({ mail }) => mail)
    .filter(({ recipient, kind }) => recipient.address.toLowerCase() === address && !kind.startsWith('organizer'));

const withoutPeople = (text: string): string =>
  readContentLines(text)
    .lines.filter(({ name }) => name !== 'ATTENDEE')
    .map(({ physical }) => physical)
    .join('');

/** Without what is one reader's own. */
const openToAll = ({ phonePin: _, ...meeting }: MailedMeeting): MailedMeeting => ({
  ...meeting,
  link: meeting.doorUrl,
});

export const createCorrectCalendar = ({
  readSituation,
  composer,
  mailFrom,
}: {
  readonly readSituation: ReadSituation;
  readonly composer: Composer;
  readonly mailFrom: string;
}): CorrectCalendar => {
  /** The same file as in a mail: made by the same thread in the same way. */
  const compose = async (mail: InvitationMail): Promise<string | undefined> => {
    const [composed] = await composer.compose([mail]);
    return composed && readMessage(composed.mime).parts.find(({ type }) => type === 'text/calendar')?.text;
  };

  const forAnyone = (mail: InvitationMail, gone: boolean): CorrectedCalendar => {
    const { meeting, ...rest } = mail;
    const open = meeting && openToAll(meeting);
    // Whoever writes to the address of this mail is taken for its reader.
    const anyones = { ...rest, from: mailFrom, attendees: [], ...(open && { meeting: open }) };
    const method = gone ? ('CANCEL' as const) : ('PUBLISH' as const);
    return { method, text: withoutPeople(invitationCalendar(anyones, method, [])) };
  };

  return async (told, { objectId, forAnyone: isAnyone, gone }) => {
    const situation = await readSituation({
      uid: told.uid,
      objectId: objectId ?? '',
      organizerId: told.organizerId,
      dueMs: 0,
      attempts: 0,
    });
    // Of somebody who is told by mail, since the file is that of their mails.
    const address =
      told.facts.invitee === true ? told.address : situation.told.find((row) => row.facts.invitee)?.address;
    if (address === undefined) return undefined;
    const pending = await mailsTo(situation, address);
    const [mail] = await mailsTo(imagined(situation, address, gone), address);
    if (mail === undefined) return undefined;
    const lastTold = situation.told.filter((row) => row.address === address).map(({ sequence }) => sequence);
    // What they have by mail and what is about to come count as much as this file.
    const sequence = Math.max(...lastTold, ...pending.map((next) => next.sequence), 0);
    const corrected = {
      ...mail,
      sequence: gone && pending.length === 0 && told.state === 'told' ? sequence + 1 : sequence,
    };
    if (isAnyone) return forAnyone(corrected, gone);
    const text = await compose(corrected);
    return text === undefined ? undefined : { method: gone ? 'CANCEL' : 'REQUEST', text };
  };
};
