import { createHash } from 'node:crypto';
import type { AccountId, MeetingId } from '../base/ids.ts';
import { type Language, otherLanguage } from '../base/languages.ts';
import type { EventFacts, InviteeFacts } from '../calendar/event-facts.ts';
import type { InvitationKind, InvitationMail, MailedChange, MailedMeeting, MailPerson } from './invitation-mail.ts';
import type { ToldFacts, ToldInvitation } from './told-invitation.ts';

/** Somebody as far as mails need to know them. */
interface KnownPerson extends MailPerson {
  readonly language: Language;
  readonly timeZone: string;
}

/** The ways into a meeting, for each who is told. */
export interface MeetingAccess extends Omit<MailedMeeting, 'link'> {
  readonly startUrl: string;
  /** The personal links by lower-case address. */
  readonly joinUrls: ReadonlyMap<string, string>;
}

export interface InvitationSituation {
  readonly uid: string;
  /** As it is stored now; undefined when it is gone. */
  readonly event: EventFacts | undefined;
  readonly organizerId: AccountId;
  /** Undefined when the account is gone: then nobody can be invited, only cancelled. */
  readonly organizer: KnownPerson | undefined;
  readonly told: readonly ToldInvitation[];
  /** Invitees with accounts, by lower-case address. */
  readonly accounts: ReadonlyMap<string, Pick<KnownPerson, 'language' | 'timeZone' | 'name'>>;
  readonly meeting: MeetingAccess | undefined;
  readonly nowMs: number;
  /** The server's own address. */
  readonly from: string;
  /** Those of a mail whose reader's language is not known, in order. */
  readonly languages: readonly Language[];
}

/** What is to be sent and, once it is in the outbox, what everyone has been told. */
export interface PlannedInvitation {
  readonly mail: InvitationMail;
  readonly told: ToldInvitation;
}

interface Draft {
  readonly kind: InvitationKind;
  readonly facts: ToldFacts;
  readonly changed: readonly MailedChange[];
  readonly language: Language | undefined;
  readonly meeting: MailedMeeting | undefined;
}

const hash = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const sameTime = (one: ToldFacts, other: ToldFacts): boolean =>
  one.allDay === other.allDay &&
  (one.allDay
    ? one.start === other.start && one.end === other.end
    : one.startMs === other.startMs && one.endMs === other.endMs);

const changesBetween = (before: ToldFacts, after: ToldFacts): MailedChange[] => {
  const changed: MailedChange[] = [];
  if (before.title !== after.title) changed.push('title');
  if (!sameTime(before, after)) changed.push('time');
  if (before.location !== after.location) changed.push('location');
  if (before.description !== after.description) changed.push('description');
  if (before.keyHash !== after.keyHash) changed.push('meeting');
  return changed;
};

const spanOf = (event: EventFacts) => ({
  start: event.start,
  end: event.end,
  allDay: event.allDay,
  startMs: event.startMs,
  endMs: event.endMs,
});

const bareMeeting = ({ startUrl: _, joinUrls: __, ...meeting }: MeetingAccess, link: string): MailedMeeting => ({
  ...meeting,
  link,
});

/** What this person would be told now. `zone` is the one in which the organizer thinks of the event. */
const currentFacts = (
  event: EventFacts,
  organizer: KnownPerson,
  zone: string,
  recipient: ToldFacts['recipient'],
  meeting: MailedMeeting | undefined,
): ToldFacts => ({
  ...spanOf(event),
  title: event.title,
  location: event.location,
  description: event.description,
  organizer: { name: organizer.name, address: organizer.address, timeZone: zone },
  recipient,
  ...(meeting !== undefined && {
    meetingId: meeting.id as MeetingId,
    keyHash: hash(meeting.id, meeting.link, meeting.pin),
  }),
});

/** What is over is nobody's news, unless somebody still expects it. */
const withChanges = (
  nowMs: number,
  standing: ToldInvitation | undefined,
  draft: Omit<Draft, 'kind' | 'changed'>,
  [first, again]: readonly [InvitationKind, InvitationKind],
): Draft[] => {
  if (Math.max(draft.facts.endMs, standing?.facts.endMs ?? 0) <= nowMs) return [];
  if (standing === undefined) return [{ ...draft, kind: first, changed: [] }];
  const changed = changesBetween(standing.facts, draft.facts);
  return changed.length === 0 ? [] : [{ ...draft, kind: again, changed }];
};

const forInvitee = (
  { accounts, meeting: access, nowMs }: InvitationSituation,
  event: EventFacts,
  organizer: KnownPerson,
  standing: ReadonlyMap<string, ToldInvitation>,
  invitee: InviteeFacts,
): Draft[] => {
  const account = accounts.get(invitee.address);
  const recipient = {
    name: invitee.name || (account?.name ?? ''),
    address: invitee.address,
    timeZone: invitee.timeZone ?? account?.timeZone ?? event.timeZone,
  };
  const link = access?.joinUrls.get(invitee.address);
  const meeting = access !== undefined && link !== undefined ? bareMeeting(access, link) : undefined;
  const facts: ToldFacts = { ...currentFacts(event, organizer, event.timeZone, recipient, meeting), invitee: true };
  const language = invitee.language ?? account?.language;
  return withChanges(nowMs, standing.get(invitee.address), { facts, language, meeting }, ['invitation', 'update']);
};

