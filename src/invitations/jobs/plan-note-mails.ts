import type { Account } from '../../accounts/account.ts';
import type { EventId } from '../../base/ids.ts';
import type { EventFacts } from '../../calendar/event-facts.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import { utcToZoned } from '../../protocols/icalendar/zoned-time.ts';
import type { NoteBody } from '../answers/event-note.ts';
import type { EventSpan } from '../describe-time.ts';
import { digest } from '../mail-parts.ts';
import { languagesFor } from '../mail-texts.ts';
import type { DigestEntry, NoticeMail } from '../notices/notice-mail.ts';
import { noticedEvent, spanOf } from '../notices/noticed-event.ts';
import type { NoticeToSend } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { DueNote } from './due-note-store.ts';
import { eventUrl } from './event-url.ts';
import { countAnswers } from './read-meeting-date.ts';

/** An event of which there is something to tell, and the date of it that comes next. */
export interface NotedEvent {
  readonly facts: EventFacts;
  /** `''`: the single event, or a series that is over. */
  readonly next: string;
}

/** Everything from which the mails to one organizer are made. */
export interface NoteSituation {
  readonly organizer: Account;
  /** Without those that are gone. */
  readonly events: ReadonlyMap<EventId, NotedEvent>;
  readonly lastDigestMs: number | undefined;
  readonly nowMs: number;
  readonly mail: MailIdentity & { readonly publicUrl: string };
}

/** What is done with some notes in one transaction. */
export type NoteStep =
  | {
      readonly does: 'mail';
      readonly notes: readonly DueNote[];
      readonly notice: NoticeToSend;
      readonly digest: boolean;
    }
  /** It is nobody's news any more. */
  | { readonly does: 'drop'; readonly notes: readonly DueNote[] }
  | { readonly does: 'wait'; readonly notes: readonly DueNote[]; readonly untilMs: number };

const MINUTE_MS = 60_000;
const BETWEEN_DIGESTS_MS = 15 * MINUTE_MS;
const SOON_MS = 60 * MINUTE_MS;
/** A delete may be undone: nothing is said of an event that is gone, and for a while nothing is lost. */
const GONE_MS = 60 * MINUTE_MS;
const UNDO_MS = 15 * MINUTE_MS;

const nextOccasion = ({ facts, next }: NotedEvent) => occasionOn(facts, next);

const isOver = ({ facts }: NotedEvent, { recurrenceId }: DueNote, nowMs: number): boolean => {
  const endMs = recurrenceId === '' ? facts.lastEndMs : occasionOn(facts, recurrenceId).endMs;
  return facts.status === 'CANCELLED' || (endMs !== null && endMs <= nowMs);
};

/** A person's own words are told also when it is over; who comes to it no longer matters. */
const isNoNews = (event: NotedEvent, note: DueNote, nowMs: number): boolean =>
  (note.kind !== 'words' && isOver(event, note, nowMs)) || (note.kind === 'proposal' && note.state !== 'open');

const base = (situation: NoteSituation, notes: readonly DueNote[]) => {
  const { organizer, mail, nowMs } = situation;
  return {
    id: digest('notes', organizer.id, ...notes.map(({ id }) => id).toSorted()),
    stampMs: nowMs,
    recipient: { name: organizer.name, address: organizer.email, timeZone: organizer.timeZone },
    languages: languagesFor(organizer.language, mail.languages),
    from: mail.from,
  };
};

const step = (notes: readonly DueNote[], mail: NoticeMail, orderKey: string): Extract<NoteStep, { does: 'mail' }> => ({
  does: 'mail',
  notes,
  notice: { mail, orderKey },
  digest: mail.kind === 'digest',
});

const proposedSpan = ({ startMs = 0, endMs = 0, timeZone = 'UTC', allDay = false }: NoteBody): EventSpan => {
  if (!allDay)
    return { start: utcToZoned(startMs, timeZone), end: utcToZoned(endMs, timeZone), allDay, startMs, endMs };
  const day = (ms: number): string => utcToZoned(ms, timeZone).slice(0, 10);
  // The last day, included.
  return { start: day(startMs), end: day(Math.max(startMs, endMs - 1)), allDay, startMs, endMs };
};

const proposalStep = (situation: NoteSituation, { facts }: NotedEvent, note: DueNote): NoteStep =>
  step(
    [note],
    {
      ...base(situation, [note]),
      kind: 'proposal',
      event: noticedEvent(facts, note.recurrenceId, situation.organizer),
      who: { name: note.name, address: note.address },
      proposed: proposedSpan(note.body),
      comment: note.body.text,
      url: eventUrl(situation.mail.publicUrl, note.eventId, note.recurrenceId),
    },
    facts.uid,
  );

/** One mail for each event, each person in it once. */
const notReachedStep = (situation: NoteSituation, event: NotedEvent, notes: readonly DueNote[]): NoteStep => {
  const { facts, next } = event;
  const people = new Map(
    notes.map(({ address, name, body }) => [address, { name, address, reason: body.text }] as const),
  );
  return step(
    notes,
    {
      ...base(situation, notes),
      kind: 'not-reached',
      event: noticedEvent(facts, next, situation.organizer),
      people: [...people.values()],
      url: eventUrl(situation.mail.publicUrl, facts.objectId, next),
    },
    facts.uid,
  );
};

const ANSWERS: ReadonlySet<DueNote['kind']> = new Set(['answer', 'delegation']);

