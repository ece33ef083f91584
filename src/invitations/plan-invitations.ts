import { createBreather } from '../platform/breathe.ts';
import { sameRepetition } from './compare-told.ts';
import type { Draft, Scene, Standing } from './draft-mails.ts';
import type { InvitationMail } from './invitation-mail.ts';
import type { InvitationSituation } from './invitation-situation.ts';
import { guestsOf } from './invited-to.ts';
import { languagesFor } from './mail-texts.ts';
import { type MailedParts, mailedParts } from './mailed-recurrence.ts';
import { draftForGoneDates, draftForGoneWhole } from './plan-gone.ts';
import { draftsForInvited } from './plan-invited.ts';
import { draftsForOrganizer } from './plan-organizer.ts';
import type { ToldInvitation } from './told-invitation.ts';

/** What is to be sent and, once it is in the outbox, what its reader has been told. */
export interface PlannedInvitation {
  readonly mail: InvitationMail;
  readonly told: readonly ToldInvitation[];
}

const NOBODY: Standing = new Map();

/** What each address was told and still counts on. */
const standingOf = (told: readonly ToldInvitation[]): Map<string, Map<string, ToldInvitation>> => {
  const found = new Map<string, Map<string, ToldInvitation>>();
  for (const row of told) {
    if (row.state !== 'told') continue;
    const rows = found.get(row.address) ?? new Map<string, ToldInvitation>();
    found.set(row.address, rows.set(row.recurrenceId, row));
  }
  return found;
};

const draftsOfEnd = (situation: InvitationSituation, parts: MailedParts, standing: Standing): Draft[] => {
  const whole = standing.get('');
  if (whole !== undefined) return draftForGoneWhole(situation, parts, 'cancellation', whole);
  return draftForGoneDates(situation, parts, 'cancellation', [...standing.values()]);
};

/** What somebody was told and is invited to no more, in an event that goes on. */
const draftsOfLoss = (scene: Scene, standing: Standing, kept: ReadonlySet<string>): Draft[] => {
  const { situation, parts, guests, event } = scene;
  const gone = [...standing.values()].filter(({ recurrenceId }) => !kept.has(recurrenceId));
  const whole = gone.filter(({ recurrenceId }) => recurrenceId === '');
  const dates = gone.filter(({ recurrenceId }) => recurrenceId !== '');
  const isThere = ({ recurrenceId, facts }: ToldInvitation): boolean =>
    event.recurrence !== undefined &&
    !guests.cancelled.has(recurrenceId) &&
    (event.lastEndMs === null || facts.startMs < event.lastEndMs);
  return [
    ...whole.flatMap((row) => draftForGoneWhole(situation, parts, 'removal', row)),
    ...draftForGoneDates(situation, parts, 'removal', dates.filter(isThere)),
    ...draftForGoneDates(
      situation,
      parts,
      'cancellation',
      dates.filter((row) => !isThere(row)),
    ),
  ];
};

/** A series without dates to come, though its past ones stay. */
const hasEnded = ({ event, situation: { nowMs } }: Scene): boolean =>
  event.recurrence !== undefined && event.lastEndMs !== null && event.lastEndMs <= nowMs;

/** A rule that ends earlier than its reader was told is the end of all of it; dates that were taken out are told as such. */
const endsEarly = (scene: Scene, address: string, { facts: { series } }: ToldInvitation): boolean =>
  hasEnded(scene) && !sameRepetition(series, scene.guests.seriesFor(address));

const draftsFor = (scene: Scene, address: string, standing: Standing): Draft[] => {
  const invited = scene.guests.of(address);
  if (invited.toldElsewhere) return [];
  const whole = standing.get('');
  if (invited.whole !== undefined && whole !== undefined && endsEarly(scene, address, whole))
    return draftForGoneWhole(scene.situation, scene.parts, 'cancellation', whole);
  const kept = new Set(invited.dates.map(({ date }) => date.recurrenceId));
  const lost = invited.whole === undefined ? draftsOfLoss(scene, standing, kept) : [];
  return [...lost, ...draftsForInvited(scene, address, invited, standing)];
};

