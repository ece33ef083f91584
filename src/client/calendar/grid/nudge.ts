import { signal } from '@preact/signals';
import type { EventBody } from '../../../contract/http/event.ts';
import { t } from '../../shared/language.ts';
import { addDays, addMinutes, daysBetween, minutesBetween, momentOf } from '../../shared/wall-time.ts';
import { eventKey, shownEvents } from '../parts/event-cache.ts';
import { moveTo, type NewTimes, whenText } from './move-event.ts';

/**
 * Moving and stretching by keyboard, on an event that has the focus: Alt with an arrow moves it by a quarter of an hour or by a
 * day, Alt and Shift with an arrow changes its length. It is shown where it would be; Enter keeps it there, Escape puts it back.
 */
const STEP_MINUTES = 15;

interface Nudge {
  readonly event: EventBody;
  readonly times: NewTimes;
}

export const nudge = signal<Nudge | undefined>(undefined);
/** What assistive technology is told. */
export const nudgeSaid = signal('');

const timesOf = ({ start, end, timeZone, allDay }: EventBody): NewTimes => ({
  start: start.slice(0, 16),
  end: end.slice(0, 16),
  timeZone,
  allDay,
});

interface Step {
  readonly days: number;
  readonly minutes: number;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: { days: 0, minutes: -STEP_MINUTES },
  ArrowDown: { days: 0, minutes: STEP_MINUTES },
  ArrowLeft: { days: -1, minutes: 0 },
  ArrowRight: { days: 1, minutes: 0 },
};

const later = (local: string, { days, minutes }: Step): string =>
  local.length === 10 ? addDays(local, days) : addMinutes(local, days * 1_440 + minutes);

const shifted = (times: NewTimes, step: Step): NewTimes => ({
  ...times,
  start: later(times.start, step),
  end: later(times.end, step),
});

/** Undefined when it would end before it starts. */
const stretched = (times: NewTimes, step: Step): NewTimes | undefined => {
  const end = later(times.end, step);
  const long = times.allDay ? daysBetween(times.start, end) >= 0 : minutesBetween(times.start, end) >= STEP_MINUTES;
  return long ? { ...times, end } : undefined;
};

const isMoving = (event: EventBody): boolean =>
  nudge.value !== undefined && eventKey(nudge.value.event) === eventKey(event);

const say = (text: string): void => {
  nudgeSaid.value = text;
};

const back = (): void => {
  nudge.value = undefined;
};

const keep = (): void => {
  const kept = nudge.value;
  if (kept) void moveTo(kept.event, kept.times, { revert: back, done: back });
};

const leave = (): void => {
  back();
  say(t('calendar.move.left'));
};

const press = (event: EventBody, step: Step, stretch: boolean): void => {
  const before = isMoving(event) ? (nudge.value?.times ?? timesOf(event)) : timesOf(event);
  // Quarters of an hour mean nothing to whole days.
  if (before.allDay && step.days === 0) return;
  const times = stretch ? stretched(before, step) : shifted(before, step);
  if (times) nudge.value = { event, times };
  say(times ? t('calendar.move.spoken', { when: whenText(times) }) : t('calendar.move.tooShort'));
};

const focusedEvent = (target: EventTarget | null): EventBody | undefined => {
  const key = target instanceof HTMLElement ? target.dataset['event'] : undefined;
  return key === undefined ? undefined : shownEvents.value.find((event) => eventKey(event) === key);
};

/** True when the key was one of these. */
export const nudgeByKey = (key: KeyboardEvent): boolean => {
  const event = focusedEvent(key.target);
  if (!event) return false;
  const pending = isMoving(event);
  const step = key.altKey && !key.ctrlKey && !key.metaKey ? STEPS[key.key] : undefined;
  if (step && event.mayEdit) press(event, step, key.shiftKey);
  else if (pending && key.key === 'Enter') keep();
  else if (pending && key.key === 'Escape') leave();
  else return false;
  key.preventDefault();
  key.stopPropagation();
  return true;
};

/** The events on screen, the one that is being moved where it would be. */
export const nudged = (events: readonly EventBody[]): readonly EventBody[] => {
  const moving = nudge.value;
  if (!moving) return events;
  const { start, end, timeZone, allDay } = moving.times;
  const instant = (local: string): string => new Date(momentOf(local, timeZone)?.ms ?? 0).toISOString();
  const moments = allDay ? {} : { startsAt: instant(start), endsAt: instant(end) };
  return events.map((event) => (isMoving(event) ? { ...event, start, end, ...moments } : event));
};

/** The grid draws a moved event anew: the focus goes with it. */
export const keepNudgedFocus = (root: HTMLElement): void => {
  const moving = nudge.value;
  if (!moving || document.querySelector('dialog[open]')) return;
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  const key = eventKey(moving.event);
  const buttons = [...root.querySelectorAll<HTMLElement>('.event__open')];
  buttons.find((button) => button.dataset['event'] === key)?.focus();
};

/** Whoever goes on to something else keeps what they moved. */
export const keepOnLeaving = (leaving: FocusEvent): void => {
  const to = leaving.relatedTarget;
  if (!nudge.value || !(to instanceof HTMLElement) || to.closest('dialog')) return;
  if (to.dataset['event'] !== eventKey(nudge.value.event)) keep();
};
