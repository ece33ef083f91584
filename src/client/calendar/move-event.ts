import type { EventApi, EventChangeInfo } from '@fullcalendar/preact';
import { signal } from '@preact/signals';
import type { EventBody, EventChangeRequest } from '../../contract/http/event.ts';
import { asProblem } from '../shared/api.ts';
import { formatDays, formatShortDay, formatSpan } from '../shared/format-date.ts';
import { t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import { showToast } from '../shared/toast.tsx';
import { changeEvent } from './event-cache.ts';
import { bodyOf } from './grid-event.tsx';
import { displayZone } from './session.ts';
import { addDays, wallTime } from './wall-time.ts';

export interface PendingMove {
  readonly event: EventBody;
  readonly change: EventChangeRequest;
  readonly when: string;
  readonly revert: () => void;
}

/** A move that waits for the answer whether invitees are to be told. */
export const pendingMove = signal<PendingMove | undefined>(undefined);

/** Where the event went, as the API wants it: local times of the event's own zone, or days with the last included. */
const changeOf = (moved: EventApi, body: EventBody): EventChangeRequest => {
  if (moved.allDay) {
    const start = moved.startStr.slice(0, 10);
    return {
      start,
      end: moved.endStr === '' ? start : addDays(moved.endStr.slice(0, 10), -1),
      timeZone: body.timeZone,
      allDay: true,
    };
  }
  const startMs = moved.start?.getTime() ?? 0;
  // Dropped from the line of whole days onto an hour it has no end yet: one hour, as for a new event.
  const endMs = moved.end?.getTime() ?? startMs + 3_600_000;
  return {
    start: wallTime(startMs, body.timeZone),
    end: wallTime(endMs, body.timeZone),
    timeZone: body.timeZone,
    allDay: false,
  };
};

const whenOf = (change: EventChangeRequest, moved: EventApi): string => {
  if (change.allDay) return formatDays(change.start ?? '', change.end ?? '');
  const zone = displayZone.value;
  const startMs = moved.start?.getTime() ?? 0;
  const endMs = moved.end?.getTime() ?? startMs + 3_600_000;
  return `${formatShortDay(startMs, zone)}, ${formatSpan(startMs, endMs, zone)}`;
};

const back = ({ start, end, timeZone, allDay }: EventBody): EventChangeRequest => ({ start, end, timeZone, allDay });

/** Stores a move; what the server refuses goes back to where it was. */
export const carryOut = async ({ event, change, when, revert }: PendingMove, notify: boolean): Promise<void> => {
  pendingMove.value = undefined;
  try {
    await changeEvent(event.id, { ...change, notify });
    const undo = { event, change: back(event), when: '', revert: () => {} };
    showToast({
      kind: 'success',
      text: when === '' ? t('calendar.editor.saved') : t('calendar.editor.moved', { when }),
      ...(when === ''
        ? {}
        : { action: { label: t('calendar.editor.undo'), onChoose: () => void carryOut(undo, notify) } }),
    });
  } catch (thrown) {
    revert();
    showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
  }
};

/** After a drag or a resize: asks about mails when there is someone to tell, else stores it at once. */
export const moveEvent = async (info: EventChangeInfo): Promise<void> => {
  const event = bodyOf(info.event);
  if (!event) return;
  const change = changeOf(info.event, event);
  const move: PendingMove = { event, change, when: whenOf(change, info.event), revert: info.revert };
  if (event.invitees.length === 0) await carryOut(move, true);
  else pendingMove.value = move;
};
