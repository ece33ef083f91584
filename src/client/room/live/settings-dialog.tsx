import { Keyboard } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { AppearanceMenus } from '../../shared/page-header.tsx';
import { MicrophoneMenu, SpeakerMenu } from '../devices/device-menus.tsx';
import { EchoPanel } from '../devices/echo-panel.tsx';
import { LevelBar } from '../devices/level-bar.tsx';
import { CLEANINGS } from '../devices/microphone.ts';
import { NoSoundNotice } from '../devices/no-sound-notice.tsx';
import { QualityDetails } from '../devices/quality-mark.tsx';
import { TroubleNotice } from '../devices/trouble-notice.tsx';
import { CallMePart } from './calls/call-me-part.tsx';
import type { OpenRoom } from './open-room.ts';
import { SettingSwitch } from './setting-switch.tsx';

const NOTES = {
  echoCancellation: 'room.sound.echoCancellationNote',
  noiseSuppression: 'room.sound.noiseSuppressionNote',
  autoGainControl: undefined,
} as const;

interface SettingsDialogProps {
  readonly room: OpenRoom;
  readonly onClose: () => void;
}

/** Microphone and loudspeaker: which, how they sound, and whether one is heard. */
const SoundPart = ({ room, onClose }: SettingsDialogProps) => {
  const { microphone, sound, preferences } = room;
  const state = microphone.state.value;
  const keys = preferences.letterShortcuts.value;
  return (
    <section class="stack settings__part">
      <h3>{t('room.settingsDialog.sound')}</h3>
      <CallMePart room={room} onClose={onClose} />
      {state.kind === 'trouble' && <TroubleNotice trouble={state.trouble} onRetry={() => void microphone.open()} />}
      {state.kind === 'open' && (
        <>
          {sound.noSound.value && <NoSoundNotice />}
          <MicrophoneMenu microphone={microphone} />
          <LevelBar label={t('door.sound.level')} level={sound.level} />
        </>
      )}
      {!sound.rest.resting.value && (state.kind === 'closed' || state.kind === 'opening') && (
        <div>
          <Button busy={state.kind === 'opening'} onClick={sound.toggleMicrophone}>
            {t('room.microphone.connect')}
          </Button>
        </div>
      )}
      <SpeakerMenu microphone={microphone} />
      {sound.use.value !== 'none' && <EchoPanel test={sound.echo} />}
      {CLEANINGS.map((what) => {
        const note = NOTES[what];
        return (
          <SettingSwitch
            key={what}
            label={t(`room.sound.${what}`)}
            {...(note && { note: t(note) })}
            on={microphone.cleaning[what].value}
            onChange={(on) => void microphone.setCleaning(what, on)}
          />
        );
      })}
      <SettingSwitch
        label={t('room.sound.pushToTalk')}
        note={t(keys ? 'room.sound.pushToTalkNote' : 'room.sound.pushToTalkNeeds')}
        on={preferences.pushToTalk.value}
        onChange={(on) => {
          preferences.pushToTalk.value = on;
        }}
      />
      <SettingSwitch
        label={t('room.sound.cues')}
        on={preferences.cues.value}
        onChange={(on) => {
          preferences.cues.value = on;
        }}
      />
      <QualityDetails connection={sound.connection} />
    </section>
  );
};

/** Devices, and what one wants of this page. */
export const SettingsDialog = ({ room, onClose }: SettingsDialogProps) => {
  const { preferences } = room;
  return (
    <Dialog title={t('room.settingsDialog.heading')} onClose={onClose}>
      <SoundPart room={room} onClose={onClose} />
      <section class="stack settings__part">
        <h3>{t('room.settingsDialog.page')}</h3>
        <div class="row settings__appearance">
          <AppearanceMenus />
        </div>
        <SettingSwitch
          label={t('room.settingsDialog.announce')}
          on={preferences.announce.value}
          onChange={(on) => {
            preferences.announce.value = on;
          }}
        />
        <SettingSwitch
          label={t('room.settingsDialog.shortcuts')}
          on={preferences.letterShortcuts.value}
          onChange={(on) => {
            preferences.letterShortcuts.value = on;
          }}
        />
        <div>
          <Button
            kind="quiet"
            icon={Keyboard}
            onClick={() => {
              room.window.value = 'shortcuts';
            }}
          >
            {t('room.settingsDialog.shortcutsList')}
          </Button>
        </div>
      </section>
    </Dialog>
  );
};
