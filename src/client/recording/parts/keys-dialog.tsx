import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { SettingSwitch } from '../../room/live/setting-switch.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';

const Row = ({ what, children }: { readonly what: string; readonly children: ComponentChildren }) => (
  <div class="player-keys__row">
    <dt>{what}</dt>
    <dd>{children}</dd>
  </div>
);

interface KeysDialogProps {
  readonly letters: Signal<boolean>;
  readonly onClose: () => void;
}

/** Which keys do what, and the switch that turns single characters off. */
export const KeysDialog = ({ letters, onClose }: KeysDialogProps) => {
  const on = letters.value;
  return (
    <Dialog title={t('recording.keys.heading')} onClose={onClose}>
      <dl class="player-keys">
        <Row what={t('recording.keys.toggle')}>
          <kbd>{t('recording.keys.space')}</kbd>
          {on && (
            <>
              {' '}
              <span class="muted">{t('recording.keys.or')}</span> <kbd>K</kbd>
            </>
          )}
        </Row>
        <Row what={t('recording.keys.short')}>
          <kbd>←</kbd> <kbd>→</kbd>
        </Row>
        <Row what={t('recording.keys.ends')}>
          <kbd>{t('recording.keys.home')}</kbd> <kbd>{t('recording.keys.end')}</kbd>
        </Row>
        {on && (
          <>
            <Row what={t('recording.keys.long')}>
              <kbd>J</kbd> <kbd>L</kbd>
            </Row>
            <Row what={t('recording.keys.parts')}>
              <kbd>0</kbd> … <kbd>9</kbd>
            </Row>
            <Row what={t('recording.keys.chapters')}>
              <kbd>P</kbd> <kbd>N</kbd>
            </Row>
            <Row what={t('recording.keys.speed')}>
              <kbd>&lt;</kbd> <kbd>&gt;</kbd>
            </Row>
            <Row what={t('recording.keys.mute')}>
              <kbd>M</kbd>
            </Row>
            <Row what={t('recording.keys.help')}>
              <kbd>?</kbd>
            </Row>
          </>
        )}
      </dl>
      <SettingSwitch
        label={t('recording.keys.enabled')}
        note={t('recording.keys.note')}
        on={on}
        onChange={(next) => {
          letters.value = next;
        }}
      />
    </Dialog>
  );
};
