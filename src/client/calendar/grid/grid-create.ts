import type { DateSelectInfo } from '@fullcalendar/preact';
import { addDays, daysBetween, minutesBetween } from '../../shared/wall-time.ts';
import { openNewEvent } from '../page/calendar-state.ts';

/** A click on a day or an hour. `dateStr`: a date, or a local time with the offset of the zone. */
export const newFromDay = (dateStr: string, allDay: boolean): void => {
  if (allDay || dateStr.length === 10) openNewEvent({ startLocal: `${dateStr.slice(0, 10)}T09:00` });
  else openNewEvent({ startLocal: dateStr.slice(0, 16) });
};

/** A span drawn with the mouse, over hours or over days. */
export const newFromSelection = ({ startStr, endStr, allDay, view }: DateSelectInfo): void => {
  view.calendar.unselect();
  if (!allDay) {
    const startLocal = startStr.slice(0, 16);
    openNewEvent({ startLocal, minutes: minutesBetween(startLocal, endStr.slice(0, 16)) });
    return;
  }
  const startDate = startStr.slice(0, 10);
  const days = daysBetween(startDate, endStr.slice(0, 10));
  openNewEvent({ startLocal: `${startDate}T09:00`, allDay: true, endDate: addDays(startDate, Math.max(0, days - 1)) });
};
