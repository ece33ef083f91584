import type { Account } from '../../accounts/account.ts';
import { DomainError } from '../../base/errors.ts';
import type { EventId } from '../../base/ids.ts';
import type { ChangeEvent } from '../../calendar/change-event.ts';
import type { StoredEvent } from '../../calendar/event.ts';
import type { EventAccess } from '../../calendar/event-access.ts';
import { factsOfObject } from '../../calendar/event-facts.ts';
import type { NoteDecision } from '../../contract/http/answer.ts';
import type { EventChange } from '../../contract/http/event.ts';
import type { AccountSignals } from '../../platform/account-signals.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import { utcToZoned } from '../../protocols/icalendar/zoned-time.ts';
import type { DelegateInvitation } from './delegate-invitation.ts';
import type { EventNote, NoteState } from './event-note.ts';
import type { EventNoteStore } from './event-note-store.ts';
import type { RecordAnswer } from './record-answer.ts';
import type { TellDeclined } from './tell-declined.ts';

/**
 * The organizer decides: a proposal moves the event or is declined (RFC 5546 3.2.8), an answer of which nobody knows whose it is
 * becomes theirs, unless a newer one is known or the time is another one. Refuses with `conflict` what was decided already.
 */
export type DecideNote = (account: Account, id: EventId, noteId: string, decision: NoteDecision) => Promise<void>;

const STATES: Record<NoteDecision['decision'], NoteState> = {
  accept: 'accepted',
  decline: 'declined',
  dismiss: 'dismissed',
};

const DAY_MS = 86_400_000;

/** What of the event a proposal moves. */
const dateOf = ({ recurrenceId, body }: EventNote): Pick<EventChange, 'recurrenceId' | 'scope'> => {
  if (recurrenceId !== '') return { recurrenceId, scope: 'this' };
  return body.date === undefined ? {} : { recurrenceId: body.date, scope: 'all' };
};

export const createDecideNote = ({
  access,
  unitOfWork,
  notes,
  changeEvent,
  answers: { recordAnswer, delegateInvitation },
  tellDeclined,
  signals,
}: {
  readonly access: EventAccess;
  readonly unitOfWork: UnitOfWork;
  readonly notes: EventNoteStore;
  readonly changeEvent: ChangeEvent;
  readonly answers: { readonly recordAnswer: RecordAnswer; readonly delegateInvitation: DelegateInvitation };
  readonly tellDeclined: TellDeclined;
  readonly signals: AccountSignals;
}): DecideNote => {
  const moveTo = async (account: Account, event: StoredEvent, note: EventNote, notify: boolean): Promise<void> => {
    const { startMs, endMs, allDay = false } = note.body;
    // The event keeps its zone, whichever one the other time was thought of in.
    const timeZone = factsOfObject(event).main.timeZone ?? note.body.timeZone ?? 'UTC';
    if (startMs === undefined || endMs === undefined) throw new DomainError('conflict');
    const zoned = (ms: number): string => utcToZoned(ms, timeZone);
    const times = allDay
      ? { start: zoned(startMs).slice(0, 10), end: zoned(endMs - DAY_MS / 2).slice(0, 10) }
      : { start: zoned(startMs), end: zoned(endMs) };
    await changeEvent(account, note.eventId, { ...times, timeZone, allDay, notify, ...dateOf(note) });
    // Who proposed it comes.
    const { address, eventId, recurrenceId } = note;
    await recordAnswer({
      eventId,
      address,
      recurrenceId,
      answer: 'ACCEPTED',
      comment: note.body.text,
      via: 'organizer',
    });
  };

  const confirm = async ({ eventId, address, recurrenceId, body }: EventNote): Promise<void> => {
    const { answer = 'TENTATIVE', text: comment, delegate, sequence, stampMs } = body;
    const said = {
      ...{ eventId, address, recurrenceId, comment, via: 'organizer' as const },
      ...(sequence !== undefined && { sequence }),
      ...(stampMs !== undefined && { stampMs }),
    };
    const { startMs, endMs, timeZone = 'UTC', allDay = false } = body;
    const proposed = startMs !== undefined && endMs !== undefined;
    const outcome =
      delegate === undefined
        ? await recordAnswer({ ...said, answer, ...(proposed && { proposal: { startMs, endMs, timeZone, allDay } }) })
        : await delegateInvitation({ ...said, delegate: { email: delegate } });
    if (outcome !== 'recorded' && outcome !== 'unchanged') throw new DomainError('conflict');
  };

  return async (account, id, noteId, { decision, notify = true }) => {
    const { event } = await access.toChange(account, id);
    const note = await notes.find(noteId);
    if (note?.eventId !== id) throw new DomainError('not-found');
    if (note.state !== 'open') throw new DomainError('conflict');
    // First what it means: what is refused stays open.
    if (decision === 'accept' && note.kind === 'proposal') await moveTo(account, event, note, notify);
    if (decision === 'accept' && note.kind === 'unverified') await confirm(note);
    const decide = async (transaction: Transaction): Promise<boolean> => {
      if (!(await notes.decide(transaction, noteId, STATES[decision]))) return false;
      signals.tellAfter(transaction, note.organizerId, id);
      return true;
    };
    const declines = decision === 'decline' && note.kind === 'proposal' && notify;
    if (!(await (declines ? tellDeclined(note, decide) : unitOfWork(decide)))) throw new DomainError('conflict');
  };
};
