import './room-side.css';
import { Info, Maximize2, Minimize2, PanelLeftClose, PanelLeftOpen, Users } from 'lucide-preact';
import { groupDigits } from '../../../base/text.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { QualityMark } from '../devices/quality-mark.tsx';
import { ShareButton } from '../screen/share-button.tsx';
import { Duration } from './duration.tsx';
import type { Enlarge } from './enlarge.ts';
import { HangUp } from './hang-up.tsx';
import type { OpenRoom } from './open-room.ts';
import { MicrophoneButton, SpeakerButton } from './own-controls.tsx';
import { HandButton } from './people/hand-button.tsx';
import { PeopleList } from './people/people-list.tsx';
import { RecordTools } from './recording/record-tools.tsx';

interface RoomSideProps {
  readonly room: OpenRoom;
  readonly enlarge: Enlarge;
  readonly onLeave: () => void;
}

/** The meeting's ID and the way to its information. */
export const MeetingId = ({ room }: { readonly room: OpenRoom }) => {
  const { meeting } = room.session.state.value;
  return (
    <div class="meeting-id">
      <span class="meeting-id__words">
        <span class="meeting-id__label">{t('room.meetingId')}</span>
        <span class="figures meeting-id__digits">{meeting ? groupDigits(meeting.id) : '··· ··· ···'}</span>
      </span>
      <IconButton
        icon={Info}
        label={t('room.information')}
        aria-haspopup="dialog"
        onClick={() => {
          room.window.value = 'information';
        }}
      />
    </div>
  );
};

const EnlargeButton = ({ enlarge }: { readonly enlarge: Enlarge }) => {
  const enlarged = enlarge.enlarged.value;
  const words = t(enlarged ? 'room.reduce' : 'room.enlarge');
  return (
    <Button
      icon={enlarged ? Minimize2 : Maximize2}
      class="side__enlarge"
      title={words}
      onClick={() => void enlarge.toggle()}
    >
      <span class="side__words">{words}</span>
    </Button>
  );
};

/** What one does oneself: speak, hear, ask to speak, show. */
const RoomTools = ({ room }: { readonly room: OpenRoom }) => (
  <>
    <MicrophoneButton room={room} />
    <SpeakerButton room={room} />
    <HandButton room={room} />
    <ShareButton room={room} />
    <RecordTools room={room} />
  </>
);

const FoldedSide = ({ room, enlarge, onLeave }: RoomSideProps) => {
  const { participants, lobby } = room.session.state.value;
  const count = participants.length;
  return (
    <aside class="side side--folded" aria-label={t('room.side')}>
      <IconButton icon={PanelLeftOpen} label={t('room.unfold')} onClick={() => enlarge.fold(false)} />
      <div class="side__stack" role="toolbar" aria-label={t('room.toolbar')}>
        <RoomTools room={room} />
      </div>
      <button
        type="button"
        class="side__count"
        title={t('room.people.count', { count })}
        onClick={() => enlarge.fold(false)}
      >
        <Icon of={Users} />
        <span class="figures" aria-hidden="true">
          {count}
        </span>
        <span class="unseen">{t('room.people.count', { count })}</span>
        {lobby.length > 0 && (
          <span class="side__waiting figures">
            {t('room.lobby.heading')} {lobby.length}
          </span>
        )}
      </button>
      <div class="side__foot">
        <EnlargeButton enlarge={enlarge} />
        <HangUp room={room} onLeave={onLeave} />
      </div>
    </aside>
  );
};

/** The left part: the meeting, one's own controls, the people, and the way out. */
export const RoomSide = (props: RoomSideProps) => {
  const { room, enlarge, onLeave } = props;
  const { startedAtMs, aheadMs } = room.session.state.value;
  if (enlarge.folded.value) return <FoldedSide {...props} />;
  return (
    <aside class="side" aria-label={t('room.side')}>
      <div class="side__head">
        <MeetingId room={room} />
        <IconButton icon={PanelLeftClose} label={t('room.fold')} onClick={() => enlarge.fold(true)} />
      </div>
      <div class="side__controls">
        <div class="side__pair" role="toolbar" aria-label={t('room.toolbar')}>
          <RoomTools room={room} />
        </div>
        <p class="side__duration">
          <span class="muted">{t('room.duration')}</span> <Duration startedAtMs={startedAtMs} aheadMs={aheadMs} />
        </p>
        <QualityMark connection={room.sound.connection} />
      </div>
      <PeopleList room={room} />
      <div class="side__foot">
        <EnlargeButton enlarge={enlarge} />
        <HangUp room={room} onLeave={onLeave} />
      </div>
    </aside>
  );
};
