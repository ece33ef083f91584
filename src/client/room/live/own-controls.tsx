import './own-controls.css';
import { LoaderCircle, Mic, MicOff, Phone, Volume2, VolumeX } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from './open-room.ts';
import { MICROPHONE_KEY } from './shortcuts.ts';

interface ControlProps {
  readonly room: OpenRoom;
}

/** One's own microphone: on, muted, or none; with the level that goes out. */
export const MicrophoneButton = ({ room }: ControlProps) => {
  const { sound, microphone } = room;
  const opening = microphone.state.value.kind === 'opening';
  const use = sound.use.value;
  const resting = sound.rest.resting.value;
  const { you, may } = room.session.state.value;
  const listens = you !== undefined && !may.includes('audio.send');
  const action = listens
    ? t('room.microphone.listens')
    : resting
      ? t('roomCalls.onPhoneTitle')
      : use === 'none'
        ? t('room.microphone.connect')
        : t(use === 'on' ? 'room.microphone.mute' : 'room.microphone.unmute', { key: MICROPHONE_KEY });
  return (
    <button
      type="button"
      class={`toggle ${use === 'on' || resting ? '' : 'toggle--off'}`}
      aria-pressed={use === 'on'}
      aria-label={t('room.microphone.name')}
      title={action}
      disabled={resting || listens}
      onClick={sound.toggleMicrophone}
    >
      <Icon of={resting ? Phone : opening ? LoaderCircle : use === 'on' ? Mic : MicOff} />
      <span class="toggle__words">
        <span class="toggle__name">{t('room.microphone.name')}</span>
        <span class="toggle__state">
          {resting ? t('roomCalls.onPhone') : t(`room.microphone.${opening ? 'opening' : use}`)}
        </span>
      </span>
      <OwnLevel room={room} />
    </button>
  );
};

const OwnLevel = ({ room: { sound } }: ControlProps) => {
  const level = sound.use.value === 'on' ? sound.level.value : 0;
  return <span class="toggle__level" aria-hidden="true" style={{ '--level': level.toFixed(3) }} />;
};

/** Whether one hears the others. */
export const SpeakerButton = ({ room: { sound } }: ControlProps) => {
  const on = sound.speakerOn.value;
  const resting = sound.rest.resting.value;
  return (
    <button
      type="button"
      class={`toggle ${on || resting ? '' : 'toggle--off'}`}
      aria-pressed={on}
      aria-label={t('room.speaker.name')}
      title={t(resting ? 'roomCalls.onPhoneTitle' : on ? 'room.speaker.turnOff' : 'room.speaker.turnOn')}
      disabled={resting}
      onClick={sound.toggleSpeaker}
    >
      <Icon of={resting ? Phone : on ? Volume2 : VolumeX} />
      <span class="toggle__words">
        <span class="toggle__name">{t('room.speaker.name')}</span>
        <span class="toggle__state">
          {t(resting ? 'roomCalls.onPhone' : on ? 'room.speaker.on' : 'room.speaker.off')}
        </span>
      </span>
    </button>
  );
};
