import { groupDigits } from '../../../base/text.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatDay, formatDayAndTime, formatSpan, formatTime, formatZone } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { hiddenCalendars } from '../calendars/calendars.ts';
import { myAnswer } from '../grid/grid-event.tsx';
import { date, view } from '../page/calendar-state.ts';
import { rangeTitle } from '../page/range-title.ts';
import { shownEvents } from '../parts/event-cache.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { startOfWeek } from '../parts/month-weeks.ts';
import { account, displayZone } from '../shell/session.ts';
import { type AgendaEntry, agendaDays } from './agenda-days.ts';
import { printRange } from './print-range.ts';

/** The hours of that day; of an event that goes on over midnight, from when to when as a whole. */
const timeOf = ({ event }: AgendaEntry): string => {
  if (event.allDay) return t('agendaPrint.allDay');
  const zone = displayZone.value;
  return event.startsAt === event.endsAt
    ? formatTime(event.startsAt, zone)
    : formatSpan(event.startsAt, event.endsAt, zone);
};

const peopleOf = (event: EventBody): string => {
  const accepted = event.invitees.filter(({ answer }) => answer === 'ACCEPTED').length;
  return [
    t('agendaPrint.invited', { count: event.invitees.length }),
    accepted > 0 && t('agendaPrint.accepted', { count: accepted }),
  ]
    .filter(Boolean)
    .join(', ');
};

/** What is known of an event besides title and time, by name. */
const factsOf = (event: EventBody): readonly (readonly [string, string])[] => {
  const { meeting } = event;
  const mine = event.organizer.email.toLowerCase() === account.value?.email.toLowerCase();
  // What one has for oneself has no organizer to speak of.
  const alone = mine && event.invitees.length === 0;
  const answer = mine ? undefined : myAnswer(event);
  return [
    [t('agendaPrint.place'), event.location],
    [t('agendaPrint.organizer'), alone ? '' : event.organizer.name || event.organizer.email],
    [t('agendaPrint.people'), event.invitees.length > 0 ? peopleOf(event) : ''],
    [t('agendaPrint.answer'), answer === undefined ? '' : t(`answer.is.${answer}`)],
    [t('agendaPrint.meetingId'), meeting ? groupDigits(meeting.id) : ''],
    [t('agendaPrint.link'), meeting?.joinUrl ?? ''],
  ].filter((fact): fact is [string, string] => fact[1] !== '');
};

const PrintedEvent = ({ entry }: { readonly entry: AgendaEntry }) => {
  const { event, day, days } = entry;
  return (
    <li class="print__event">
      <p class="print__time">{timeOf(entry)}</p>
      <div>
        <h3 class="print__name">
          {event.title || t('agendaPrint.untitled')}
          {days > 1 && <span class="print__part"> ({t('agendaPrint.part', { day, days })})</span>}
        </h3>
        <dl class="print__facts">
          {factsOf(event).map(([name, value]) => (
            <div key={name}>
              <dt>
                {name}
                {t('common.colon')}
              </dt>{' '}
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
};

/** The days of the view as they go on paper, with what one needs without a screen. */
export const PrintedAgenda = () => {
  const zone = displayZone.value;
  const range = printRange(view.value, date.value, (day) => startOfWeek(day, firstWeekday()));
  const events = shownEvents.value.filter((event) => !hiddenCalendars.value.has(event.calendarId));
  const days = agendaDays(events, range, zone);
  const nowMs = Date.now();
  return (
    <article class="print">
      <header class="print__head">
        <h1>{rangeTitle(view.value, date.value)}</h1>
        <p>{t('agendaPrint.of', { name: account.value?.name ?? '' })}</p>
      </header>
      {days.length === 0 && <p>{t('agendaPrint.empty')}</p>}
      {days.map((day) => (
        <section key={day.date} class="print__day">
          <h2>{formatDay(`${day.date}T12:00Z`, 'UTC')}</h2>
          <ul class="print__events">
            {day.entries.map((entry) => (
              <PrintedEvent key={`${entry.event.id} ${entry.event.recurrenceId ?? ''}`} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      <footer class="print__foot">
        {t('agendaPrint.zone', { zone: formatZone(zone, nowMs) })}{' '}
        {t('agendaPrint.printed', { when: formatDayAndTime(nowMs, zone) })}
      </footer>
    </article>
  );
};
