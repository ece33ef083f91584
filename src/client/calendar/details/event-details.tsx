import { CalendarDays, Clock, History, MapPin, Phone, Repeat, Text, UserRound, Video } from 'lucide-preact';
import { oneTapDial } from '../../../base/one-tap-dial.ts';
import { groupDigits } from '../../../base/text.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { formatDay, formatDays, formatShortDay, formatSpan, formatZone } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { readingPast } from '../answers/answering.ts';
import { People } from '../answers/people.tsx';
import { colorClass } from '../calendars/calendar-colors.ts';
import { calendarOf, calendars } from '../calendars/calendars.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { lazyPart } from '../parts/lazy-part.tsx';
import { MeetingButton } from '../parts/meeting-button.tsx';
import { meetingAction } from '../parts/next-meeting.ts';
import { now } from '../parts/now.ts';
import { ruleSentence } from '../parts/rule-sentence.ts';
import { mayReadPast } from '../running/running.ts';
import { account, displayZone } from '../shell/session.ts';
import { CapacityNotice } from './capacity-notice.tsx';
import { Fact } from './fact.tsx';

/** Fetched when the first details are shown. */
const TeamChat = lazyPart(async () => (await import('./team-chat.tsx')).TeamChat);

const When = ({ event }: { readonly event: EventBody }) => {
  const zone = displayZone.value;
  if (event.allDay) return <p>{formatDays(event.start, event.end)}</p>;
  const sameDay = formatDay(event.startsAt, zone) === formatDay(event.endsAt, zone);
  const elsewhere = event.timeZone !== zone;
  return (
    <>
      <p class="fact__first">
        {sameDay ? formatDay(event.startsAt, zone) : formatSpan(event.startsAt, event.endsAt, zone)}
      </p>
      {sameDay && <p class="figures">{formatSpan(event.startsAt, event.endsAt, zone)}</p>}
      {elsewhere && (
        <p class="muted small">
          {t('calendar.popover.yourZone', {
            zone: formatZone(event.timeZone, event.startsAt),
            when: `${formatShortDay(event.startsAt, event.timeZone)}, ${formatSpan(event.startsAt, event.endsAt, event.timeZone)}`,
          })}
        </p>
      )}
    </>
  );
};

/** Of a date of a series: the rule in words, and whether this date differs from it. */
const Series = ({ event }: { readonly event: EventBody }) => {
  if (!event.recurring) return null;
  const { recurrence, seriesStart, timeZone, extraDates, excludedDates } = event;
  return (
    <Fact icon={Repeat}>
      <p>{ruleSentence(recurrence, { start: seriesStart, timeZone }, { extraDates, excludedDates })}</p>
      {event.changed && <p class="muted small">{t('recurrence.changed')}</p>}
    </Fact>
  );
};

const Meeting = ({ event }: { readonly event: EventBody }) => {
  const { meeting } = event;
  if (!meeting) return null;
  const action = meetingAction(event, now.value);
  const over = Date.parse(event.endsAt) < now.value;
  const early = action === undefined && !over && event.myRole !== 'attendee';
  return (
    <Fact icon={Video}>
      {meeting.live && <p class="badge badge--live">{t('common.live')}</p>}
      {action && <MeetingButton event={event} action={action} class="button--wide" />}
      {early && <MeetingButton event={event} action="start" class="button--wide" plain={true} />}
      {action === undefined && !over && event.myRole === 'attendee' && (
        <p class="muted">{t('calendar.popover.waits')}</p>
      )}
      <dl class="facts">
        <dt>{t('common.meetingId')}</dt>
        <dd class="figures">{groupDigits(meeting.id)}</dd>
        {meeting.pin !== undefined && (
          <>
            <dt>{t('common.pin')}</dt>
            <dd class="figures">{meeting.pin}</dd>
          </>
        )}
        <dt>{t('common.link')}</dt>
        <dd class="facts__link">
          <span>{meeting.joinUrl.replace(/^https?:\/\//, '')}</span>
          <CopyButton label={t('calendar.popover.copyLink')} text={() => meeting.joinUrl} iconOnly={true} />
        </dd>
      </dl>
    </Fact>
  );
};

const Phones = ({ event }: { readonly event: EventBody }) => {
  const { meeting } = event;
  if (!meeting || (meeting.phoneNumbers.length === 0 && meeting.sipUri === undefined)) return null;
  return (
    <Fact icon={Phone}>
      {meeting.phoneNumbers.map(({ country, number }) => (
        <p key={number}>
          <a class="figures" href={oneTapDial(number, meeting.id, meeting.pin).href}>
            {number}
          </a>{' '}
          <span class="muted">{country}</span>
        </p>
      ))}
      {meeting.sipUri !== undefined && (
        <p class="details__voip">
          <a href={meeting.sipUri}>{meeting.sipUri.replace(/^sip:/, '')}</a>
        </p>
      )}
    </Fact>
  );
};

/** The way to who was there, for those who may know, once there may be something to know. */
const PastMeetings = ({ event, onLeave }: EventDetailsProps) => {
  if (!mayReadPast(event, now.value)) return null;
  return (
    <Fact icon={History}>
      <Button
        onClick={() => {
          onLeave();
          readingPast.value = event;
        }}
      >
        {t('running.past.action')}
      </Button>
    </Fact>
  );
};

/** In which calendar, where there are several. */
const InCalendar = ({ event }: { readonly event: EventBody }) => {
  const calendar = calendarOf(event.calendarId);
  if (!calendar || (calendars.value?.length ?? 0) < 2) return null;
  return (
    <Fact icon={CalendarDays}>
      <p class={`details__calendar ${colorClass(calendar.id)}`}>{calendar.name}</p>
    </Fact>
  );
};

interface EventDetailsProps {
  readonly event: EventBody;
  /** Another window is about to open. */
  readonly onLeave: () => void;
}

/** What an event is, in the order in which one asks: what, when, how to get in, who, where, what for. */
export const EventDetails = ({ event, onLeave }: EventDetailsProps) => {
  const foreign = event.organizer.email.toLowerCase() !== account.value?.email.toLowerCase();
  return (
    <div class="details">
      <h2 class="details__title" dir="auto">
        {event.title || t('calendar.grid.untitled')}
      </h2>
      <Fact icon={Clock}>
        <When event={event} />
      </Fact>
      <Series event={event} />
      <CapacityNotice event={event} />
      <Meeting event={event} />
      <PastMeetings event={event} onLeave={onLeave} />
      <Phones event={event} />
      {event.location !== '' && (
        <Fact icon={MapPin}>
          <p>{event.location}</p>
        </Fact>
      )}
      {foreign && (
        <Fact icon={UserRound}>
          <p>{t('calendar.popover.organizer', { name: event.organizer.name || event.organizer.email })}</p>
        </Fact>
      )}
      <People event={event} onLeave={onLeave} />
      <TeamChat event={event} />
      <InCalendar event={event} />
      {event.description !== '' && (
        <Fact icon={Text}>
          <p class="details__description">{event.description}</p>
        </Fact>
      )}
    </div>
  );
};
