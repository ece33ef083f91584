import './screen-stage.css';
import { MonitorUp } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from '../live/open-room.ts';
import { useLoaded } from './use-loaded.ts';

interface ScreenStageProps {
  readonly room: OpenRoom;
}

const loadStage = () => import('./stage.tsx');
const loadShared = () => import('./shared-screen.ts');

/** Somebody asks one to present: a press, and the browser asks which screen. */
const Offer = ({ room }: ScreenStageProps) => {
  const [answered, setAnswered] = useState(false);
  const { screenOfferedBy: by, may } = room.session.state.value;
  useEffect(
    () =>
      room.session.onEvent(({ name }) => {
        if (name === 'screen.offered') setAnswered(false);
      }),
    [room],
  );
  const shown = by !== undefined && !answered && may.includes('screen.start');
  const { part } = useLoaded(shown, loadShared);
  if (!shown) return null;
  return (
    <div class="screen-offer" role="status">
      <Icon of={MonitorUp} />
      <span class="screen-offer__words">{t('room.screen.offered', { name: by })}</span>
      <Button
        kind="primary"
        onClick={() => {
          setAnswered(true);
          void part?.sharedScreenOf(room).own.share(true);
        }}
      >
        {t('room.screen.share')}
      </Button>
      <Button kind="quiet" onClick={() => setAnswered(true)}>
        {t('room.screen.notNow')}
      </Button>
    </div>
  );
};

/** The shared screen, one's own or somebody else's; nothing while there is none. */
export const ScreenStage = ({ room }: ScreenStageProps) => {
  const { screen } = room.session.state.value;
  const { part, failed, retry } = useLoaded(screen !== null, loadStage);
  return (
    <>
      <Offer room={room} />
      {screen !== null && failed && (
        <div class="stage stage--empty">
          <p>{t('room.screen.notLoaded')}</p>
          <Button onClick={retry}>{t('room.screen.tryAgain')}</Button>
        </div>
      )}
      {screen !== null && !failed && (part ? <part.Stage room={room} /> : <div class="stage" aria-busy="true" />)}
    </>
  );
};
