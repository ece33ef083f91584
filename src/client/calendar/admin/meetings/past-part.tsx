import { History } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { PastMeetings } from '../../../../contract/http/admin-meeting.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { formatDayAndTime, formatDuration } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { displayZone } from '../../shell/session.ts';
import { dayEnd, dayStart } from './day-edges.ts';
import { MeetingName } from './meeting-name.tsx';
import { usePages } from './use-pages.ts';

type PastSession = PastMeetings['sessions'][number];

interface Search {
  readonly organizer: string;
  readonly meeting: string;
  /** Dates; '' for any. */
  readonly from: string;
  readonly to: string;
}
const ANY: Search = { organizer: '', meeting: '', from: '', to: '' };
const TYPING_MS = 300;

const queryOf = ({ organizer, meeting, from, to }: Search, before?: string): string => {
  const zone = displayZone.value;
  const digits = meeting.replace(/\D/g, '').slice(0, 9);
  const parameters = new URLSearchParams({
    ...(organizer.trim() !== '' && { organizer: organizer.trim() }),
    ...(digits !== '' && { meeting: digits }),
    ...(from !== '' && { from: dayStart(from, zone) }),
    ...(to !== '' && { to: dayEnd(to, zone) }),
    ...(before !== undefined && { before }),
  });
  return parameters.size === 0 ? '' : `?${parameters}`;
};

/** What is typed, a moment after the last key. */
const useSettled = <Value,>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

const recordingText = ({ recordings }: PastSession): string => {
  if (recordings.length === 0) return t('adminMeetings.past.none');
  const count = recordings.filter(({ kept }) => kept).length;
  if (count > 0) return t('adminMeetings.past.kept', { count });
  return recordings.every(({ state }) => state === 'failed')
    ? t('adminMeetings.past.failed')
    : t('adminMeetings.past.gone');
};

const Row = ({ session }: { readonly session: PastSession }) => {
  const minutes = Math.round((Date.parse(session.endedAt) - Date.parse(session.startedAt)) / 60_000);
  return (
    <li class="past__row">
      <div class="past__about">
        <MeetingName meeting={session} />
        <p class="figures small">{formatDayAndTime(session.startedAt, displayZone.value)}</p>
      </div>
      <dl class="past__facts small">
        <div>
          <dt class="muted">{t('adminMeetings.past.length')}</dt>
          <dd class="figures">{formatDuration(minutes)}</dd>
        </div>
        <div>
          <dt class="muted">{t('adminMeetings.past.people')}</dt>
          <dd class="figures">
            {session.people}
            {session.callers > 0 && ` (${t('adminMeetings.past.byPhone', { count: session.callers })})`}
          </dd>
        </div>
        <div>
          <dt class="muted">{t('adminMeetings.past.ended')}</dt>
          <dd>{t(`adminMeetings.past.reasons.${session.reason ?? 'unknown'}`)}</dd>
        </div>
        <div>
          <dt class="muted">{t('adminMeetings.past.recording')}</dt>
          <dd>{recordingText(session)}</dd>
        </div>
      </dl>
    </li>
  );
};

const List = ({ search }: { readonly search: Search }) => {
  const { items, hasMore, problem, reload, busy, showMore } = usePages(JSON.stringify(search), async (before) => {
    const { sessions, next } = await callApi<PastMeetings>('GET', `/admin/meetings/past${queryOf(search, before)}`);
    return { items: sessions, next };
  });
  if (!items)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton live--waiting" aria-busy="true" />
    );
  if (items.length === 0)
    return (
      <EmptyState
        icon={History}
        title={t(queryOf(search) === '' ? 'adminMeetings.past.empty' : 'adminMeetings.past.emptyFiltered')}
      />
    );
  return (
    <>
      <ul class="mails">
        {items.map((session) => (
          <Row key={session.sessionId} session={session} />
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

/** Meetings that were held, found by organizer, ID and day. */
export const PastPart = () => {
  const [search, setSearch] = useState(ANY);
  const change = (part: Partial<Search>): void => setSearch({ ...search, ...part });
  return (
    <>
      <form
        class="search-fields"
        aria-label={t('adminMeetings.past.search')}
        onSubmit={(event) => event.preventDefault()}
      >
        <TextField
          label={t('adminMeetings.past.organizer')}
          hint={t('adminMeetings.past.organizerHint')}
          value={search.organizer}
          maxLength={254}
          onText={(organizer) => change({ organizer })}
        />
        <TextField
          label={t('adminMeetings.past.meeting')}
          inputMode="numeric"
          value={search.meeting}
          maxLength={20}
          onText={(meeting) => change({ meeting })}
        />
        <TextField
          type="date"
          label={t('adminMeetings.past.from')}
          value={search.from}
          onText={(from) => change({ from })}
        />
        <TextField type="date" label={t('adminMeetings.past.to')} value={search.to} onText={(to) => change({ to })} />
        <Button kind="quiet" class="search-fields__clear" onClick={() => setSearch(ANY)}>
          {t('adminMeetings.past.clear')}
        </Button>
      </form>
      <List search={useSettled(search)} />
    </>
  );
};
