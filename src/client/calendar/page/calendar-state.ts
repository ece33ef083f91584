import { computed, signal } from '@preact/signals';
import type { EventBody } from '../../../contract/http/event.ts';
import { addMinutes, wallDate, wallTime } from '../../shared/wall-time.ts';
import { defaultCalendar } from '../calendars/calendars.ts';
import { type EventDraft, newDraft } from '../editor/event-draft.ts';
import { narrow } from '../parts/media-query.ts';
import { account, displayZone } from '../shell/session.ts';
import { VIEWS, type View } from './calendar-view.ts';

const STORED_UNDER = 'webmeeting.view';

const parameters = new URLSearchParams(location.search);
const isView = (name: string | null): name is View => VIEWS.some((view) => view === name);
const isDate = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

const remembered = (): View | undefined => {
  const asked = parameters.get('view');
  if (isView(asked)) return asked;
  const stored = localStorage.getItem(STORED_UNDER);
  return isView(stored) ? stored : undefined;
};

const chosenView = signal<View | undefined>(remembered());
const askedDate = parameters.get('date');
const chosenDate = signal<string | undefined>(isDate(askedDate) ? askedDate : undefined);

export const today = (): string => wallDate(Date.now(), displayZone.value);

/** Seven columns have no room on a telephone: there it is three days. */
export const view = computed<View>(() => {
  const wanted = chosenView.value ?? (narrow.value ? 'agenda' : 'week');
  if (narrow.value && wanted === 'week') return 'days';
  return !narrow.value && wanted === 'days' ? 'week' : wanted;
});
export const offeredViews = computed<readonly View[]>(() =>
  narrow.value ? ['agenda', 'day', 'days', 'month'] : ['month', 'week', 'day', 'agenda'],
);

/** The day that the view is about. */
export const date = computed(() => chosenDate.value ?? today());

/** The address tells view and day, so that a reload shows the same. */
const noteInAddress = (): void => {
  if (location.pathname !== '/') return;
  const query = new URLSearchParams({
    view: view.value,
    ...(chosenDate.value === undefined ? {} : { date: chosenDate.value }),
  });
  history.replaceState(null, '', `/?${query}`);
};

export const showView = (next: View, on?: string): void => {
  chosenView.value = next;
  localStorage.setItem(STORED_UNDER, next);
  if (on !== undefined) chosenDate.value = on;
  noteInAddress();
};

export const showDate = (next: string | undefined): void => {
  chosenDate.value = next;
  noteInAddress();
};

/** The editor: a new draft, or an event and its draft. */
export const editing = signal<{ readonly event?: EventBody; readonly draft: EventDraft } | undefined>(undefined);

type DialogName = 'join-by-id';
export const dialog = signal<DialogName | undefined>(undefined);

export const openDialog = (name: DialogName): void => {
  dialog.value = name;
};

/** The next full half hour, on the day that is shown. */
const suggestedStart = (): string => {
  const local = wallTime(Date.now(), displayZone.value);
  const minute = Number(local.slice(14, 16));
  const rounded = addMinutes(local, 30 - (minute % 30));
  return date.value === local.slice(0, 10) ? rounded : `${date.value}T${rounded.slice(11, 16)}`;
};

interface NewEventWishes {
  readonly webMeeting?: boolean;
  /** Local time in the display zone. */
  readonly startLocal?: string;
  readonly minutes?: number;
  readonly allDay?: boolean;
  readonly endDate?: string;
}

export const openNewEvent = ({ startLocal = suggestedStart(), ...wishes }: NewEventWishes): void => {
  const wanted = wishes.webMeeting ?? defaultCalendar.value?.everyEventMeets ?? false;
  const webMeeting = wanted && (account.value?.webMeeting ?? false);
  editing.value = { draft: newDraft(startLocal, displayZone.value, { ...wishes, webMeeting }) };
};
