import { MicOff } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';

/** An open microphone gives nothing at all: what may be the matter. */
export const NoSoundNotice = () => (
  <div class="notice notice--waiting" role="status">
    <Icon of={MicOff} />
    <div class="stack stack--tight">
      <p>
        <strong>{t('room.sound.noSound.what')}</strong> {t('room.sound.noSound.steps')}
      </p>
    </div>
  </div>
);
