import './room-bars.css';
import { PhoneCall, PlugZap, VolumeX } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { PrivateSpeechBar } from '../sound/private-speech-bar.tsx';
import { supportsSound } from '../sound/supports-sound.ts';
import { useNow } from '../use-now.ts';
import type { OpenRoom } from './open-room.ts';
import { DeviceQuestions } from './people/device-questions.tsx';
import { RecordingNotice } from './recording/recording-notice.tsx';
import { RestartBar } from './restart-bar.tsx';

/** Short breaks come and go without a word. */
const SILENT_MS = 1_500;

const Reconnecting = ({ sinceMs }: { readonly sinceMs: number }) => {
  const nowMs = useNow(1_000);
  const seconds = Math.max(0, Math.round((nowMs - sinceMs) / 1_000));
  return (
    <p class="bar bar--waiting">
      <Icon of={PlugZap} />
      {/* Read out once, not every second. */}
      <span class="unseen">{t('room.connection.reconnecting')}</span>
      <span class="figures bar__words" aria-hidden="true">
        {t('room.connection.reconnectingFor', { seconds })}
      </span>
    </p>
  );
};

/** Since when the browser itself knows that it has no network: long before the connection shows it. */
const useOfflineSince = (): number | undefined => {
  const [since, setSince] = useState<number | undefined>(undefined);
  useEffect(() => {
    const look = (): void => setSince(navigator.onLine ? undefined : Date.now());
    look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return since;
};

const ConnectionBar = ({ room }: { readonly room: OpenRoom }) => {
  const { connection, awaySinceMs, you } = room.session.state.value;
  const nowMs = useNow(500);
  const offlineSinceMs = useOfflineSince();
  if (connection === 'failed')
    return (
      <p class="bar bar--problem">
        <Icon of={PlugZap} />
        {t('room.connection.failed')}
        <Button onClick={room.session.retry}>{t('room.connection.rejoin')}</Button>
      </p>
    );
  if (offlineSinceMs !== undefined) return <Reconnecting sinceMs={offlineSinceMs} />;
  if (connection === 'reconnecting' && awaySinceMs !== undefined && nowMs - awaySinceMs > SILENT_MS)
    return <Reconnecting sinceMs={awaySinceMs} />;
  if (connection === 'connecting' && you === undefined)
    return (
      <p class="bar">
        <span class="spinner" aria-hidden="true" />
        {t('room.connection.connecting')}
      </p>
    );
  return null;
};

const SoundBar = ({ room }: { readonly room: OpenRoom }) => {
  const { meeting } = room.session.state.value;
  if (!supportsSound().ok) {
    const byPhone = meeting !== undefined && (meeting.sipUri !== undefined || meeting.phoneNumbers.length > 0);
    return (
      <p class="bar">
        <Icon of={VolumeX} />
        {t('room.speaker.unsupported')}
        {byPhone && (
          <Button
            icon={PhoneCall}
            onClick={() => {
              room.window.value = 'information';
            }}
          >
            {t('room.speaker.byPhone')}
          </Button>
        )}
      </p>
    );
  }
  if (!room.sound.blocked.value || room.sound.rest.resting.value) return null;
  return (
    <p class="bar">
      <Icon of={VolumeX} />
      {t('room.speaker.blocked')}
      <Button kind="primary" onClick={room.sound.unblock}>
        {t('room.speaker.enable')}
      </Button>
    </p>
  );
};

/** What must be known or done now; over the main part, so that nothing below it moves. */
export const RoomBars = ({ room }: { readonly room: OpenRoom }) => (
  <div class="bars">
    <RecordingNotice room={room} />
    <div class="bars__status" role="status">
      <ConnectionBar room={room} />
      <RestartBar room={room} />
      <SoundBar room={room} />
      <PrivateSpeechBar
        speech={room.sound.speech}
        nameOf={(number) => room.session.state.value.participants.find((one) => one.number === number)?.name}
      />
      <DeviceQuestions room={room} />
    </div>
  </div>
);
