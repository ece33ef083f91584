import './recording-sign.css';
import { CirclePause, Disc } from 'lucide-preact';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { RecordingTime } from './recording-time.tsx';

interface SignProps {
  readonly room: OpenRoom;
  /** Where there is no room for a sentence. */
  readonly short?: boolean;
}

/** That the meeting is recorded: in everyone's sight for as long as it is. */
export const RecordingSign = ({ room, short = false }: SignProps) => {
  const { recording } = room.session.state.value;
  if (recording === null) return null;
  const paused = recording.state === 'paused';
  const words = t(paused ? 'room.recording.paused' : 'room.recording.running');
  return (
    <p class={`rec ${paused ? 'rec--paused' : ''} ${short ? 'rec--short' : ''}`} title={words}>
      <Icon of={paused ? CirclePause : Disc} size={short ? 14 : 18} />
      {short ? (
        <>
          <span aria-hidden="true">{t(paused ? 'room.recording.shortPaused' : 'room.recording.short')}</span>
          <span class="unseen">{words}</span>
        </>
      ) : (
        <>
          <strong class="rec__mark" aria-hidden="true">
            {t('room.recording.short')}
          </strong>
          <span class="rec__words">{words}</span>
          <RecordingTime room={room} />
        </>
      )}
    </p>
  );
};
