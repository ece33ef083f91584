import type { EventApi, EventChangeInfo } from '@fullcalendar/preact';
import { signal } from '@preact/signals';
import type { EventBody, Scope } from '../../../contract/http/event.ts';
import { asProblem } from '../../shared/api.ts';
import { formatDays, formatShortDay, formatSpan } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { addDays, momentOf, wallTime } from '../../shared/wall-time.ts';
import { changeEvent } from '../parts/event-cache.ts';
import { offerUndo } from '../parts/undo.ts';
import { scopePart } from '../series/scope-choice.tsx';
import { displayZone } from '../shell/session.ts';
import { bodyOf } from './grid-event.tsx';

/** New times, as the API wants them: local times of the event's own zone, or days with the last included. */
export type NewTimes = Pick<EventBody, 'start' | 'end' | 'timeZone' | 'allDay'>;

interface PendingMove {
  readonly event: EventBody;
  readonly times: NewTimes;
  readonly when: string;
  /** Puts it back on screen when it is not moved after all. */
  readonly revert: () => void;
  /** Once it is moved. */
  readonly done: () => void;
}

/** A move that waits for an answer: which dates, and whether invitees are to be told. */
export const pendingMove = signal<PendingMove | undefined>(undefined);

const HOUR_MS = 3_600_000;

const timesOf = (moved: EventApi, body: EventBody): NewTimes => {
  if (moved.allDay) {
    const start = moved.startStr.slice(0, 10);
    const end = moved.endStr === '' ? start : addDays(moved.endStr.slice(0, 10), -1);
    return { start, end, timeZone: body.timeZone, allDay: true };
  }
  const startMs = moved.start?.getTime() ?? 0;
  // Dropped from the line of whole days onto an hour it has no end yet: one hour, as for a new event.
  const endMs = moved.end?.getTime() ?? startMs + HOUR_MS;
  return {
    start: wallTime(startMs, body.timeZone),
    end: wallTime(endMs, body.timeZone),
    timeZone: body.timeZone,
    allDay: false,
  };
};

/** "Mon 1 Mar, 10:00 – 11:00" in the zone of the screen. */
export const whenText = ({ start, end, timeZone, allDay }: NewTimes): string => {
  if (allDay) return formatDays(start, end);
  const zone = displayZone.value;
  const [startMs, endMs] = [momentOf(start, timeZone)?.ms ?? 0, momentOf(end, timeZone)?.ms ?? 0];
  return `${formatShortDay(startMs, zone)}, ${formatSpan(startMs, endMs, zone)}`;
};

export interface MoveAnswer {
  readonly notify: boolean;
  readonly scope?: Scope | undefined;
}

/** The way back. Of "this and the following" there is none: they are a series of their own now. */
const undoOf = (event: EventBody, { notify, scope }: MoveAnswer): (() => Promise<void>) | undefined => {
  if (event.recurring && scope === 'following') return undefined;
  const { start, end, seriesStart, seriesEnd, timeZone, allDay } = event;
  // The dates of a series that was moved whole have other names now: it goes back by its first date.
  const whole = event.recurring && scope === 'all';
  const times = whole ? { start: seriesStart, end: seriesEnd, scope } : { start, end, ...scopePart(event, scope) };
  return async () => {
    await changeEvent(event, { ...times, timeZone, allDay, notify });
  };
};

/** Stores a move; what the server refuses goes back to where it was. */
export const carryOut = async (move: PendingMove, answer: MoveAnswer): Promise<void> => {
  const { event, times, when, revert, done } = move;
  pendingMove.value = undefined;
  try {
    await changeEvent(event, { ...times, notify: answer.notify, ...scopePart(event, answer.scope) });
    done();
    const undo = undoOf(event, answer);
    const text = t('calendar.editor.moved', { when });
    if (undo) offerUndo({ text, undo, undone: t('calendar.editor.undone') });
    else showToast({ kind: 'success', text });
  } catch (thrown) {
    revert();
    showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
  }
};

/** Asks what there is to ask (which dates, mails), else stores it at once. */
export const moveTo = async (
  event: EventBody,
  times: NewTimes,
  { revert = () => {}, done = () => {} }: Partial<Pick<PendingMove, 'revert' | 'done'>> = {},
): Promise<void> => {
  const move: PendingMove = { event, times, when: whenText(times), revert, done };
  if (event.invitees.length === 0 && !event.recurring) await carryOut(move, { notify: true });
  else pendingMove.value = move;
};

/** After a drag or a stretch with the mouse. */
export const moveEvent = async (info: EventChangeInfo): Promise<void> => {
  const event = bodyOf(info.event);
  if (event) await moveTo(event, timesOf(info.event, event), { revert: info.revert });
};
