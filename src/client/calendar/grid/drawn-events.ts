import { computed } from '@preact/signals';
import { hiddenCalendars } from '../calendars/calendars.ts';
import { date, view } from '../page/calendar-state.ts';
import { daysShown } from '../page/turn-date.ts';
import { type DayRange, shownEvents } from '../parts/event-cache.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { startOfWeek } from '../parts/month-weeks.ts';
import { displayZone } from '../shell/session.ts';
import { type FirstOfDays, firstOfDays } from './first-of-days.ts';
import { nudged } from './nudge.ts';

const LEAST_WEEKS = 4;
const LINE_PX = 26;

/** Lines that a day has room for when the window is as high as the screen. */
const roomOnScreen = (): number => Math.ceil(screen.height / LEAST_WEEKS / LINE_PX);

const visibleEvents = computed(() =>
  nudged(shownEvents.value.filter(({ calendarId }) => !hiddenCalendars.value.has(calendarId))),
);

/** The days on screen. */
export const drawnDays = computed<DayRange>(() =>
  daysShown(view.value, date.value, (from) => startOfWeek(from, firstWeekday())),
);

const drawn = computed<FirstOfDays>(() => {
  if (view.value !== 'month') return { events: visibleEvents.value, leftOut: new Map() };
  return firstOfDays(visibleEvents.value, { range: drawnDays.value, zone: displayZone.value, perDay: roomOnScreen() });
});

/** What the grid is given to draw. */
export const drawnEvents = computed(() => drawn.value.events);
export const leftOutOf = (day: string): number => drawn.value.leftOut.get(day) ?? 0;
