import { MonitorUp, MonitorX } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from '../live/open-room.ts';
import { useLoaded } from './use-loaded.ts';

const loadShared = () => import('./shared-screen.ts');

/** Phones have no screen to give away. */
const canShare = (): boolean =>
  typeof navigator.mediaDevices?.getDisplayMedia === 'function' && 'VideoEncoder' in globalThis;

/** Begins and ends the sharing of one's own screen, for those who may. */
export const ShareButton = ({ room }: { readonly room: OpenRoom }) => {
  const [asking, setAsking] = useState(false);
  const { may, screen, you, participants } = room.session.state.value;
  const offered = may.includes('screen.start') && canShare();
  const { part, failed, retry } = useLoaded(offered, loadShared);
  if (!offered) return null;
  const own = part?.sharedScreenOf(room).own;
  const presenting = own?.presenting.value ?? 'no';
  const on = presenting === 'live';
  const other =
    screen === null || screen.participantId === you?.id
      ? undefined
      : participants.find(({ id }) => id === screen.participantId);

  const press = (): void => {
    if (failed) retry();
    if (own === undefined) return;
    if (presenting !== 'no') own.stop();
    else if (other === undefined) void own.share(false);
    else setAsking(true);
  };
  return (
    <>
      <button
        type="button"
        class={`toggle share-button ${on ? 'share-button--on' : ''}`}
        aria-label={t(on ? 'room.screen.stop' : 'room.screen.share')}
        title={t(on ? 'room.screen.stop' : 'room.screen.share')}
        onClick={press}
      >
        <Icon of={on ? MonitorX : MonitorUp} />
        <span class="toggle__words">
          <span class="toggle__name">{t('room.screen.shareName')}</span>
          <span class="toggle__state">
            {t(on ? 'room.screen.shareOn' : presenting === 'no' ? 'room.screen.shareOff' : 'room.screen.shareBusy')}
          </span>
        </span>
      </button>
      {asking && other !== undefined && (
        <Dialog
          title={t('room.screen.takeOverHeading', { name: other.name })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('room.screen.cancel')}</Button>
              <Button
                kind="primary"
                onClick={() => {
                  setAsking(false);
                  void own?.share(true);
                }}
              >
                {t('room.screen.share')}
              </Button>
            </>
          }
        >
          <p>{t('room.screen.takeOverText', { name: other.name })}</p>
        </Dialog>
      )}
    </>
  );
};
