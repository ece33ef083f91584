import type { EventApi } from '@fullcalendar/preact';
import { PencilLine, Repeat, Video } from 'lucide-preact';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatDay, formatDays, formatSpan, formatTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { eventKey } from '../parts/event-cache.ts';
import { MeetingButton } from '../parts/meeting-button.tsx';
import { meetingAction } from '../parts/next-meeting.ts';
import { now } from '../parts/now.ts';
import { account, displayZone } from '../shell/session.ts';

/** The event that FullCalendar's own object stands for; undefined while one is being drawn with the mouse. */
export const bodyOf = (event: EventApi): EventBody | undefined => event.extendedProps['body'] as EventBody | undefined;

export const myAnswer = (event: EventBody): EventBody['invitees'][number]['answer'] | undefined => {
  const mine = account.value?.email.toLowerCase();
  return event.invitees.find(({ email }) => email.toLowerCase() === mine)?.answer;
};

/** "Review, Monday 1 March 2027, 10:00 – 11:00, with WebMeeting, Accepted" for assistive technology. */
export const spokenEvent = (event: EventBody): string => {
  const zone = displayZone.value;
  const when = event.allDay
    ? `${formatDays(event.start, event.end)}, ${t('calendar.grid.allDay')}`
    : `${formatDay(event.startsAt, zone)}, ${formatSpan(event.startsAt, event.endsAt, zone)}`;
  const answer = event.myRole === 'organizer' ? undefined : myAnswer(event);
  return [
    event.title || t('calendar.grid.untitled'),
    when,
    event.webMeeting ? t('calendar.grid.withMeeting') : undefined,
    event.recurring ? t(event.changed ? 'recurrence.spokenChanged' : 'recurrence.spokenRepeats') : undefined,
    answer && t(`answer.is.${answer}`),
  ]
    .filter(Boolean)
    .join(', ');
};

/** Within the hours the style sheet chooses between mark and word. */
const ACTION_SIZES = { line: 'icon', column: 'both', row: 'full' } as const;

interface GridEventProps {
  readonly event: EventApi;
  readonly timeText: string;
  /** A short line of the month, a block within the hours, or a row of the agenda, where there is room for more. */
  readonly place: 'line' | 'column' | 'row';
  /** A block so low that title and time share one line. */
  readonly short?: boolean | undefined;
}

/** When, as short as the place allows; while it is dragged, where it would go. */
const timeOf = ({ event, timeText, place, short }: GridEventProps): string => {
  // FullCalendar leaves out the time of what began on another day, and has a word for whole days.
  if (timeText === '' || event.allDay || !event.start) return timeText;
  if (place === 'line' || short) return formatTime(event.start, displayZone.value);
  return formatSpan(event.start, event.end ?? event.start, displayZone.value);
};

/** A date of a series; one that differs from the others has another mark. */
const SeriesMark = ({ changed }: { readonly changed: boolean }) => (
  <span class="event__series" title={t(changed ? 'recurrence.changed' : 'recurrence.label')}>
    <Icon of={changed ? PencilLine : Repeat} size={12} />
  </span>
);

/** What stands within an event of the grid: a button over all of it, its words, and what can be done now. */
export const GridEvent = (props: GridEventProps) => {
  const { event, place } = props;
  const time = timeOf(props);
  const body = bodyOf(event);
  const title = event.title || t('calendar.grid.untitled');
  const action = body && meetingAction(body, now.value);
  return (
    <>
      {body && <button type="button" class="event__open" data-event={eventKey(body)} aria-label={spokenEvent(body)} />}
      <span class="event__dot" aria-hidden="true" />
      <span class="event__words" aria-hidden={body !== undefined}>
        <span class="event__title" dir="auto">
          {body?.webMeeting && <Icon of={Video} size={14} />}
          <span class="event__name">{title}</span>
          {body?.recurring && <SeriesMark changed={body.changed} />}
        </span>
        {time !== '' && <span class="event__time">{time}</span>}
        {place === 'row' && body && body.location !== '' && <span class="event__place">{body.location}</span>}
      </span>
      {body && action && (
        <MeetingButton event={body} action={action} class="event__action" size={ACTION_SIZES[place]} />
      )}
    </>
  );
};
