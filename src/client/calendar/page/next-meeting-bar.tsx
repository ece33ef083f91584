import './next-meeting-bar.css';
import { Video } from 'lucide-preact';
import { formatRelative, formatTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { nearEvents } from '../parts/event-cache.ts';
import { narrow } from '../parts/media-query.ts';
import { MeetingButton } from '../parts/meeting-button.tsx';
import { type NextMeeting, nextMeeting } from '../parts/next-meeting.ts';
import { now } from '../parts/now.ts';
import { account, displayZone } from '../shell/session.ts';

const sentence = ({ event, live }: NextMeeting, nowMs: number): string => {
  const title = event.title || t('calendar.grid.untitled');
  if (live) return t('calendar.nextMeeting.live', { title });
  const startMs = Date.parse(event.startsAt);
  if (startMs <= nowMs)
    return t('calendar.nextMeeting.running', { title, time: formatTime(startMs, displayZone.value) });
  return t('calendar.nextMeeting.startsIn', { title, when: formatRelative(startMs, nowMs) });
};

/** From ten minutes before a meeting: what it is and the one thing to do. */
export const NextMeetingBar = () => {
  const next = nextMeeting(nearEvents.value, now.value, account.value?.email ?? '');
  if (!next) return null;
  return (
    <section
      class={`next-meeting ${next.live ? 'next-meeting--live' : ''}`}
      aria-label={t('calendar.nextMeeting.label')}
    >
      <Icon of={Video} />
      <p class="next-meeting__text">{sentence(next, now.value)}</p>
      <MeetingButton event={next.event} action={next.action} size={narrow.value ? 'short' : 'full'} />
    </section>
  );
};
