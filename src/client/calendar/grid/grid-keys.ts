import { addDays } from '../../shared/wall-time.ts';
import { date, openNewEvent, showDate, view } from '../page/calendar-state.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { addMonths, monthOf, sameDayIn, startOfWeek } from '../parts/month-weeks.ts';

/**
 * Days by keyboard: one of them is reached by Tab; arrows, Home, End and the page keys move among them, Enter makes an event there.
 * FullCalendar draws the cells anew as it likes, so that everything is found by its date when a key is pressed.
 */
const CELL = '[role="gridcell"][data-date]';

/** In the hours' view the lane of a day, not its cell in the line of all-day events. */
const cellOf = (root: HTMLElement, day: string): HTMLElement | undefined =>
  [...root.querySelectorAll<HTMLElement>(`${CELL}[data-date="${day}"]`)].at(-1);

const moves: Readonly<Record<string, (day: string, month: boolean) => string | undefined>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day, month) => (month ? addDays(day, -7) : undefined),
  ArrowDown: (day, month) => (month ? addDays(day, 7) : undefined),
  Home: (day) => startOfWeek(day, firstWeekday()),
  End: (day) => addDays(startOfWeek(day, firstWeekday()), 6),
  PageUp: (day, month) => (month ? sameDayIn(addMonths(monthOf(day), -1), day) : addDays(day, -7)),
  PageDown: (day, month) => (month ? sameDayIn(addMonths(monthOf(day), 1), day) : addDays(day, 7)),
};

export const focusDay = (root: HTMLElement, day: string): boolean => {
  const cell = cellOf(root, day);
  if (!cell) return false;
  for (const other of root.querySelectorAll<HTMLElement>(`${CELL}[tabindex="0"]`)) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
  return true;
};

/** A day that gets the focus once it is drawn. */
let awaited: string | undefined;

/** Makes one day reachable by Tab: the one that the view is about, or the first that is shown. */
export const offerDay = (root: HTMLElement): void => {
  if (awaited !== undefined && focusDay(root, awaited)) awaited = undefined;
  if (root.querySelector(`${CELL}[tabindex="0"]`)) return;
  const cell = cellOf(root, date.value) ?? root.querySelector<HTMLElement>(CELL);
  if (cell) cell.tabIndex = 0;
};

export const moveFocus = (event: KeyboardEvent): void => {
  const root = event.currentTarget as HTMLElement;
  const cell = event.target as HTMLElement;
  const day = cell.dataset['date'];
  if (!cell.matches(CELL) || day === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    openNewEvent({ startLocal: `${day}T09:00` });
    return;
  }
  const target = moves[event.key]?.(day, view.value === 'month');
  if (target === undefined) return;
  event.preventDefault();
  if (focusDay(root, target)) return;
  awaited = target;
  showDate(target);
};