/** Of somebody who changed their mind, the last answer, and what they wrote beside the earlier ones. */
const withoutOutdated = (notes: readonly DueNote[]): DueNote[] =>
  notes.filter(
    (note, index) =>
      !ANSWERS.has(note.kind) ||
      note.body.text !== '' ||
      !notes
        .slice(index + 1)
        .some(
          ({ kind, address, recurrenceId }) =>
            ANSWERS.has(kind) && address === note.address && recurrenceId === note.recurrenceId,
        ),
  );

const entryOf = ({ facts }: NotedEvent, note: DueNote): DigestEntry | undefined => {
  const { kind, name, address, body, recurrenceId } = note;
  if (kind === 'proposal') return undefined;
  return {
    ...{ name, address, kind, text: body.text },
    ...(body.answer !== undefined && { answer: body.answer }),
    needs: body.needs ?? {},
    delegate: body.delegate ?? '',
    ...(recurrenceId !== '' && { span: spanOf(occasionOn(facts, recurrenceId)) }),
  };
};

const digestStep = (situation: NoteSituation, notes: readonly DueNote[]): NoteStep => {
  const { organizer, events, mail } = situation;
  const noted = [...new Set(notes.map(({ eventId }) => eventId))]
    .flatMap((id) => {
      const event = events.get(id);
      return event === undefined ? [] : [event];
    })
    .toSorted((one, other) => nextOccasion(one).startMs - nextOccasion(other).startMs);
  const parts = noted.map((event) => {
    const { facts, next } = event;
    const own = withoutOutdated(notes.filter(({ eventId }) => eventId === facts.objectId));
    return {
      event: noticedEvent(facts, next, organizer),
      url: eventUrl(mail.publicUrl, facts.objectId, next),
      entries: own.flatMap((note) => entryOf(event, note) ?? []),
      counts: countAnswers(nextOccasion(event).invitees),
    };
  });
  const orderKey = noted[0]?.facts.uid ?? '';
  return step(notes, { ...base(situation, notes), kind: 'digest', events: parts }, orderKey);
};

const startsSoon = (event: NotedEvent, { recurrenceId }: DueNote, nowMs: number): boolean => {
  const { startMs } = recurrenceId === '' ? nextOccasion(event) : occasionOn(event.facts, recurrenceId);
  return startMs > nowMs && startMs - nowMs <= SOON_MS;
};

/** One digest in fifteen minutes, unless it is about what begins within the hour. All that waits goes along. */
const digestSteps = (situation: NoteSituation, pending: readonly DueNote[]): NoteStep[] => {
  const { events, lastDigestMs, nowMs } = situation;
  const due = pending.filter(({ dueMs }) => dueMs <= nowMs);
  if (due.length === 0) return [];
  // A clock that was set back must not keep the next one for long.
  const untilMs = lastDigestMs === undefined || lastDigestMs > nowMs ? nowMs : lastDigestMs + BETWEEN_DIGESTS_MS;
  const isUrgent = due.some((note) => {
    const event = events.get(note.eventId);
    return event !== undefined && startsSoon(event, note, nowMs);
  });
  if (untilMs > nowMs && !isUrgent) return [{ does: 'wait', notes: due, untilMs }];
  return [digestStep(situation, pending)];
};

const goneSteps = (gone: readonly DueNote[], nowMs: number): NoteStep[] => {
  const due = gone.filter(({ dueMs }) => dueMs <= nowMs);
  const lost = due.filter(({ atMs }) => nowMs - atMs > GONE_MS);
  const waiting = due.filter((note) => !lost.includes(note));
  return [
    ...(lost.length > 0 ? [{ does: 'drop' as const, notes: lost }] : []),
    ...(waiting.length > 0 ? [{ does: 'wait' as const, notes: waiting, untilMs: nowMs + UNDO_MS }] : []),
  ];
};

const grouped = (notes: readonly DueNote[]): Map<EventId, DueNote[]> => {
  const groups = new Map<EventId, DueNote[]>();
  for (const note of notes) groups.set(note.eventId, [...(groups.get(note.eventId) ?? []), note]);
  return groups;
};

/** What is to be mailed to an organizer now of all that is `pending`, and what is not. */
export const planNoteMails = (situation: NoteSituation, pending: readonly DueNote[]): NoteStep[] => {
  const { events, nowMs, organizer } = situation;
  if (organizer.suspended) return [{ does: 'drop', notes: pending }];
  const gone: DueNote[] = [];
  const dropped: DueNote[] = [];
  const news: DueNote[] = [];
  for (const note of pending.toSorted((one, other) => one.atMs - other.atMs)) {
    const event = events.get(note.eventId);
    if (event === undefined) gone.push(note);
    else (isNoNews(event, note, nowMs) ? dropped : news).push(note);
  }
  const isDue = ({ dueMs }: DueNote): boolean => dueMs <= nowMs;
  /** The mails about one event each. */
  const about = (notes: readonly DueNote[], mail: (event: NotedEvent, notes: readonly DueNote[]) => NoteStep[]) =>
    [...grouped(notes)].flatMap(([id, ofEvent]) => {
      const event = events.get(id);
      return event === undefined ? [] : mail(event, ofEvent);
    });
  return [
    ...(dropped.length > 0 ? [{ does: 'drop' as const, notes: dropped }] : []),
    ...goneSteps(gone, nowMs),
    ...about(
      news.filter((note) => note.kind === 'proposal' && isDue(note)),
      (event, notes) => notes.map((note) => proposalStep(situation, event, note)),
    ),
    ...about(
      news.filter(({ kind }) => kind === 'not-reached'),
      (event, notes) => (notes.some(isDue) ? [notReachedStep(situation, event, notes)] : []),
    ),
    ...digestSteps(
      situation,
      news.filter(({ kind }) => kind !== 'proposal' && kind !== 'not-reached'),
    ),
  ];
};
