import { Keyboard } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { AppearanceMenus } from '../../shared/page-header.tsx';
import { MicrophoneMenu, SpeakerMenu } from '../devices/device-menus.tsx';
import { LevelBar } from '../devices/level-bar.tsx';
import { TroubleNotice } from '../devices/trouble-notice.tsx';
import type { OpenRoom } from './open-room.ts';
import { SettingSwitch } from './setting-switch.tsx';

/** Devices, and what one wants of this page. */
export const SettingsDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const { microphone, sound, preferences } = room;
  const state = microphone.state.value;
  return (
    <Dialog title={t('room.settingsDialog.heading')} onClose={onClose}>
      <section class="stack settings__part">
        <h3>{t('room.settingsDialog.sound')}</h3>
        {state.kind === 'trouble' && <TroubleNotice trouble={state.trouble} onRetry={() => void microphone.open()} />}
        {state.kind === 'open' && (
          <>
            <MicrophoneMenu microphone={microphone} />
            <LevelBar label={t('door.sound.level')} level={sound.level} />
          </>
        )}
        {(state.kind === 'closed' || state.kind === 'opening') && (
          <div>
            <Button busy={state.kind === 'opening'} onClick={sound.toggleMicrophone}>
              {t('room.microphone.connect')}
            </Button>
          </div>
        )}
        <SpeakerMenu microphone={microphone} />
        <SettingSwitch
          label={t('room.settingsDialog.cleansing')}
          note={t('room.settingsDialog.cleansingNote')}
          on={microphone.cleansing.value}
          onChange={(on) => void microphone.setCleansing(on)}
        />
      </section>
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
