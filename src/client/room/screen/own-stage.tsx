import { CirclePause, Hand, MonitorUp, MonitorX, Pause, Play, Volume2, VolumeX } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import { showToast } from '../../shared/toast.tsx';
import type { OpenRoom } from '../live/open-room.ts';
import { askRoom } from '../live/people/ask-room.ts';
import type { OwnScreen } from './own-screen.ts';

interface OwnStageProps {
  readonly room: OpenRoom;
  readonly own: OwnScreen;
  readonly paused: boolean;
}

/** What is captured, as it is now; while paused, as it was. */
const Preview = ({ own, paused }: Pick<OwnStageProps, 'own' | 'paused'>) => {
  const video = useRef<HTMLVideoElement>(null);
  const capture = own.capture.value;
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = capture?.stream ?? null;
    if (capture) element.play().catch(() => undefined);
  }, [capture]);
  useEffect(() => {
    if (paused) video.current?.pause();
    else if (capture) video.current?.play().catch(() => undefined);
  }, [paused, capture]);
  return <video ref={video} class="stage__preview" muted playsInline aria-label={t('room.screen.preview')} />;
};

/** Asks somebody who may to go on. */
const HandOver = ({ room }: Pick<OwnStageProps, 'room'>) => {
  const { participants, you, may } = room.session.state.value;
  const others = participants.filter(
    ({ id, role, via, connected }) => id !== you?.id && role !== 'attendee' && via === 'web' && connected,
  );
  if (!may.includes('screen.offer') || others.length === 0) return null;
  const offer = async (id: string, name: string): Promise<void> => {
    if (await askRoom(room.session, 'screen.offer', { id })) showToast({ text: t('room.screen.handedOver', { name }) });
  };
  return (
    <Menu
      label={t('room.screen.handOverTo')}
      align="end"
      groups={[
        {
          heading: t('room.screen.handOverTo'),
          items: others.map(({ id, name }) => ({ label: name, onChoose: () => void offer(id, name) })),
        },
      ]}
      button={(props) => (
        <Button {...props} icon={Hand}>
          {t('room.screen.handOver')}
        </Button>
      )}
    />
  );
};

/** For the presenter: what the others see, and what one can do about it. */
export const OwnStage = ({ room, own, paused }: OwnStageProps) => {
  const capture = own.capture.value;
  const away = !own.connected.value;
  return (
    <section class="stage stage--own" aria-label={t('room.screen.youShow')}>
      <header class="stage__head">
        <Icon of={paused ? CirclePause : MonitorUp} />
        <p class="stage__title" role="status">
          {t(away ? 'room.screen.connecting' : paused ? 'room.screen.youPaused' : 'room.screen.youShow')}
        </p>
        <div class="stage__tools" role="toolbar" aria-label={t('room.screen.tools')}>
          <Button icon={paused ? Play : Pause} onClick={() => own.setPaused(!paused)}>
            {t(paused ? 'room.screen.resume' : 'room.screen.pause')}
          </Button>
          <HandOver room={room} />
          <Button kind="danger" icon={MonitorX} onClick={own.stop}>
            {t('room.screen.stop')}
          </Button>
        </div>
      </header>
      <div class={`stage__view ${paused ? 'stage__view--paused' : ''}`}>
        <Preview own={own} paused={paused} />
      </div>
      {capture && (
        <p class="stage__note">
          <Icon of={capture.hasSound ? Volume2 : VolumeX} size={16} />
          {t(capture.hasSound ? 'room.screen.withSound' : 'room.screen.withoutSound')}
        </p>
      )}
    </section>
  );
};
