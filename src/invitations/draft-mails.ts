import type { Language } from '../base/languages.ts';
import type { EventFacts, OccasionFacts } from '../calendar/event-facts.ts';
import { type ChangedDate, changedDates, changesBetween, lastEndMs } from './compare-told.ts';
import type { EventSpan } from './describe-time.ts';
import type { DateNews, InvitationKind, MailedChange, MailedMeeting, MailedRecurrence } from './invitation-mail.ts';
import type { InvitationSituation, InviteeIdentity, KnownPerson } from './invitation-situation.ts';
import type { Guests } from './invited-to.ts';
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

/** The kinds of one reader's mails: first told, told again. */
export type Kinds = readonly [InvitationKind, InvitationKind];
export const INVITEES: Kinds = ['invitation', 'update'];
export const ORGANIZERS: Kinds = ['organizer', 'organizerUpdate'];

/** For whom the drafts of one event are. */
export interface Reader {
  readonly kinds: Kinds;
  readonly language: Language | undefined;
  readonly meeting: MailedMeeting | undefined;
  readonly identity: Partial<InviteeIdentity>;
}

/** What a mail repeats of an occasion. */
export const occasionOf = ({
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
export const wholeDrafts = (scene: Scene, reader: Reader, now: ToldFacts, standing: Standing): Draft[] => {
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
export const dateDrafts = (
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
