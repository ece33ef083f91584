import '@fullcalendar/preact/skeleton.css';
import './calendar-grid.css';
import './grid-event.css';
import { Calendar, type CalendarOptions, type CalendarRef, type EventInput } from '@fullcalendar/preact';
import dayGridPlugin from '@fullcalendar/preact/daygrid';
import interactionPlugin from '@fullcalendar/preact/interaction';
import listPlugin from '@fullcalendar/preact/list';
import timeGridPlugin from '@fullcalendar/preact/timegrid';
import { CalendarX2 } from 'lucide-preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { EventBody } from '../../contract/http/event.ts';
import { formatHour } from '../shared/format-date.ts';
import { locale, t } from '../shared/language.ts';
import { date, hiddenKinds, kindOf, showView, view } from './calendar-state.ts';
import type { View } from './calendar-view.ts';
import { CreateMenu } from './create-menu.tsx';
import { EmptyState } from './empty-state.tsx';
import { loading, shownEvents, showRange } from './event-cache.ts';
import { selectedEvent } from './event-popover.tsx';
import { firstWeekday } from './first-weekday.ts';
import { newFromDay, newFromSelection } from './grid-create.ts';
import { bodyOf, GridEvent, myAnswer } from './grid-event.tsx';
import { moveFocus } from './grid-keys.ts';
import { GRID_THEME } from './grid-theme.ts';
import { mendGrid } from './mend-grid.ts';
import { startOfWeek } from './month-weeks.ts';
import { MoveDialog } from './move-dialog.tsx';
import { moveEvent } from './move-event.ts';
import { displayZone } from './session.ts';
import { AGENDA_DAYS, daysShown } from './turn-date.ts';
import { addDays } from './wall-time.ts';

const VIEW_NAMES: Readonly<Record<View, string>> = {
  month: 'dayGridMonth',
  week: 'timeGridWeek',
  days: 'threeDays',
  day: 'timeGridDay',
  agenda: 'agenda',
};

const PLUGINS = [dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin];

/** Answers that change how an invitation is drawn; their words are in its label and in its details. */
const answerClass = (event: EventBody): string => {
  const answer = event.myRole === 'organizer' ? undefined : myAnswer(event);
  if (answer === 'DECLINED') return 'event--declined';
  return answer === 'NEEDS-ACTION' ? 'event--open' : '';
};

const gridEvent = (event: EventBody): EventInput => ({
  id: event.id,
  title: event.title,
  // Moments, which the grid puts where the account's zone has them; days of all-day events are the same in every zone.
  ...(event.allDay ? { start: event.start, end: addDays(event.end, 1) } : { start: event.startsAt, end: event.endsAt }),
  allDay: event.allDay,
  editable: event.myRole === 'organizer',
  className: `event--${kindOf(event)} ${answerClass(event)}`,
  extendedProps: { body: event },
});

const placeOf = (viewName: string): 'line' | 'column' | 'row' => {
  if (viewName === VIEW_NAMES.agenda) return 'row';
  return viewName === VIEW_NAMES.month ? 'line' : 'column';
};

const views: NonNullable<CalendarOptions['views']> = {
  threeDays: { type: 'timeGrid', duration: { days: 3 } },
  agenda: { type: 'list', duration: { days: AGENDA_DAYS } },
  timeGrid: { dayHeaderFormat: { weekday: 'short', day: 'numeric' } },
};

/** FullCalendar's words in the language of the screen. */
const words = (): CalendarOptions => ({
  locale: locale.value,
  firstDay: firstWeekday(),
  allDayText: t('calendar.grid.allDay'),
  timedText: t('calendar.grid.times'),
  eventsHint: t('calendar.grid.events'),
  closeHint: t('common.close'),
  moreLinkText: (count) => t('calendar.grid.more', { count }),
  moreLinkHint: (count) => t('calendar.grid.showMore', { count }),
  navLinkHint: (day) => t('calendar.grid.openDay', { day }),
  listDayFormat: { weekday: 'long', day: 'numeric', month: 'long' },
});

/** "Mon" over a 1; in the month the weekday alone. */
const DayHead = ({
  weekday,
  figure,
  whole,
}: {
  readonly weekday: string;
  readonly figure: string;
  readonly whole: string;
}) =>
  figure === '' ? (
    whole
  ) : (
    <>
      {weekday}
      <span class="grid__day-figure">{figure}</span>
    </>
  );

/** The calendar itself: days, hours and events. Drawn by FullCalendar with our classes, in the account's time zone. */
export const CalendarGrid = () => {
  const calendar = useRef<CalendarRef>(null);
  const zone = displayZone.value;
  const name = VIEW_NAMES[view.value];
  const day = date.value;
  const { from, to } = daysShown(view.value, day, (from) => startOfWeek(from, firstWeekday()));

  useEffect(() => {
    const api = calendar.current?.getApi();
    if (api && (api.view.type !== name || api.formatIso(api.getDate(), true) !== day)) api.changeView(name, day);
  }, [name, day]);

  useEffect(() => {
    void showRange({ from, to });
  }, [from, to, zone]);

  const events = useMemo(
    () => shownEvents.value.filter((event) => !hiddenKinds.value.has(kindOf(event))).map(gridEvent),
    [shownEvents.value, hiddenKinds.value],
  );

  const frame = useRef<HTMLElement>(null);
  useEffect(() => (frame.current ? mendGrid(frame.current) : undefined), []);

  return (
    <section
      ref={frame}
      class="grid-frame"
      aria-label={t('calendar.title')}
      aria-busy={loading.value}
      onKeyDown={moveFocus}
    >
      {loading.value && <div class="grid-progress" aria-hidden="true" />}
      <Calendar
        {...GRID_THEME}
        {...words()}
        ref={calendar}
        plugins={PLUGINS}
        initialView={name}
        initialDate={day}
        views={views}
        timeZone={zone}
        headerToolbar={false}
        height="100%"
        expandRows={view.value === 'month'}
        events={events}
        eventInteractive={false}
        eventContent={(info) => (
          <GridEvent event={info.event} timeText={info.timeText} place={placeOf(info.view.type)} />
        )}
        eventClick={(info) => {
          const body = bodyOf(info.event);
          if (body) selectedEvent.value = { id: body.id, anchor: info.el };
        }}
        dayMaxEvents={true}
        fixedWeekCount={false}
        moreLinkClick={(info) => {
          showView('day', calendar.current?.getApi().formatIso(info.date, true));
          return VIEW_NAMES.day;
        }}
        nowIndicator={true}
        slotEventOverlap={false}
        slotDuration="00:30"
        slotMinHeight={26}
        slotHeaderContent={(info) => formatHour(info.date, zone)}
        dayHeaderContent={(info) => (
          <DayHead
            weekday={info.weekdayText}
            figure={view.value === 'month' ? '' : info.dayNumberText}
            whole={info.text}
          />
        )}
        scrollTime="07:30"
        scrollTimeReset={false}
        navLinks={true}
        navLinkDayClick={(when) => showView('day', calendar.current?.getApi().formatIso(when, true))}
        selectable={true}
        selectMirror={true}
        selectMinDistance={4}
        select={(info) => newFromSelection(info)}
        dateClick={(info) => newFromDay(info.dateStr, info.allDay)}
        eventDrop={(info) => void moveEvent(info)}
        eventResize={(info) => void moveEvent(info)}
        noEventsContent={() => (
          <EmptyState icon={CalendarX2} title={t('calendar.grid.empty')} text={t('calendar.grid.emptyHint')}>
            <CreateMenu />
          </EmptyState>
        )}
      />
      <MoveDialog />
    </section>
  );
};
