import { type CalendarOptions, joinClassNames } from '@fullcalendar/preact';

interface DayInfo {
  readonly isToday: boolean;
  readonly isOther: boolean;
}

const dayClass = (info: DayInfo): string =>
  joinClassNames('grid__day', info.isToday && 'grid__day--today', info.isOther && 'grid__day--other');

/** Our own names for FullCalendar's parts: `calendar-grid.css` draws them with the same tokens as everything else. */
export const GRID_THEME: CalendarOptions = {
  className: 'grid',
  viewClass: 'grid__view',
  borderlessX: true,
  borderlessTop: true,
  borderlessBottom: true,
  tableHeaderClass: 'grid__head',
  dayHeaderRowClass: 'grid__line',
  dayHeaderClass: (info) =>
    joinClassNames(
      'grid__day-head',
      info.isToday && 'grid__day-head--today',
      info.inPopover && 'grid__day-head--popover',
    ),
  dayHeaderInnerClass: 'grid__day-name',
  dayHeaderAlign: 'center',
  dayHeaderDividerClass: 'grid__divider',
  dayRowClass: 'grid__line',
  dayCellClass: dayClass,
  dayCellTopClass: 'grid__day-top',
  dayCellTopInnerClass: (info) => joinClassNames('grid__day-number', info.isToday && 'grid__day-number--today'),
  dayLaneClass: dayClass,
  dayLaneInnerClass: 'grid__lane',
  slotLaneClass: (info) => joinClassNames('grid__slot', info.isMinor && 'grid__slot--minor'),
  slotHeaderClass: 'grid__slot-head',
  slotHeaderInnerClass: 'grid__slot-time',
  slotHeaderDividerClass: 'grid__divider-y',
  allDayHeaderClass: 'grid__all-day',
  allDayHeaderInnerClass: 'grid__slot-time',
  allDayDividerClass: 'grid__divider',
  fillerClass: 'grid__filler',
  eventClass: (info) => joinClassNames('event', info.isPast && 'event--past', info.isDragging && 'event--dragging'),
  blockEventClass: 'event--block',
  rowEventClass: 'event--row',
  columnEventClass: (info) => joinClassNames('event--column', info.isShort && 'event--short'),
  listItemEventClass: (info) => joinClassNames('event--line', info.isNarrow && 'event--narrow'),
  columnEventAfterClass: (info) => (info.isEndResizable ? 'event__handle' : undefined),
  eventInnerClass: 'event__inner',
  rowMoreLinkClass: 'grid__more',
  columnMoreLinkClass: 'grid__more',
  navLinkClass: 'grid__link',
  highlightClass: 'grid__selection',
  nowIndicatorLineClass: 'grid__now',
  nowIndicatorHeaderClass: 'grid__now-head',
  listDaysClass: 'agenda',
  listDayClass: (info) => joinClassNames('agenda__day', info.isToday && 'agenda__day--today'),
  listDayHeaderClass: 'agenda__head',
  // The second date of a head repeats the first.
  listDayHeaderInnerClass: (info) => (info.level === 0 ? 'agenda__date' : 'agenda__date-again'),
  listDayBodyClass: 'agenda__events',
  noEventsClass: 'agenda__none',
};
