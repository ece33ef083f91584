import { Lock, LogOut, type LucideIcon, Phone, WifiOff } from 'lucide-preact';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { PartnerTrouble } from './partner-trouble.ts';

const ICONS: Readonly<Record<PartnerTrouble, LucideIcon>> = { gone: LogOut, away: WifiOff, phone: Phone };
const WORDS = {
  gone: 'room.chat.partnerGone',
  away: 'room.chat.partnerAway',
  phone: 'room.chat.partnerPhone',
} as const;

interface PrivateNoticeProps {
  readonly name: string;
  readonly trouble: PartnerTrouble | undefined;
}

/** Over a private conversation: who sees it, and whether the other one is there. */
export const PrivateNotice = ({ name, trouble }: PrivateNoticeProps) => (
  <div class="private">
    <p class="private__line">
      <Icon of={Lock} size={16} />
      <span class="private__text">{t('room.chat.onlyYouAnd', { name })}</span>
    </p>
    <div role="status">
      {trouble !== undefined && (
        <p class="private__line private__line--trouble">
          <Icon of={ICONS[trouble]} size={16} />
          <span class="private__text">{t(WORDS[trouble], { name })}</span>
        </p>
      )}
    </div>
  </div>
);
