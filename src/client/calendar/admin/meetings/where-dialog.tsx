import { useEffect } from 'preact/hooks';
import type { LiveMeeting, LivePeople } from '../../../../contract/http/admin-meeting.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { formatTime } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { displayZone } from '../../shell/session.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { MeetingName } from './meeting-name.tsx';

const AGAIN_MS = 5_000;

const Table = ({ people }: LivePeople) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <div class="where__scroll" tabIndex={0}>
    <table class="where__table">
      <caption class="unseen">{t('adminMeetings.where.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('adminMeetings.where.number')}</th>
          <th scope="col">{t('adminMeetings.where.role')}</th>
          <th scope="col">{t('adminMeetings.where.via')}</th>
          <th scope="col">{t('adminMeetings.where.since')}</th>
          <th scope="col">{t('adminMeetings.where.microphone')}</th>
          <th scope="col">{t('adminMeetings.where.sound')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ number, role, via, since, microphone, quality, connected }) => (
          <tr key={number}>
            <th scope="row" class="figures">
              {number}
            </th>
            <td>{t(`adminMeetings.where.roles.${role}`)}</td>
            <td>{t(`adminMeetings.where.vias.${via}`)}</td>
            <td class="figures">{formatTime(since, displayZone.value)}</td>
            <td>{t(`adminMeetings.where.microphones.${microphone}`)}</td>
            <td>{connected ? t(`adminMeetings.where.qualities.${quality}`) : t('adminMeetings.where.lost')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Who is in a meeting by which way, without names. */
export const WhereDialog = ({ meeting, onClose }: { readonly meeting: LiveMeeting; readonly onClose: () => void }) => {
  const path = `/admin/meetings/live/${encodeURIComponent(meeting.sessionId)}`;
  const { value, problem, reload } = useLoaded(meeting.sessionId, () => callApi<LivePeople>('GET', path));
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const isGone = problem?.code === 'not-found';
  return (
    <Dialog
      title={t('adminMeetings.where.title')}
      onClose={onClose}
      wide={true}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <div class="stack">
        <MeetingName meeting={meeting} />
        {isGone && <p class="notice">{t('adminMeetings.where.gone')}</p>}
        {problem && !isGone && !value && <LoadProblem problem={problem} onRetry={reload} />}
        {!problem && !value && <div class="skeleton live--waiting" aria-busy="true" />}
        {value && !isGone && value.people.length === 0 && <p class="muted">{t('adminMeetings.where.nobody')}</p>}
        {value && !isGone && value.people.length > 0 && <Table people={value.people} />}
      </div>
    </Dialog>
  );
};
