import { computed, signal } from '@preact/signals';
import type { EventBody, EventChangeRequest, EventList, NewEventRequest, Scope } from '../../../contract/http/event.ts';
import type { MeetingBody } from '../../../contract/http/meeting.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { addDays, wallDate } from '../../shared/wall-time.ts';
import { endedSession } from '../shell/session.ts';

/** Days, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const shown = signal<readonly EventBody[]>([]);
const near = signal<readonly EventBody[]>([]);
const shownRange = signal<DayRange | undefined>(undefined);

/** The events of the days on screen. */
export const shownEvents = computed(() => shown.value);
/** Those of yesterday, today and tomorrow: where the next meeting is found, whatever is on screen. */
export const nearEvents = computed(() => near.value);
export const loading = signal(false);
export const loadProblem = signal<ApiProblem | undefined>(undefined);

const fetchRange = async ({ from, to }: DayRange): Promise<readonly EventBody[]> =>
  (await callApi<EventList>('GET', `/events?from=${from}&to=${to}`)).events;

let newest = 0;

/** Loads the events of these days; an answer that comes after a later question is dropped. */
export const showRange = async (range: DayRange): Promise<void> => {
  shownRange.value = range;
  newest += 1;
  const mine = newest;
  loading.value = true;
  try {
    const events = await fetchRange(range);
    if (mine !== newest) return;
    shown.value = events;
    loadProblem.value = undefined;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (mine === newest && !endedSession(problem)) loadProblem.value = problem;
  } finally {
    if (mine === newest) loading.value = false;
  }
};

/** Where today was counted last. */
let nearZone: string | undefined;

/** Loads what is near; silent when it fails, since the next round comes within a minute. */
export const refreshNear = async (timeZone: string): Promise<void> => {
  nearZone = timeZone;
  const today = wallDate(Date.now(), timeZone);
  try {
    near.value = await fetchRange({ from: addDays(today, -1), to: addDays(today, 1) });
  } catch (thrown) {
    endedSession(asProblem(thrown));
  }
};

export const refreshShown = async (): Promise<void> => {
  if (shownRange.value) await showRange(shownRange.value);
};

/** Names one event among those on screen; of a series, one date. */
export const eventKey = ({ id, recurrenceId }: Pick<EventBody, 'id' | 'recurrenceId'>): string =>
  recurrenceId === undefined ? id : `${id} ${recurrenceId}`;

const eventPath = (id: string): string => `/events/${encodeURIComponent(id)}`;

const without = (events: readonly EventBody[], isGone: (event: EventBody) => boolean): EventBody[] =>
  events.filter((event) => !isGone(event));

/** Puts a new version of an event on screen at once. */
export const putEvent = (event: EventBody): void => {
  const same = (other: EventBody): boolean => eventKey(other) === eventKey(event);
  shown.value = [...without(shown.value, same), event];
  near.value = [...without(near.value, same), event];
};

/** Draws events otherwise at once, before the server has been asked; answers the way back. */
export const drawEvents = (
  isMeant: (event: EventBody) => boolean,
  change: (event: EventBody) => EventBody,
): (() => void) => {
  const before = new Map([...shown.value, ...near.value].filter(isMeant).map((event) => [eventKey(event), event]));
  const redraw = (draw: (event: EventBody) => EventBody): void => {
    shown.value = shown.value.map(draw);
    near.value = near.value.map(draw);
  };
  redraw((event) => (isMeant(event) ? change(event) : event));
  return () => redraw((event) => before.get(eventKey(event)) ?? event);
};

/** Asks for what is on screen again, and for what is near. */
export const refreshAll = async (): Promise<void> => {
  await Promise.all([refreshShown(), nearZone === undefined ? undefined : refreshNear(nearZone)]);
};

const dropEvents = (isGone: (event: EventBody) => boolean): void => {
  shown.value = without(shown.value, isGone);
  near.value = without(near.value, isGone);
};

/** Of a series only the server knows all dates: they are asked for again. */
const takeIn = async (event: EventBody, wasSeries = false): Promise<void> => {
  if (!event.recurring && !wasSeries) return putEvent(event);
  if (nearZone !== undefined) void refreshNear(nearZone);
  await refreshShown();
};

export const createEvent = async (request: NewEventRequest): Promise<EventBody> => {
  const event = await callApi<EventBody>('POST', '/events', request);
  await takeIn(event);
  return event;
};

/** `change` says which dates of a series it is for. */
export const changeEvent = async (event: EventBody, change: EventChangeRequest): Promise<EventBody> => {
  const changed = await callApi<EventBody>('PATCH', eventPath(event.id), change);
  await takeIn(changed, event.recurring);
  return changed;
};

interface Deletion {
  readonly notify: boolean;
  /** For a series. */
  readonly scope?: Scope;
}

export const deleteEvent = async (event: EventBody, { notify, scope }: Deletion): Promise<void> => {
  const { id, recurrenceId } = event;
  const query = new URLSearchParams({
    notify: String(notify),
    ...(scope === undefined ? {} : { scope }),
    ...(recurrenceId === undefined ? {} : { recurrenceId }),
  });
  await callApi('DELETE', `${eventPath(id)}?${query}`);
  dropEvents((other) => {
    if (other.id !== id) return false;
    if (scope === 'this') return other.recurrenceId === recurrenceId;
    return scope !== 'following' || (other.recurrenceId ?? '') >= (recurrenceId ?? '');
  });
};

/** Takes the last deletion of an event back. */
export const restoreEvent = async (id: string): Promise<void> => {
  await takeIn(await callApi<EventBody>('POST', `${eventPath(id)}/restore`), true);
};

/** Opens the meeting of an event, or finds it open, and goes in. */
export const enterMeeting = async (event: EventBody, action: 'start' | 'join'): Promise<void> => {
  if (!event.meeting) return;
  const { id, recurrenceId } = event;
  const meeting =
    action === 'start'
      ? await callApi<MeetingBody>('POST', `${eventPath(id)}/start`, recurrenceId === undefined ? {} : { recurrenceId })
      : event.meeting;
  location.assign(`/m/${meeting.id}`);
};

/** Opens a meeting without an event made before, and goes in. */
export const enterInstantMeeting = async (): Promise<void> => {
  const meeting = await callApi<MeetingBody>('POST', '/meetings', {});
  location.assign(`/m/${meeting.id}`);
};