/** The drafts of each reader, in the order in which they leave: worked out one reader after the other. */
function* draftAll(situation: InvitationSituation, parts: MailedParts): Generator<Draft[]> {
  const { event, organizer, told } = situation;
  const standing = standingOf(told);
  if (event === undefined || event.status === 'CANCELLED') {
    for (const rows of standing.values()) yield draftsOfEnd(situation, parts, rows);
    return;
  }
  if (organizer === undefined) return;
  const scene: Scene = { situation, event, organizer, guests: guestsOf(event), parts };
  const own = organizer.address.toLowerCase();
  const addresses = new Set([...scene.guests.addresses, ...standing.keys()]);
  addresses.delete(own);
  for (const address of addresses) yield draftsFor(scene, address, standing.get(address) ?? NOBODY);
  if (!hasEnded(scene)) yield draftsForOrganizer(scene, standing.get(own) ?? NOBODY);
}

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
  const afterLastMs = told.reduce((latest, { toldMs }) => Math.max(latest, toldMs + 1_000), 0);
  return Math.floor(Math.max(nowMs, afterLastMs) / 1_000) * 1_000;
};

/** Which mail told the times that hold: answers to earlier ones are answers to other times. */
const withSequences = (told: ToldInvitation, movedDates: readonly string[] = []): ToldInvitation => {
  const { facts, sequence } = told;
  const dates = Object.fromEntries(movedDates.map((date) => [date, sequence]));
  return {
    ...told,
    facts: {
      ...facts,
      timeSequence: facts.timeSequence ?? sequence,
      ...(movedDates.length > 0 && { dateSequences: { ...facts.dateSequences, ...dates } }),
    },
  };
};

/** `later` is the place among several mails to one reader: the next one counts as newer, also where only the number is looked at. */
const plan = (
  situation: InvitationSituation,
  parts: MailedParts,
  draft: Draft,
  numbers: { readonly sequence: number; readonly stampMs: number },
  later: number,
): PlannedInvitation => {
  const { kind, facts, changed, news, recurrence, language, meeting, listedOn, identity, was, movedDates } = draft;
  const [sequence, stampMs] = [numbers.sequence + later, numbers.stampMs + later * 1_000];
  const { title, location, description, start, end, allDay, startMs, endMs, organizer, recipient } = facts;
  const mail: InvitationMail = {
    ...{ kind, uid: situation.uid, sequence, stampMs, title, location, description },
    ...{ start, end, allDay, startMs, endMs, organizer, recipient, changed, news },
    attendees: parts.attendeesOn(listedOn),
    ...(recurrence !== undefined && { recurrence }),
    ...(meeting !== undefined && { meeting }),
    languages: languagesFor(language, situation.languages),
    ...(was !== undefined && { was }),
    ...(situation.event?.hideInvitees && facts.invitee && { hideInvitees: true as const }),
    from: situation.from,
    ...identity,
  };
  const row = {
    uid: situation.uid,
    address: recipient.address.toLowerCase(),
    organizerId: situation.organizerId,
    sequence,
    toldMs: stampMs,
  };
  return { mail, told: draft.rows.map((told) => withSequences({ ...row, ...told }, movedDates)) };
};

/** Who must be told what now: the difference between what each was last told and what is. */
export const planInvitations = async (situation: InvitationSituation): Promise<PlannedInvitation[]> => {
  const parts = mailedParts(situation.event, situation.nowMs);
  const breathe = createBreather();
  const drafts: Draft[][] = [];
  for (const ofReader of draftAll(situation, parts)) {
    drafts.push(ofReader);
    await breathe();
  }
  const numbers = { sequence: sequenceOf(situation, drafts.flat()), stampMs: stampOf(situation) };
  return drafts.flatMap((ofReader) => ofReader.map((draft, later) => plan(situation, parts, draft, numbers, later)));
};
