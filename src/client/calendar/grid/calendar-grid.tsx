import '@fullcalendar/preact/skeleton.css';
import './calendar-grid.css';
import './grid-event.css';
import { Calendar, type CalendarRef, type EventInput } from '@fullcalendar/preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { t } from '../../shared/language.ts';
import { addDays } from '../../shared/wall-time.ts';
import { colorClass } from '../calendars/calendar-colors.ts';
import { date, view } from '../page/calendar-state.ts';
import { eventKey, loading, showRange } from '../parts/event-cache.ts';
import { displayZone } from '../shell/session.ts';
import { drawnDays, drawnEvents } from './drawn-events.ts';
import { myAnswer } from './grid-event.tsx';
import { moveFocus } from './grid-keys.ts';
import { GRID_OPTIONS, VIEW_NAMES, words } from './grid-options.tsx';
import { mendGrid } from './mend-grid.ts';
import { MoveDialog } from './move-dialog.tsx';
import { MoveToDialog } from './move-to-dialog.tsx';
import { keepOnLeaving, nudgeByKey } from './nudge.ts';
import { MOVE_HINT, NudgeStatus } from './nudge-status.tsx';

/** What changes how an event is drawn; its words are in its label and in its details. */
const stateClass = (event: EventBody): string => {
  const answer = event.myRole === 'organizer' ? undefined : myAnswer(event);
  if (answer === 'DECLINED' || event.status === 'CANCELLED') return 'event--declined';
  return answer === 'NEEDS-ACTION' ? 'event--open' : '';
};

const gridEvent = (event: EventBody): EventInput => ({
  id: eventKey(event),
  title: event.title,
  // Moments, which the grid puts where the account's zone has them; days of all-day events are the same in every zone.
  ...(event.allDay ? { start: event.start, end: addDays(event.end, 1) } : { start: event.startsAt, end: event.endsAt }),
  allDay: event.allDay,
  editable: event.mayEdit,
  className: `${colorClass(event.calendarId)} ${stateClass(event)}`,
  extendedProps: { body: event },
});

/** The calendar itself: days, hours and events. Drawn by FullCalendar with our classes, in the account's time zone. */
export const CalendarGrid = () => {
  const frame = useRef<HTMLElement>(null);
  const calendar = useRef<CalendarRef>(null);
  const zone = displayZone.value;
  const name = VIEW_NAMES[view.value];
  const day = date.value;
  const { from, to } = drawnDays.value;

  useEffect(() => {
    const api = calendar.current?.getApi();
    if (api && (api.view.type !== name || api.formatIso(api.getDate(), true) !== day)) api.changeView(name, day);
  }, [name, day]);
  useEffect(() => {
    void showRange({ from, to });
  }, [from, to, zone]);
  useEffect(() => (frame.current ? mendGrid(frame.current) : undefined), []);

  const events = useMemo(() => drawnEvents.value.map(gridEvent), [drawnEvents.value]);
  return (
    <section
      ref={frame}
      class="grid-frame"
      aria-label={t('calendar.title')}
      aria-describedby={MOVE_HINT}
      aria-busy={loading.value}
      onFocusOut={keepOnLeaving}
      onKeyDown={(event) => {
        if (!nudgeByKey(event)) moveFocus(event);
      }}
    >
      {loading.value && <div class="grid-progress" aria-hidden="true" />}
      <Calendar
        {...GRID_OPTIONS}
        {...words()}
        ref={calendar}
        initialView={name}
        initialDate={day}
        timeZone={zone}
        expandRows={view.value === 'month'}
        events={events}
      />
      <NudgeStatus />
      <MoveToDialog />
      <MoveDialog />
    </section>
  );
};
