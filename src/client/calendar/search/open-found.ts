import type { EventBody } from '../../../contract/http/event.ts';
import { changeCalendar, hiddenCalendars } from '../calendars/calendars.ts';
import { spokenEvent } from '../grid/grid-event.tsx';
import { showDate, showView } from '../page/calendar-state.ts';
import { eventKey, shownEvents } from '../parts/event-cache.ts';
import { displayZone } from '../shell/session.ts';
import { dayOf } from './found-events.ts';

const PATIENCE_MS = 4_000;
/** How long the grid may take to draw what is loaded. */
const DRAWN_MS = 500;

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** The event as the grid draws it; its words name day and time, so that no other date of its series is taken for it. */
const inGrid = (event: EventBody): HTMLElement | undefined => {
  const name = spokenEvent(event);
  return [...document.querySelectorAll<HTMLElement>('.event__open')].find(
    (button) => button.getAttribute('aria-label') === name && button.getClientRects().length > 0,
  );
};

/** What `look` finds, once it finds something; undefined when that takes too long. */
const seen = async <Found>(look: () => Found | undefined, patienceMs: number): Promise<Found | undefined> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = look();
    if (found !== undefined || performance.now() > deadline) return found;
    await frame();
  }
};

const isLoaded = (event: EventBody): true | undefined =>
  shownEvents.value.some((one) => eventKey(one) === eventKey(event)) || undefined;

/** Goes to the event's day and opens its details, as if it had been pressed there. */
export const openFound = async (event: EventBody): Promise<void> => {
  const day = dayOf(event, displayZone.value);
  if (hiddenCalendars.value.has(event.calendarId)) await changeCalendar(event.calendarId, { shown: true });
  showDate(day);
  await seen(() => isLoaded(event), PATIENCE_MS);
  let button = await seen(() => inGrid(event), DRAWN_MS);
  if (!button) {
    // A month has room for a few events of each day: the day's own view has all of them.
    showView('day', day);
    button = await seen(() => inGrid(event), PATIENCE_MS);
  }
  button?.scrollIntoView({ block: 'nearest' });
  // Scrolling would carry the details away from their event.
  await frame();
  button?.click();
};
