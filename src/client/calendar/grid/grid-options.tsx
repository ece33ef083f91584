import type { CalendarOptions } from '@fullcalendar/preact';
import dayGridPlugin from '@fullcalendar/preact/daygrid';
import interactionPlugin from '@fullcalendar/preact/interaction';
import listPlugin from '@fullcalendar/preact/list';
import timeGridPlugin from '@fullcalendar/preact/timegrid';
import { CalendarX2 } from 'lucide-preact';
import { formatHour } from '../../shared/format-date.ts';
import { locale, t } from '../../shared/language.ts';
import { wallDate } from '../../shared/wall-time.ts';
import { selectedEvent } from '../details/event-popover.tsx';
import { showView } from '../page/calendar-state.ts';
import type { View } from '../page/calendar-view.ts';
import { CreateMenu } from '../page/create-menu.tsx';
import { AGENDA_DAYS } from '../page/turn-date.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { eventKey } from '../parts/event-cache.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { displayZone } from '../shell/session.ts';
import { newFromDay, newFromSelection } from './grid-create.ts';
import { bodyOf, GridEvent } from './grid-event.tsx';
import { GRID_THEME } from './grid-theme.ts';
import { MoreCount } from './more-count.tsx';
import { moveEvent } from './move-event.ts';

/** FullCalendar's names of our views. */
export const VIEW_NAMES: Readonly<Record<View, string>> = {
  month: 'dayGridMonth',
  week: 'timeGridWeek',
  days: 'threeDays',
  day: 'timeGridDay',
  agenda: 'agenda',
};

const placeOf = (viewName: string): 'line' | 'column' | 'row' => {
  if (viewName === VIEW_NAMES.agenda) return 'row';
  return viewName === VIEW_NAMES.month ? 'line' : 'column';
};

const CUSTOM_VIEWS: NonNullable<CalendarOptions['views']> = {
  threeDays: { type: 'timeGrid', duration: { days: 3 } },
  agenda: { type: 'list', duration: { days: AGENDA_DAYS } },
  timeGrid: { dayHeaderFormat: { weekday: 'short', day: 'numeric' } },
};

/** FullCalendar's words in the language of the screen. */
export const words = (): CalendarOptions => ({
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

const showDay = (day: Date): void => showView('day', wallDate(day.getTime(), displayZone.value));

/** How days, hours and events are drawn, whatever the language. */
const DRAWING: CalendarOptions = {
  ...GRID_THEME,
  plugins: [dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin],
  views: CUSTOM_VIEWS,
  headerToolbar: false,
  height: '100%',
  dayMaxEvents: true,
  moreLinkContent: (info) => <MoreCount count={info.num} />,
  fixedWeekCount: false,
  nowIndicator: true,
  slotEventOverlap: false,
  slotDuration: '00:30',
  slotMinHeight: 26,
  slotHeaderContent: (info) => formatHour(info.date, displayZone.value),
  dayHeaderContent: (info) => (
    <DayHead
      weekday={info.weekdayText}
      figure={info.view.type === VIEW_NAMES.month ? '' : info.dayNumberText}
      whole={info.text}
    />
  ),
  scrollTime: '07:30',
  scrollTimeReset: false,
  // Each event holds a button of its own: FullCalendar's would contain it.
  eventInteractive: false,
  eventContent: (info) => (
    <GridEvent event={info.event} timeText={info.timeText} place={placeOf(info.view.type)} short={info.isShort} />
  ),
  noEventsContent: () => (
    <EmptyState icon={CalendarX2} title={t('calendar.grid.empty')} text={t('calendar.grid.emptyHint')}>
      <CreateMenu />
    </EmptyState>
  ),
};

/** What a press or a drag does. */
const DOING: CalendarOptions = {
  eventClick: (info) => {
    const body = bodyOf(info.event);
    if (body) selectedEvent.value = { key: eventKey(body), anchor: info.el };
  },
  moreLinkClick: (info) => {
    showDay(info.date);
    return VIEW_NAMES.day;
  },
  navLinks: true,
  navLinkDayClick: (day: Date) => showDay(day),
  selectable: true,
  selectMirror: true,
  selectMinDistance: 4,
  select: (info) => newFromSelection(info),
  dateClick: (info) => newFromDay(info.dateStr, info.allDay),
  eventDrop: (info) => void moveEvent(info),
  eventResize: (info) => void moveEvent(info),
};

/** Everything about the grid that does not change while it is shown. */
export const GRID_OPTIONS: CalendarOptions = { ...DRAWING, ...DOING };
