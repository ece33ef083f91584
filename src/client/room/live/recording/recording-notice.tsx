import './recording-notice.css';
import { CircleAlert, CircleCheck, Disc, type LucideIcon, TriangleAlert, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import type { RecordingNotice as Notice } from './room-recording.ts';

const SHOWN_MS = 8_000;

const LOOKS: Readonly<Record<Notice['tone'], { readonly icon: LucideIcon; readonly bar: string }>> = {
  recording: { icon: Disc, bar: 'bar--problem' },
  over: { icon: CircleCheck, bar: '' },
  warning: { icon: TriangleAlert, bar: 'bar--waiting' },
  problem: { icon: CircleAlert, bar: 'bar--problem' },
};

const NoticeBar = ({ room, notice }: { readonly room: OpenRoom; readonly notice: Notice }) => {
  const bar = useRef<HTMLDivElement>(null);
  const { dismiss } = room.recording;
  useEffect(() => {
    if (notice.stays) return undefined;
    let timer = 0;
    const wait = (): void => {
      timer = window.setTimeout(() => (bar.current?.matches(':hover, :focus-within') ? wait() : dismiss()), SHOWN_MS);
    };
    wait();
    return () => window.clearTimeout(timer);
  }, [notice, dismiss]);
  const { icon, bar: look } = LOOKS[notice.tone];
  return (
    <div ref={bar} class={`bar rec-notice ${look}`}>
      <Icon of={icon} />
      <p class="bar__words">
        {notice.text}
        {notice.recordingId !== undefined && (
          <>
            {' '}
            <a href={`/recordings/${notice.recordingId}`} target="_blank" rel="noopener">
              {t('room.recording.open')}
            </a>
          </>
        )}
      </p>
      <IconButton icon={X} label={t('common.close')} onClick={dismiss} />
    </div>
  );
};

/** What has just happened to the recording; read out at once. */
export const RecordingNotice = ({ room }: { readonly room: OpenRoom }) => {
  const notice = room.recording.notice.value;
  return (
    <div class="bars__alert" role="alert">
      {notice && <NoticeBar room={room} notice={notice} />}
    </div>
  );
};
