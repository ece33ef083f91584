import { CalendarDays } from 'lucide-preact';
import type { ComingMeetings } from '../../../../contract/http/admin-meeting.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { formatShortDay, formatSpan } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { displayZone } from '../../shell/session.ts';
import { MeetingName } from './meeting-name.tsx';
import { usePages } from './use-pages.ts';

const load = async (after?: string) => {
  const query = after === undefined ? '' : `?${new URLSearchParams({ after })}`;
  const { meetings, next } = await callApi<ComingMeetings>('GET', `/admin/meetings/coming${query}`);
  return { items: meetings, next };
};

/** What the calendars hold for the next days. */
export const ComingMeetingsPart = () => {
  const { items, hasMore, problem, reload, busy, showMore } = usePages('coming', load);
  const zone = displayZone.value;
  if (!items)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton live--waiting" aria-busy="true" />
    );
  if (items.length === 0) return <EmptyState icon={CalendarDays} title={t('adminMeetings.coming.empty')} />;
  return (
    <>
      <ul class="mails">
        {items.map((meeting) => (
          <li key={`${meeting.eventId} ${meeting.recurrenceId}`} class="live__row">
            <p class="coming__when figures">
              <strong>{formatShortDay(meeting.startsAt, zone)}</strong>
              <span>{formatSpan(meeting.startsAt, meeting.endsAt, zone)}</span>
            </p>
            <div class="live__about">
              <MeetingName meeting={meeting} />
            </div>
            <p class="figures muted">{t('adminMeetings.coming.people', { count: meeting.people })}</p>
          </li>
        ))}
      </ul>
      {hasMore && (
        <div class="row">
          <Button busy={busy} onClick={() => void showMore()}>
            {t('adminMeetings.more')}
          </Button>
        </div>
      )}
    </>
  );
};
