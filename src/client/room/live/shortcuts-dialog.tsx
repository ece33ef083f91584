import type { ComponentChildren } from 'preact';
import { Dialog } from '../../shared/dialog.tsx';
import { helpAddress } from '../../shared/help-link.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from './open-room.ts';
import { SettingSwitch } from './setting-switch.tsx';
import {
  ADMIT_KEY,
  CHAT_KEY,
  HAND_KEY,
  MARK_KEY,
  MICROPHONE_KEY,
  PEOPLE_KEY,
  RECORD_KEY,
  SHARE_KEY,
} from './shortcuts.ts';

const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** The keys of one letter, with the right that each needs. */
const LETTERS = [
  { what: 'hand', key: HAND_KEY, needs: 'hand.set' },
  { what: 'admit', key: ADMIT_KEY, needs: 'lobby.admit' },
  { what: 'people', key: PEOPLE_KEY, needs: undefined },
  { what: 'chat', key: CHAT_KEY, needs: undefined },
  { what: 'share', key: SHARE_KEY, needs: 'screen.start' },
  { what: 'record', key: RECORD_KEY, needs: 'recording.start' },
  { what: 'mark', key: MARK_KEY, needs: 'recording.mark' },
] as const;

const Row = ({ what, children }: { readonly what: string; readonly children: ComponentChildren }) => (
  <div class="keys__row">
    <dt>{what}</dt>
    <dd>{children}</dd>
  </div>
);

/** Which keys do what, and the switch that turns single letters off. */
export const ShortcutsDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const control = isApple() ? t('room.shortcuts.command') : t('room.shortcuts.control');
  const { may } = room.session.state.value;
  const letters = room.preferences.letterShortcuts.value;
  return (
    <Dialog title={t('room.shortcuts.heading')} onClose={onClose}>
      <dl class="keys">
        <Row what={t('room.shortcuts.microphone')}>
          {letters && (
            <>
              <kbd>{MICROPHONE_KEY}</kbd> <span class="muted">{t('room.shortcuts.or')}</span>{' '}
            </>
          )}
          <kbd>{control}</kbd> + <kbd>D</kbd>
        </Row>
        {letters &&
          LETTERS.filter(({ needs }) => needs === undefined || may.includes(needs)).map(({ what, key }) => (
            <Row key={what} what={t(`room.shortcuts.${what}`)}>
              <kbd>{key}</kbd>
            </Row>
          ))}
        {letters && (
          <Row what={t('room.shortcuts.help')}>
            <kbd>?</kbd>
          </Row>
        )}
        <Row what={t('room.shortcuts.send')}>
          <kbd>{t('room.shortcuts.enter')}</kbd>
        </Row>
        <Row what={t('room.shortcuts.newLine')}>
          <kbd>{t('room.shortcuts.shift')}</kbd> + <kbd>{t('room.shortcuts.enter')}</kbd>
        </Row>
        <Row what={t('room.shortcuts.close')}>
          <kbd>{t('room.shortcuts.escape')}</kbd>
        </Row>
      </dl>
      <SettingSwitch
        label={t('room.shortcuts.enabled')}
        note={t('room.shortcuts.offNote')}
        on={letters}
        onChange={(on) => {
          room.preferences.letterShortcuts.value = on;
        }}
      />
      <p>
        <a href={helpAddress('participant')} target="_blank" rel="noopener">
          {t('common.help')}
        </a>
      </p>
    </Dialog>
  );
};
