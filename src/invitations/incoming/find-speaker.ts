import type { IncomingMail } from '../../mail/inbox/incoming-mail.ts';
import type { ItipAttendee } from '../../protocols/itip/itip-object.ts';

/** Whose answer a mail brings. */
export interface Speaker {
  /** Of somebody who is invited. */
  readonly address: string;
  /** The ATTENDEE that says it. */
  readonly attendee: ItipAttendee;
  /** False: it may be anybody who wrote it. */
  readonly isSure: boolean;
}

export interface SpeakerSearch {
  readonly mail: Pick<IncomingMail, 'authentic' | 'from'>;
  /** Invitees of this event to whose own reply addresses it came. */
  readonly holders: readonly string[];
  /** Lower-case addresses and their names. */
  readonly invited: ReadonlyMap<string, string>;
  /** The organizer's own address. */
  readonly organizer: string;
  readonly attendees: readonly ItipAttendee[];
}

const answers = ({ partstat }: ItipAttendee): boolean => partstat !== 'NEEDS-ACTION';

/**
 * The one ATTENDEE that is nobody of the event: another name of who holds the reply address. Somebody's delegate is somebody else,
 * and so is another invitee, who would have written from their own address.
 */
const aliasIn = ({ mail, invited, organizer, attendees }: SpeakerSearch): ItipAttendee | undefined => {
  const unknown = attendees.filter(
    ({ address, delegatedFrom }) => !invited.has(address) && address !== organizer && delegatedFrom.length === 0,
  );
  const saying = unknown.filter(answers);
  const candidates = saying.length > 0 ? saying : unknown;
  if (attendees.some((attendee) => invited.has(attendee.address) && answers(attendee))) return undefined;
  if (new Set(candidates.map(({ partstat }) => partstat)).size <= 1) return candidates[0];
  return candidates.find(({ address }) => address === mail.from?.address);
};

const isOf =
  (address: string | undefined) =>
  (attendee: ItipAttendee): boolean =>
    attendee.address === address;

/** The words of a name in no order, without accents: `LEE, Ann` is `Ann Lee`. */
const nameKey = (name: string): string =>
  (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .sort()
    .join(' ');

const localOf = (address: string): string => address.slice(0, address.lastIndexOf('@'));

/**
 * Whether an unknown address may well be another one of the invitee's: it bears their name, or the mail comes from the address that
 * was invited. Else it is likely somebody to whom they forwarded the mail, and who answers for themself.
 */
const isLikely = ({ mail, invited }: SpeakerSearch, address: string, alias: ItipAttendee): boolean => {
  if (mail.from === undefined || mail.from.address === address) return true;
  const key = nameKey(invited.get(address) ?? '');
  const isNamed = key !== '' && [alias.name, mail.from.name].some((name) => nameKey(name) === key);
  return isNamed || [alias.address, mail.from.address].some((other) => localOf(other) === localOf(address));
};

/** By the reply address: a key that this invitee was given, and that goes on with each mail that they forward. */
const byHolder = (search: SpeakerSearch): Speaker | undefined => {
  const { holders, attendees, mail, invited } = search;
  for (const address of holders) {
    const attendee = attendees.find(isOf(address));
    if (attendee) return { address, attendee, isSure: true };
  }
  const [address, second] = holders;
  const attendee = aliasIn(search);
  if (address === undefined || second !== undefined || attendee === undefined) return undefined;
  const from = mail.from?.address ?? '';
  const isSomebodyElse = from !== address && invited.has(from);
  return { address, attendee, isSure: !isSomebodyElse && isLikely(search, address, attendee) };
};

/** By the sender, of whom his own domain says that it is him. */
const bySender = ({ mail, invited, attendees }: SpeakerSearch): Speaker | undefined => {
  const address = mail.from?.address;
  if (!mail.authentic || address === undefined || !invited.has(address)) return undefined;
  const attendee = attendees.find(isOf(address));
  return attendee && { address, attendee, isSure: true };
};

/** Whose answer it claims to be. */
const byClaim = ({ mail, invited, attendees }: SpeakerSearch): Speaker | undefined => {
  const named = attendees.filter(({ address }) => invited.has(address));
  const attendee = named.find(isOf(mail.from?.address)) ?? named.find(answers) ?? named[0];
  if (attendee) return { address: attendee.address, attendee, isSure: false };
  const [only] = attendees;
  const from = mail.from?.address;
  if (from === undefined || !invited.has(from) || only === undefined || attendees.length > 1) return undefined;
  if (only.delegatedFrom.length > 0) return undefined;
  return { address: from, attendee: only, isSure: false };
};

/**
 * Whose answer a mail brings, and whether that is sure (RFC 6047 3): it came to the invitee's own reply address and is likely theirs,
 * or from the invitee's address with proof. Undefined when it is nobody's who is invited. Of several in one mail only the sender's counts.
 */
export const findSpeaker = (search: SpeakerSearch): Speaker | undefined => {
  const found = byHolder(search);
  if (found?.isSure) return found;
  return bySender(search) ?? found ?? byClaim(search);
};
