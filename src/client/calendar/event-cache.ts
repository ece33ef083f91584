import { computed, signal } from '@preact/signals';
import type { EventBody, EventChangeRequest, EventList, NewEventRequest } from '../../contract/http/event.ts';
import type { MeetingBody } from '../../contract/http/meeting.ts';
import { type ApiProblem, asProblem, callApi } from '../shared/api.ts';
import { endedSession } from './session.ts';
import { addDays, wallDate } from './wall-time.ts';

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

/** Loads what is near; silent when it fails, since the next round comes within a minute. */
export const refreshNear = async (timeZone: string): Promise<void> => {
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

const without = (events: readonly EventBody[], id: string): EventBody[] => events.filter((event) => event.id !== id);

/** Puts a new version of an event on screen at once. */
export const putEvent = (event: EventBody): void => {
  shown.value = [...without(shown.value, event.id), event];
  near.value = [...without(near.value, event.id), event];
};

const dropEvent = (id: string): void => {
  shown.value = without(shown.value, id);
  near.value = without(near.value, id);
};

export const createEvent = async (request: NewEventRequest): Promise<EventBody> => {
  const event = await callApi<EventBody>('POST', '/events', request);
  putEvent(event);
  return event;
};

export const changeEvent = async (id: string, change: EventChangeRequest): Promise<EventBody> => {
  const event = await callApi<EventBody>('PATCH', `/events/${encodeURIComponent(id)}`, change);
  putEvent(event);
  return event;
};

export const deleteEvent = async (id: string, notify: boolean): Promise<void> => {
  await callApi('DELETE', `/events/${encodeURIComponent(id)}?notify=${notify}`);
  dropEvent(id);
};

/** Opens the meeting of an event, or finds it open, and goes in. */
export const enterMeeting = async (event: EventBody, action: 'start' | 'join'): Promise<void> => {
  if (!event.meeting) return;
  const meeting =
    action === 'start'
      ? await callApi<MeetingBody>('POST', `/events/${encodeURIComponent(event.id)}/start`)
      : event.meeting;
  location.assign(`/m/${meeting.id}`);
};

/** Opens a meeting without an event made before, and goes in. */
export const enterInstantMeeting = async (): Promise<void> => {
  const meeting = await callApi<MeetingBody>('POST', '/meetings', {});
  location.assign(`/m/${meeting.id}`);
};
