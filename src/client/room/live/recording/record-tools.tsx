import './record-tools.css';
import { BookmarkPlus, CirclePlay, Disc, LoaderCircle, Pause, Square } from 'lucide-preact';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import type { OpenRoom } from '../open-room.ts';
import { MARK_KEY, RECORD_KEY } from '../shortcuts.ts';
import { markGroups } from './mark-menu.tsx';
import { RecordingTime } from './recording-time.tsx';

interface ToolProps {
  readonly room: OpenRoom;
}

/** Begins, and with the next press ends. */
const RecordButton = ({ room }: ToolProps) => {
  const { recording } = room.session.state.value;
  const busy = room.recording.busy.value;
  const runs = recording !== null;
  return (
    <button
      type="button"
      class={`toggle record-button ${runs ? 'toggle--off' : ''}`}
      aria-label={t(runs ? 'room.recording.stop' : 'room.recording.start')}
      title={t(runs ? 'room.recording.stopHint' : 'room.recording.startHint', { key: RECORD_KEY })}
      aria-disabled={busy}
      onClick={runs ? room.recording.stop : room.recording.start}
    >
      <Icon of={busy ? LoaderCircle : runs ? Square : Disc} />
      <span class="toggle__words">
        <span class="toggle__name">{t(runs ? 'room.recording.stopShort' : 'room.recording.start')}</span>
        <span class="toggle__state">{runs ? <RecordingTime room={room} /> : t('room.recording.startState')}</span>
      </span>
    </button>
  );
};

const PauseButton = ({ room }: ToolProps) => {
  const paused = room.session.state.value.recording?.state === 'paused';
  const words = t(paused ? 'room.recording.resume' : 'room.recording.pause');
  return (
    <button
      type="button"
      class="toggle record-small"
      aria-label={words}
      title={t(paused ? 'room.recording.resumeHint' : 'room.recording.pauseHint', { key: RECORD_KEY })}
      onClick={room.recording.togglePause}
    >
      <Icon of={paused ? CirclePlay : Pause} />
    </button>
  );
};

const MarkButton = ({ room }: ToolProps) => (
  <Menu
    label={t('room.recording.mark.menu')}
    align="end"
    groups={markGroups(room)}
    button={({ buttonRef, ...props }) => (
      <button
        {...props}
        ref={buttonRef}
        type="button"
        class="toggle record-small"
        aria-label={t('room.recording.mark.menu')}
        title={t('room.recording.mark.menuHint', { key: MARK_KEY })}
      >
        <Icon of={BookmarkPlus} />
      </button>
    )}
  />
);

/** The recording's own controls: for the organizer, and while it runs the markers for those who may set them. */
export const RecordTools = ({ room }: ToolProps) => {
  const { may, recording } = room.session.state.value;
  const mayPause = recording !== null && may.includes('recording.pause');
  const mayMark = recording !== null && may.includes('recording.mark');
  return (
    <>
      {may.includes('recording.start') && <RecordButton room={room} />}
      {(mayPause || mayMark) && (
        <div class="record-pair">
          {mayPause && <PauseButton room={room} />}
          {mayMark && <MarkButton room={room} />}
        </div>
      )}
    </>
  );
};
