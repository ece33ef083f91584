import { createHash } from 'node:crypto';
import type { MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { EventFacts, InviteeFacts, OccasionFacts } from '../calendar/event-facts.ts';
import { type ChangedDate, changedDates, changesBetween, lastEndMs } from './compare-told.ts';
import type { EventSpan } from './describe-time.ts';
import type { DateNews, InvitationKind, MailedChange, MailedMeeting, MailedRecurrence } from './invitation-mail.ts';
import type { InvitationSituation, InviteeIdentity, KnownPerson, MeetingAccess } from './invitation-situation.ts';
import type { Guests, Invited } from './invited-to.ts';
import type { MailedParts } from './mailed-recurrence.ts';
import type { ToldDate, ToldFacts, ToldInvitation } from './told-invitation.ts';

/** What one row says from then on. */
export type ToldRow = Pick<ToldInvitation, 'recurrenceId' | 'state' | 'facts'>;

/** A mail to be, and what its reader has been told by it. */
export interface Draft {
  readonly kind: InvitationKind;
  readonly facts: ToldFacts;
  readonly changed: readonly MailedChange[];
  readonly news: readonly DateNews[];
  readonly recurrence?: MailedRecurrence;
  readonly language: Language | undefined;
  readonly meeting: MailedMeeting | undefined;
  /** Whose attendees are listed. */
  readonly listedOn: string;
  readonly rows: readonly ToldRow[];
  readonly identity: Partial<InviteeIdentity>;
  /** When it was, where the whole moved. */
  readonly was?: EventSpan;
  /** Names of single dates that moved. */
  readonly movedDates?: readonly string[];
}

/** An event that takes place, with everything that is worked out of it once. */
export interface Scene {
  readonly situation: InvitationSituation;
  readonly event: EventFacts;
  readonly organizer: KnownPerson;
  readonly guests: Guests;
  readonly parts: MailedParts;
}

/** What one person was told, by recurrenceId. */
export type Standing = ReadonlyMap<string, ToldInvitation>;

const hash = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const bareMeeting = ({ startUrl: _, joinUrls: __, ...meeting }: MeetingAccess, link: string): MailedMeeting => ({
  ...meeting,
  link,
});

const occasionOf = ({
  title,
  location,
  description,
  start,
  end,
  allDay,
  startMs,
  endMs,
}: OccasionFacts | ToldDate) => ({
  ...{ title, location, description },
  ...{ start, end, allDay, startMs, endMs },
});

/** What this person would be told now. `zone` is the one in which the organizer thinks of it. */
const factsNow = (
  occasion: OccasionFacts,
  organizer: KnownPerson,
  zone: string,
  recipient: ToldFacts['recipient'],
  meeting: MailedMeeting | undefined,
): ToldFacts => ({
  ...occasionOf(occasion),
  organizer: { name: organizer.name, address: organizer.address, timeZone: zone },
  recipient,
  ...(meeting !== undefined && {
    meetingId: meeting.id as MeetingId,
    keyHash: hash(meeting.id, meeting.link, meeting.pin),
  }),
});

/** The kinds of one reader's mails: first told, told again. */
type Kinds = readonly [InvitationKind, InvitationKind];
const INVITEES: Kinds = ['invitation', 'update'];
const ORGANIZERS: Kinds = ['organizer', 'organizerUpdate'];

interface Reader {
  readonly kinds: Kinds;
  readonly language: Language | undefined;
  readonly meeting: MailedMeeting | undefined;
  readonly identity: Partial<InviteeIdentity>;
}

/** A gone meeting has no keys; that there was one is still said. */
export const goneMeeting = ({ meetingId }: ToldFacts): MailedMeeting | undefined =>
  meetingId === undefined ? undefined : { id: meetingId, pin: '', link: '', doorUrl: '', phoneNumbers: [] };

const newsOf = (
  { was, tookPlace, now, changed, recurrenceId }: ChangedDate,
  standing: ReadonlySet<string>,
): DateNews => {
  if (now === undefined) return { was, kind: standing.has(recurrenceId) ? 'removed' : 'cancelled', changed };
  return { was, now, kind: tookPlace ? 'changed' : 'restored', changed };
};

/** Only single dates changed: their VEVENTs go alone, since some programs refuse them beside that of the series. */
const datesDraft = (
  { parts, guests }: Scene,
  { kinds, ...reader }: Reader,
  facts: ToldFacts,
  dates: readonly ChangedDate[],
  rows: readonly ToldRow[],
): Draft | undefined => {
  const [first] = dates;
  if (first === undefined || facts.series === undefined) return undefined;
  const gone = dates.every(({ now }) => now === undefined);
  const news = dates.map((date) => newsOf(date, guests.standing));
  const removed = news.every(({ kind }) => kind === 'removed');
  const shown = dates.map(({ was, now }) => now ?? was);
  return {
    ...reader,
    kind: gone ? (removed ? 'removal' : 'cancellation') : kinds[1],
    facts: { ...facts, ...occasionOf(first.now ?? first.was) },
    changed: [...new Set(dates.flatMap(({ changed }) => changed))].filter((change) => change !== 'time'),
    news,
    recurrence: {
      carries: 'dates',
      timeZone: facts.series.timeZone,
      dates: shown.map(parts.date),
      ofKnownSeries: true,
    },
    ...(gone && { meeting: goneMeeting(facts) }),
    listedOn: first.recurrenceId,
    rows,
    movedDates: dates.filter(({ changed }) => changed.includes('time')).map(({ recurrenceId }) => recurrenceId),
  };
};

/** Who becomes the organizer, or is no more, has not been told anything as that. */
const sameSide = (told: ToldInvitation | undefined, kinds: Kinds): ToldInvitation | undefined =>
  (told?.facts.invitee === true) === (kinds === INVITEES) ? told : undefined;

const spanOf = ({ start, end, allDay, startMs, endMs }: EventSpan): EventSpan => ({
  start,
  end,
  allDay,
  startMs,
  endMs,
});

/** What later mails and the door must know of earlier ones. */
const remembered = (now: ToldFacts, told: ToldFacts | undefined): ToldFacts => {
  if (told === undefined) return now;
  const changed = changesBetween(told, now);
  if (changed.includes('time')) return { ...now, movedFrom: spanOf(told) };
  const { movedFrom, timeSequence, dateSequences } = told;
  const isSameTime = !changed.includes('repetition');
  return {
    ...now,
    ...(movedFrom !== undefined && { movedFrom }),
    ...(isSameTime && timeSequence !== undefined && { timeSequence }),
    ...(isSameTime && dateSequences !== undefined && { dateSequences }),
  };
};

/** What is to be told of the single event or the series as a whole. What is over is nobody's news, unless somebody still expects it. */
const wholeDrafts = (scene: Scene, reader: Reader, now: ToldFacts, standing: Standing): Draft[] => {
  const { parts, situation, guests } = scene;
  const { kinds, ...rest } = reader;
  const told = sameSide(standing.get(''), kinds);
  const facts = remembered(now, told?.facts);
  if (Math.max(lastEndMs(facts), told === undefined ? 0 : lastEndMs(told.facts)) <= situation.nowMs) return [];
  const rows: ToldRow[] = [
    { recurrenceId: '', state: 'told', facts },
    // Who is invited to all of it holds no single dates any more.
    ...[...standing.values()]
      .filter(({ recurrenceId }) => recurrenceId !== '')
      .map((row): ToldRow => ({ recurrenceId: row.recurrenceId, state: 'cancelled', facts: row.facts })),
  ];
  const draft = {
    ...rest,
    facts,
    news: [],
    ...(facts.series !== undefined && { recurrence: parts.whole(facts.series) }),
    listedOn: '',
    rows,
  };
  if (told === undefined) return [{ ...draft, kind: kinds[0], changed: [] }];
  const changed = changesBetween(told.facts, facts);
  const regular = !changed.includes('time') && !changed.includes('repetition');
  const all = regular ? changedDates(told.facts, facts, situation.nowMs) : [];
  // The organizer knows what they cancelled themselves.
  const dates = kinds === ORGANIZERS ? all.filter(({ now, tookPlace }) => now !== undefined && tookPlace) : all;
  if (changed.length === 0 && dates.length === 0) return [];
  const oneMethod = dates.every(({ now }) => now === undefined) || dates.every(({ now }) => now !== undefined);
  const alone = changed.length === 0 && oneMethod ? datesDraft(scene, reader, facts, dates, rows) : undefined;
  return [
    alone ?? {
      ...draft,
      ...(changed.includes('time') && { was: told.facts }),
      kind: kinds[1],
      changed,
      news: dates.map((date) => newsOf(date, guests.standing)),
      movedDates: dates.filter((date) => date.changed.includes('time')).map(({ recurrenceId }) => recurrenceId),
    },
  ];
};

/** One date, to somebody who is not invited to the others: an event of its own to them. */
const dateDrafts = (
  { parts, situation, event }: Scene,
  { kinds, ...reader }: Reader,
  now: ToldFacts,
  date: ToldDate,
  standing: ToldInvitation | undefined,
): Draft[] => {
  const { recurrenceId } = date;
  const told = sameSide(standing, kinds);
  const facts = remembered(now, told?.facts);
  if (Math.max(facts.endMs, told?.facts.endMs ?? 0) <= situation.nowMs) return [];
  const changed = told === undefined ? [] : changesBetween(told.facts, facts);
  if (told !== undefined && changed.length === 0) return [];
  return [
    {
      ...reader,
      ...(told !== undefined && changed.includes('time') && { was: told.facts }),
      kind: told === undefined ? kinds[0] : kinds[1],
      facts,
      changed,
      news: [],
      recurrence: {
        carries: 'dates',
        timeZone: event.timeZone,
        dates: [parts.date(date)],
        ofKnownSeries: false,
      },
      listedOn: recurrenceId,
      rows: [{ recurrenceId, state: 'told', facts }],
    },
  ];
};

export const asDate = (facts: ToldFacts, recurrenceId: string, timeZone: string): ToldDate => ({
  ...occasionOf({ ...facts, recurrenceId, timeZone }),
  recurrenceId,
  timeZone,
});

const dateMark = (event: EventFacts, timeZone: string): Required<Pick<ToldFacts, 'date'>> => ({
  date: { timeZone, seriesZone: event.timeZone },
});

const readerOf = (
  { situation, event, organizer }: Scene,
  invitee: InviteeFacts,
  occasion: OccasionFacts,
  id: string,
  standing: Standing,
) => {
  const { accounts, meeting: access } = situation;
  const account = accounts.get(invitee.address);
  const recipient = {
    name: invitee.name || (account?.name ?? ''),
    address: invitee.address,
    timeZone: invitee.timeZone ?? account?.timeZone ?? event.timeZone,
  };
  const link = access?.joinUrls.get(id)?.get(invitee.address) ?? access?.joinUrls.get('')?.get(invitee.address);
  const meeting = access !== undefined && link !== undefined ? bareMeeting(access, link) : undefined;
  // One address for all that this person is told of the event: their program knows its organizer by it.
  const known = [...standing.values()].find(({ facts }) => facts.invitee === true)?.facts.from;
  const identity = situation.identityFor(organizer, invitee.address, known);
  const reader: Reader = { kinds: INVITEES, language: invitee.language ?? account?.language, meeting, identity };
  const told = factsNow(occasion, organizer, occasion.timeZone, recipient, meeting);
  const facts: ToldFacts = { ...told, invitee: true, from: identity.from };
  return { reader, facts };
};

/** The mails to one who is invited, to the whole or to some dates. */
export const draftsForInvited = (scene: Scene, address: string, invited: Invited, standing: Standing): Draft[] => {
  const { event, guests } = scene;
  if (invited.whole !== undefined) {
    const { reader, facts } = readerOf(scene, invited.whole, event, '', standing);
    const series = guests.seriesFor(address);
    return wholeDrafts(scene, reader, { ...facts, ...(series !== undefined && { series }) }, standing);
  }
  return invited.dates.flatMap(({ invitee, date }) => {
    const { reader, facts } = readerOf(scene, invitee, date, date.recurrenceId, standing);
    const told = { ...facts, ...dateMark(event, date.timeZone) };
    const shown = asDate(facts, date.recurrenceId, date.timeZone);
    return dateDrafts(scene, reader, told, shown, standing.get(date.recurrenceId));
  });
};

/** The organizer gets a copy with the start link, when there is something to start and somebody to start it for. */
export const draftsForOrganizer = (scene: Scene, standing: Standing): Draft[] => {
  const { situation, event, organizer, guests } = scene;
  const { meeting: access } = situation;
  if (access === undefined) return [];
  const meeting = bareMeeting(access, access.startUrl);
  const reader: Reader = { kinds: ORGANIZERS, language: organizer.language, meeting, identity: {} };
  const recipient = { name: organizer.name, address: organizer.address, timeZone: organizer.timeZone };
  const factsOf = (occasion: OccasionFacts): ToldFacts =>
    factsNow(occasion, organizer, organizer.timeZone, recipient, meeting);
  if (event.invitees.length > 0) {
    const series = guests.seriesFor(undefined);
    return wholeDrafts(scene, reader, { ...factsOf(event), ...(series !== undefined && { series }) }, standing);
  }
  const dates = event.changedDates.filter(({ status, invitees }) => status !== 'CANCELLED' && invitees.length > 0);
  return dates.flatMap((date) => {
    const facts = { ...factsOf(date), ...dateMark(event, date.timeZone) };
    const shown = asDate(facts, date.recurrenceId, date.timeZone);
    return dateDrafts(scene, reader, facts, shown, standing.get(date.recurrenceId));
  });
};
