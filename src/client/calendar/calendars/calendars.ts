import { computed, signal } from '@preact/signals';
import type {
  CalendarBody,
  CalendarChangeRequest,
  CalendarList,
  CalendarSharesRequest,
  FeedBody,
  FeedDetail,
  ImportBody,
  NewCalendarRequest,
  SubscriptionRequest,
} from '../../../contract/http/calendar.ts';
import { ApiProblem, asProblem, callApi, readProblem } from '../../shared/api.ts';
import { endedSession } from '../shell/session.ts';

const list = signal<readonly CalendarBody[] | undefined>(undefined);
const failed = signal<ApiProblem | undefined>(undefined);

/** The calendars of the account in their order; undefined until they are loaded. */
export const calendars = computed(
  () => list.value && [...list.value].sort((a, b) => a.position - b.position || a.name.localeCompare(b.name)),
);
export const calendarsProblem = computed(() => failed.value);

/** Those whose events are not shown. */
export const hiddenCalendars = computed<ReadonlySet<string>>(
  () => new Set(list.value?.filter(({ shown }) => !shown).map(({ id }) => id)),
);

/** Where the person may make events. */
export const writableCalendars = computed(
  () => calendars.value?.filter(({ access, subscription }) => access !== 'read' && !subscription) ?? [],
);
export const defaultCalendar = computed(() => calendars.value?.find((calendar) => calendar.default));

export const calendarOf = (id: string): CalendarBody | undefined => list.value?.find((calendar) => calendar.id === id);

export type CalendarGroup = 'own' | 'shared' | 'subscriptions';

export const groupOf = ({ access, subscription }: CalendarBody): CalendarGroup => {
  if (subscription) return 'subscriptions';
  return access === 'owner' ? 'own' : 'shared';
};

const path = (id: string, more = ''): string => `/calendars/${encodeURIComponent(id)}${more}`;

const put = (calendar: CalendarBody): void => {
  const others = list.value?.filter(({ id }) => id !== calendar.id) ?? [];
  list.value = [...others, calendar];
};

export const loadCalendars = async (): Promise<void> => {
  try {
    list.value = (await callApi<CalendarList>('GET', '/calendars')).calendars;
    failed.value = undefined;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (!endedSession(problem)) failed.value = problem;
  }
};

export const createCalendar = async (request: NewCalendarRequest): Promise<CalendarBody> => {
  const calendar = await callApi<CalendarBody>('POST', '/calendars', request);
  put(calendar);
  return calendar;
};

export const subscribeTo = async (request: SubscriptionRequest): Promise<CalendarBody> => {
  const calendar = await callApi<CalendarBody>('POST', '/calendars/subscriptions', request);
  put(calendar);
  return calendar;
};

/** What a change looks like at once. Which one is the default the server says, of two calendars together. */
const seenOf = ({ default: _default, ...seen }: CalendarChangeRequest): Partial<CalendarBody> =>
  Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));

export const changeCalendar = async (id: string, change: CalendarChangeRequest): Promise<void> => {
  const before = calendarOf(id);
  // What the person sees follows at once; the server's answer has the last word.
  if (before) put({ ...before, ...seenOf(change) });
  try {
    put(await callApi<CalendarBody>('PATCH', path(id), change));
    // Another one was the default until now.
    if (change.default) await loadCalendars();
  } catch (thrown) {
    if (before) put(before);
    throw thrown;
  }
};

/** Puts the calendars of one group into this order. */
export const orderCalendars = async (ids: readonly string[]): Promise<void> => {
  const places = ids.flatMap((id) => calendarOf(id)?.position ?? []).sort((a, b) => a - b);
  // Positions that are shared tell no order: then they are counted anew.
  const distinct = new Set(places).size === ids.length;
  const wanted = ids.map((id, index) => ({ id, position: distinct ? (places[index] ?? index) : index }));
  for (const { id, position } of wanted)
    if (calendarOf(id)?.position !== position) await changeCalendar(id, { position });
};

export const deleteCalendar = async (id: string): Promise<void> => {
  await callApi('DELETE', path(id));
  list.value = list.value?.filter((calendar) => calendar.id !== id);
};

export const shareCalendar = async (id: string, request: CalendarSharesRequest): Promise<void> => {
  put(await callApi<CalendarBody>('PUT', path(id, '/shares'), request));
};

const withFeed = (id: string, detail: FeedDetail, feed: FeedBody | undefined): void => {
  const calendar = calendarOf(id);
  if (!calendar) return;
  const others = calendar.feeds?.filter((one) => one.detail !== detail) ?? [];
  put({ ...calendar, feeds: feed ? [...others, feed] : others });
};

/** Makes a secret address; a former one of the same detail dies. */
export const renewFeed = async (id: string, detail: FeedDetail): Promise<void> => {
  withFeed(id, detail, await callApi<FeedBody>('POST', path(id, '/feeds'), { detail }));
};

export const revokeFeed = async (id: string, detail: FeedDetail): Promise<void> => {
  await callApi('DELETE', path(id, `/feeds/${detail}`));
  withFeed(id, detail, undefined);
};

export const refreshCalendar = async (id: string): Promise<void> => {
  await callApi('POST', path(id, '/refresh'));
  await loadCalendars();
};

/** With `preview` nothing changes: it says what would. */
export const importFile = async (id: string, file: Blob, preview: boolean): Promise<ImportBody> => {
  let answer: Response;
  try {
    answer = await fetch(`/api/v1${path(id, `/import${preview ? '?preview=true' : ''}`)}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'text/calendar' },
      body: file,
    });
  } catch {
    throw new ApiProblem('unreachable', 0);
  }
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as ImportBody;
};

export const exportAddress = (id: string): string => `/api/v1${path(id, '/export')}`;

/** How many events a calendar holds; a series counts once. */
export const countEvents = async (id: string): Promise<number> => {
  const answer = await fetch(exportAddress(id), { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(String(answer.status));
  return new Set((await answer.text()).match(/^UID:.*(?:\r?\n[ \t].*)*/gm)).size;
};
