import './date-block.css';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatDateBlock } from '../../shared/format-date.ts';
import { displayZone } from '../shell/session.ts';

/** The day as a torn-off calendar leaf. */
export const DateBlock = ({ event }: { readonly event: EventBody }) => {
  const { weekday, day, month } = event.allDay
    ? formatDateBlock(`${event.start}T12:00Z`, 'UTC')
    : formatDateBlock(event.startsAt, displayZone.value);
  return (
    <div class="date-block">
      <span class="date-block__weekday">{weekday}</span>
      <span class="date-block__day">{day}</span>
      <span class="date-block__month">{month}</span>
    </div>
  );
};
