import {
  CirclePause,
  Maximize,
  Minimize,
  Monitor,
  MonitorOff,
  PictureInPicture2,
  ZoomIn,
  ZoomOut,
} from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from '../live/open-room.ts';
import { askRoom } from '../live/people/ask-room.ts';
import { RecordingSign } from '../live/recording/recording-sign.tsx';
import { canFloat, floatPictures } from './floating-picture.ts';
import type { SeenScreen } from './seen-screen.ts';

interface SeenStageProps {
  readonly room: OpenRoom;
  readonly seen: SeenScreen;
  readonly name: string;
  readonly paused: boolean;
}

/** Why there is no picture, or not the newest; undefined: all is well. */
const trouble = ({ seen, name, paused }: Omit<SeenStageProps, 'room'>): string | undefined => {
  const state = seen.state.value;
  if (state === 'unsupported' || state === 'undecodable') return t(`room.screen.${state}`);
  if (paused) return t(state === 'showing' ? 'room.screen.pausedText' : 'room.screen.pausedWaiting', { name });
  if (state === 'waiting') return t('room.screen.waiting');
  return seen.connected.value ? undefined : t('room.screen.lost');
};

/** Somebody else's screen. */
export const SeenStage = ({ room, seen, name, paused }: SeenStageProps) => {
  const stage = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [actual, setActual] = useState(false);
  const [full, setFull] = useState(false);
  const size = seen.size.value;
  const words = trouble({ seen, name, paused });

  useEffect(() => (canvas.current ? seen.draw(canvas.current) : undefined), []);
  useEffect(() => {
    const look = (): void => setFull(stage.current !== null && document.fullscreenElement === stage.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  useEffect(() => {
    // One pixel of theirs is one pixel here, whatever this screen counts as one.
    if (size) stage.current?.style.setProperty('--width', `${size.width / devicePixelRatio}px`);
  }, [size?.width]);

  const toggleFull = (): void => {
    const change = full ? document.exitFullscreen() : stage.current?.requestFullscreen();
    change?.catch(() => undefined);
  };
  return (
    <section ref={stage} class="stage" aria-label={t('room.screen.of', { name })}>
      <header class="stage__head">
        <Icon of={paused ? CirclePause : Monitor} />
        <p class="stage__title">{t('room.screen.shows', { name })}</p>
        {paused && <span class="stage__chip">{t('room.screen.paused')}</span>}
        {/* The whole screen is the picture: what everyone must see comes along. */}
        {full && <RecordingSign room={room} />}
        <div class="stage__tools" role="toolbar" aria-label={t('room.screen.tools')}>
          <IconButton
            icon={actual ? ZoomOut : ZoomIn}
            label={t(actual ? 'room.screen.fit' : 'room.screen.actual')}
            onClick={() => setActual(!actual)}
          />
          {canFloat() && (
            <IconButton
              icon={PictureInPicture2}
              label={t('room.screen.pip')}
              onClick={() => void floatPictures(seen.onPicture)}
            />
          )}
          {document.fullscreenEnabled && (
            <IconButton
              icon={full ? Minimize : Maximize}
              label={t(full ? 'room.screen.leaveFullScreen' : 'room.screen.fullScreen')}
              onClick={toggleFull}
            />
          )}
          {room.session.state.value.may.includes('screen.stop') && (
            <IconButton
              icon={MonitorOff}
              label={t('room.screen.endOther', { name })}
              onClick={() => void askRoom(room.session, 'screen.stop', {})}
            />
          )}
        </div>
      </header>
      <div
        class={`stage__view ${actual ? 'stage__view--actual' : ''}`}
        {...(actual && { tabIndex: 0, role: 'region', 'aria-label': t('room.screen.scroll', { name }) })}
      >
        <canvas
          ref={canvas}
          class={`stage__picture ${size === undefined ? 'stage__picture--none' : ''}`}
          role="img"
          aria-label={t('room.screen.of', { name })}
          onDblClick={() => setActual(!actual)}
        />
      </div>
      <p class={`stage__trouble ${words === undefined ? 'stage__trouble--none' : ''}`} role="status">
        {words}
      </p>
    </section>
  );
};
