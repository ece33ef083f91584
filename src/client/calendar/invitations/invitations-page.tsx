import './invitations-page.css';
import { Hash, Inbox, MapPin, Video } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { groupDigits } from '../../../base/text.ts';
import type { EventBody, EventList, Partstat } from '../../../contract/http/event.ts';
import { AnswerMark } from '../../shared/answer-mark.tsx';
import { callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatDays, formatSpan, formatTime, formatZone } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { withMyAnswer } from '../answers/give-answer.ts';
import { LazyAnswerWindows } from '../answers/lazy-answer-windows.tsx';
import { MyAnswer } from '../answers/my-answer.tsx';
import { myAnswer } from '../grid/grid-event.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { eventKey } from '../parts/event-cache.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { MeetingButton } from '../parts/meeting-button.tsx';
import { meetingAction, OFFERED_BEFORE_MS } from '../parts/next-meeting.ts';
import { now } from '../parts/now.ts';
import { AppFrame } from '../shell/app-frame.tsx';
import { onChanges } from '../shell/changes.ts';
import { navigate } from '../shell/navigation.ts';
import { displayZone } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { useTitle } from '../shell/use-title.ts';
import { DateBlock } from './date-block.tsx';

const REFRESH_MS = 30_000;

const When = ({ event }: { readonly event: EventBody }) => {
  const zone = displayZone.value;
  const text = event.allDay ? formatDays(event.start, event.end) : formatSpan(event.startsAt, event.endsAt, zone);
  return (
    <p class="figures">
      {text} {!event.allDay && <span class="muted small">{formatZone(zone, event.startsAt)}</span>}
    </p>
  );
};

const Entrance = ({ event }: { readonly event: EventBody }) => {
  const action = meetingAction(event, now.value);
  if (action) return <MeetingButton event={event} action={action} />;
  if (!event.meeting) return null;
  const from = formatTime(Date.parse(event.startsAt) - OFFERED_BEFORE_MS, displayZone.value);
  return (
    <p class="muted small invitation__opens">
      <Icon of={Video} size={16} />
      {t('calendar.invitations.opens', { time: from })}
    </p>
  );
};

interface InvitationProps {
  readonly event: EventBody;
  readonly onAnswer: (answer: Partstat) => void;
}

const Invitation = ({ event, onAnswer }: InvitationProps) => {
  const answer = myAnswer(event) ?? 'NEEDS-ACTION';
  return (
    <li class="card invitation">
      <DateBlock event={event} />
      <div class="invitation__text">
        <h2>{event.title || t('calendar.grid.untitled')}</h2>
        <p class="muted">{t('calendar.invitations.from', { name: event.organizer.name || event.organizer.email })}</p>
        <When event={event} />
        {event.location !== '' && (
          <p class="invitation__line">
            <Icon of={MapPin} size={16} />
            {event.location}
          </p>
        )}
        {event.meeting && (
          <p class="invitation__line muted small">
            <Icon of={Hash} size={16} />
            {t('common.meetingId')} <span class="figures">{groupDigits(event.meeting.id)}</span>
          </p>
        )}
      </div>
      <div class="invitation__entrance">
        {event.meeting?.live && <span class="badge badge--live">{t('common.live')}</span>}
        <Entrance event={event} />
      </div>
      <div class="invitation__answer">
        <p class="invitation__line muted small">
          <AnswerMark answer={answer} />
          {t('calendar.invitations.yourAnswer', { answer: t(`answer.is.${answer}`) })}
        </p>
        <MyAnswer event={event} onAnswered={(given) => onAnswer(given)} onTakenBack={() => onAnswer(answer)} />
      </div>
    </li>
  );
};

const Waiting = () => (
  <ul class="invitations" aria-busy="true" aria-label={t('common.loading')}>
    {[0, 1, 2].map((index) => (
      <li key={index} class="skeleton invitation--waiting" />
    ))}
  </ul>
);

/** The same list with another answer to one of its events. */
const withAnswer = ({ events }: EventList, event: EventBody, answer: Partstat): EventList => ({
  events: events.map((one) => (eventKey(one) === eventKey(event) ? withMyAnswer(one, answer) : one)),
});

const Content = () => {
  const { value, problem, reload, put } = useLoaded('invitations', () => callApi<EventList>('GET', '/invitations'));
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS);
    const deaf = onChanges(reload);
    return () => {
      clearInterval(timer);
      deaf();
    };
  }, [reload]);
  if (!value) return problem ? <LoadProblem problem={problem} onRetry={reload} /> : <Waiting />;
  const events = value.events.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  if (events.length === 0) {
    return (
      <EmptyState icon={Inbox} title={t('calendar.invitations.empty')} text={t('calendar.invitations.emptyHint')}>
        <Button onClick={() => navigate('/')}>{t('calendar.invitations.toCalendar')}</Button>
      </EmptyState>
    );
  }
  return (
    <ul class="invitations">
      {events.map((event) => (
        <Invitation key={eventKey(event)} event={event} onAnswer={(answer) => put(withAnswer(value, event, answer))} />
      ))}
    </ul>
  );
};

/** What others invite the signed-in person to. */
export const InvitationsPage = () => {
  useTitle(t('calendar.invitations.title'));
  return (
    <AppFrame bar={null}>
      <div class="screen">
        <header class="screen__head">
          <h1>{t('calendar.invitations.title')}</h1>
          <p class="muted">{t('calendar.invitations.intro')}</p>
        </header>
        <Content />
      </div>
      <LazyAnswerWindows />
    </AppFrame>
  );
};
