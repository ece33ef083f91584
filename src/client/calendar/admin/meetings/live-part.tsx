import type { LucideIcon } from 'lucide-preact';
import { CircleDot, DoorOpen, Globe, Mic, MonitorUp, Phone, TriangleAlert, Unplug, Video } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { LiveMeeting } from '../../../../contract/http/admin-meeting.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { formatDuration, formatTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { now } from '../../parts/now.ts';
import { displayZone } from '../../shell/session.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { EndMeetingDialog } from './end-meeting-dialog.tsx';
import { MeetingName, titleOf } from './meeting-name.tsx';
import { WhereDialog } from './where-dialog.tsx';

const AGAIN_MS = 5_000;

interface LiveList {
  readonly meetings: readonly LiveMeeting[];
}

const Mark = ({
  icon,
  text,
  tone = '',
}: {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly tone?: string;
}) => (
  <span class={`badge ${tone}`}>
    <Icon of={icon} size={14} />
    {text}
  </span>
);

const Marks = ({ meeting }: { readonly meeting: LiveMeeting }) => {
  const { web, phone, waiting, recording, sharesScreen, sound } = meeting;
  return (
    <p class="row live__marks figures">
      <Mark icon={Globe} text={t('adminMeetings.now.web', { count: web })} />
      <Mark icon={Phone} text={t('adminMeetings.now.phone', { count: phone })} />
      {waiting > 0 && (
        <Mark icon={DoorOpen} text={t('adminMeetings.now.waiting', { count: waiting })} tone="badge--waiting" />
      )}
      <Mark icon={Mic} text={t('adminMeetings.now.open', { count: sound.open })} />
      {sound.poor > 0 && (
        <Mark icon={TriangleAlert} text={t('adminMeetings.now.poor', { count: sound.poor })} tone="badge--waiting" />
      )}
      {sound.lost > 0 && (
        <Mark icon={Unplug} text={t('adminMeetings.now.lost', { count: sound.lost })} tone="badge--waiting" />
      )}
      {sharesScreen && <Mark icon={MonitorUp} text={t('adminMeetings.now.screen')} />}
      {recording !== 'none' && (
        <Mark
          icon={CircleDot}
          text={t(recording === 'paused' ? 'adminMeetings.now.paused' : 'adminMeetings.now.recording')}
          tone="badge--danger"
        />
      )}
    </p>
  );
};

interface RowProps {
  readonly meeting: LiveMeeting;
  readonly onWhere: () => void;
  readonly onEnd: () => void;
}

const Row = ({ meeting, onWhere, onEnd }: RowProps) => {
  const minutes = Math.max(0, Math.floor((now.value - Date.parse(meeting.startedAt)) / 60_000));
  const title = titleOf(meeting);
  return (
    <li class="live__row">
      <div class="live__about">
        <MeetingName meeting={meeting} />
        <p class="small">
          {t('adminMeetings.now.since', {
            when: formatTime(meeting.startedAt, displayZone.value),
            length: formatDuration(minutes),
          })}
        </p>
        <Marks meeting={meeting} />
      </div>
      <div class="row live__actions">
        <Button aria-label={t('adminMeetings.now.whereOf', { title })} onClick={onWhere}>
          {t('adminMeetings.now.where')}
        </Button>
        <Button kind="danger" aria-label={t('adminMeetings.now.endOf', { title })} onClick={onEnd}>
          {t('adminMeetings.now.end')}
        </Button>
      </div>
    </li>
  );
};

/** Meetings that run: the list follows by itself. */
export const LivePart = () => {
  const { value, problem, reload } = useLoaded('live', () => callApi<LiveList>('GET', '/admin/meetings/live'));
  const [opened, setOpened] = useState<{ readonly what: 'where' | 'end'; readonly meeting: LiveMeeting }>();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const close = (): void => setOpened(undefined);

  if (!value)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton live--waiting" aria-busy="true" />
    );
  return (
    <>
      {problem && <p class="notice notice--waiting">{t('adminMeetings.now.stale')}</p>}
      {value.meetings.length === 0 ? (
        <EmptyState icon={Video} title={t('adminMeetings.now.empty')} text={t('adminMeetings.now.emptyHint')} />
      ) : (
        <ul class="mails live">
          {value.meetings.map((meeting) => (
            <Row
              key={meeting.sessionId}
              meeting={meeting}
              onWhere={() => setOpened({ what: 'where', meeting })}
              onEnd={() => setOpened({ what: 'end', meeting })}
            />
          ))}
        </ul>
      )}
      {opened?.what === 'where' && <WhereDialog meeting={opened.meeting} onClose={close} />}
      {opened?.what === 'end' && <EndMeetingDialog meeting={opened.meeting} onClose={close} onEnded={reload} />}
    </>
  );
};