/** The organizer gets a copy with the start link, when there is something to start and somebody to start it for. */
const forOrganizer = (
  { meeting: access, nowMs }: InvitationSituation,
  event: EventFacts,
  organizer: KnownPerson,
  standing: ReadonlyMap<string, ToldInvitation>,
): Draft[] => {
  if (access === undefined || event.invitees.length === 0) return [];
  const meeting = bareMeeting(access, access.startUrl);
  const recipient = { name: organizer.name, address: organizer.address, timeZone: organizer.timeZone };
  const facts = currentFacts(event, organizer, organizer.timeZone, recipient, meeting);
  const draft = { facts, language: organizer.language, meeting };
  return withChanges(nowMs, standing.get(organizer.address.toLowerCase()), draft, ['organizer', 'organizerUpdate']);
};

/** Cancelling repeats what was told: the event may be gone. What is over needs no cancelling. */
const forGone = ({ event, nowMs, accounts }: InvitationSituation, row: ToldInvitation): Draft[] => {
  if (row.facts.invitee === undefined || row.facts.endMs <= nowMs) return [];
  const kind = event === undefined ? 'cancellation' : 'removal';
  const { meetingId } = row.facts;
  const meeting =
    meetingId === undefined ? undefined : { id: meetingId, pin: '', link: '', doorUrl: '', phoneNumbers: [] };
  return [{ kind, facts: row.facts, changed: [], language: accounts.get(row.address)?.language, meeting }];
};

const draftAll = (situation: InvitationSituation): Draft[] => {
  const { event, organizer, told } = situation;
  const standing = new Map(told.filter(({ state }) => state === 'told').map((row) => [row.address, row]));
  if (event === undefined) return [...standing.values()].flatMap((row) => forGone(situation, row));
  if (organizer === undefined) return [];
  const own = organizer.address.toLowerCase();
  const invitees = event.invitees.filter(({ address }) => address !== own);
  const invited = new Set([own, ...invitees.map(({ address }) => address)]);
  const gone = [...standing.values()].filter(({ address }) => !invited.has(address));
  return [
    ...invitees.flatMap((invitee) => forInvitee(situation, event, organizer, standing, invitee)),
    ...gone.flatMap((row) => forGone(situation, row)),
    ...forOrganizer(situation, event, organizer, standing),
  ];
};

const languagesFor = (language: Language | undefined, configured: readonly Language[]): Language[] => {
  const [usual = 'en'] = configured;
  const first = language ?? usual;
  return configured.includes(otherLanguage(first)) ? [first, otherLanguage(first)] : [first];
};

/**
 * RFC 5546 2.1.4: the number rises with each mail that replaces one that its reader has; who is told for the first time is told of
 * the version that the others know.
 */
const sequenceOf = ({ told, event }: InvitationSituation, drafts: readonly Draft[]): number => {
  const theirs = event?.sequence ?? 0;
  if (told.length === 0) return theirs;
  const known = new Set(told.map(({ address }) => address));
  const replaces = drafts.some(({ facts }) => known.has(facts.recipient.address.toLowerCase()));
  return Math.max(theirs, Math.max(...told.map(({ sequence }) => sequence)) + (replaces ? 1 : 0));
};

/** RFC 5545 3.8.7.2: always later than the last one, also when the clock was set back. Whole seconds, as it is written. */
const stampOf = ({ told, nowMs }: InvitationSituation): number => {
  const afterLastMs = Math.max(0, ...told.map(({ toldMs }) => toldMs + 1_000));
  return Math.floor(Math.max(nowMs, afterLastMs) / 1_000) * 1_000;
};

/** Who must be told what now: the difference between what each was last told and what is. */
export const planInvitations = (situation: InvitationSituation): PlannedInvitation[] => {
  const drafts = draftAll(situation);
  const sequence = sequenceOf(situation, drafts);
  const stampMs = stampOf(situation);
  const attendees = (situation.event?.invitees ?? []).map(({ name, address, role, answer }) => ({
    name,
    address,
    role,
    answer,
  }));
  return drafts.map(({ kind, facts, changed, language, meeting }) => ({
    mail: {
      kind,
      uid: situation.uid,
      sequence,
      stampMs,
      title: facts.title,
      ...{ start: facts.start, end: facts.end, allDay: facts.allDay, startMs: facts.startMs, endMs: facts.endMs },
      location: facts.location,
      description: facts.description,
      organizer: facts.organizer,
      recipient: facts.recipient,
      attendees,
      ...(meeting !== undefined && { meeting }),
      changed,
      languages: languagesFor(language, situation.languages),
      from: situation.from,
    },
    told: {
      uid: situation.uid,
      address: facts.recipient.address.toLowerCase(),
      organizerId: situation.organizerId,
      sequence,
      state: kind === 'cancellation' || kind === 'removal' ? 'cancelled' : 'told',
      facts,
      toldMs: stampMs,
    },
  }));
};
