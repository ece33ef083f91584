import './device-menus.css';
import { Mic, Play, Volume2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { DeviceChoice } from './device-choices.ts';
import type { Microphone } from './microphone.ts';
import { playTestSound } from './test-sound.ts';

const labelOf = (
  device: DeviceChoice,
  index: number,
  unnamed: 'door.sound.unnamedMicrophone' | 'door.sound.unnamedSpeaker',
) => (device.label === '' ? t(unnamed, { count: index + 1 }) : device.label);

export const MicrophoneMenu = ({ microphone }: { readonly microphone: Microphone }) => {
  const { microphones } = microphone.devices.value;
  const state = microphone.state.value;
  const current = state.kind === 'open' ? state.device.id : '';
  return (
    <div class="device-menu">
      <Icon of={Mic} size={18} />
      <select
        class="input"
        aria-label={t('door.sound.microphoneMenu')}
        disabled={microphones.length === 0 || microphone.wish.value === 'none'}
        value={current}
        onChange={(event) => {
          const chosen = microphones.find(({ id }) => id === event.currentTarget.value);
          if (chosen) void microphone.open(chosen);
        }}
      >
        {!microphones.some(({ id }) => id === current) && (
          <option value={current}>{state.kind === 'open' ? state.device.label : t('door.sound.microphone')}</option>
        )}
        {microphones.map((device, index) => (
          <option key={device.id} value={device.id}>
            {labelOf(device, index, 'door.sound.unnamedMicrophone')}
          </option>
        ))}
      </select>
    </div>
  );
};

/** The speaker, where the browser lets us choose one, and a sound to find it by. */
export const SpeakerMenu = ({ microphone }: { readonly microphone: Microphone }) => {
  const { speakers } = microphone.devices.value;
  const hasDefault = speakers.some(({ id }) => id === 'default');
  const [playing, setPlaying] = useState(false);
  const test = (): void => {
    setPlaying(true);
    void playTestSound(microphone.speaker.value).finally(() => setPlaying(false));
  };
  return (
    <div class="device-menu">
      <Icon of={Volume2} size={18} />
      {speakers.length > 0 ? (
        <select
          class="input"
          aria-label={t('door.sound.speakerMenu')}
          value={microphone.speaker.value === '' && hasDefault ? 'default' : microphone.speaker.value}
          onChange={(event) => microphone.chooseSpeaker(event.currentTarget.value)}
        >
          {!hasDefault && <option value="">{t('door.sound.defaultDevice')}</option>}
          {speakers.map((device, index) => (
            <option key={device.id} value={device.id}>
              {labelOf(device, index, 'door.sound.unnamedSpeaker')}
            </option>
          ))}
        </select>
      ) : (
        <span class="device-menu__only">{t('door.sound.speaker')}</span>
      )}
      <Button
        kind="quiet"
        icon={Play}
        class="device-menu__test"
        aria-disabled={playing}
        onClick={playing ? undefined : test}
      >
        {playing ? t('door.sound.testing') : t('door.sound.test')}
      </Button>
    </div>
  );
};
