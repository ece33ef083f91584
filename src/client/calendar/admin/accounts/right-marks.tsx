import {
  CalendarSync,
  CircleDot,
  FolderOpen,
  type LucideIcon,
  Phone,
  PhoneOutgoing,
  ShieldCheck,
  Video,
} from 'lucide-preact';
import { RIGHTS, type Right } from '../../../../base/rights.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

export const RIGHT_ICONS: Readonly<Record<Right, LucideIcon>> = {
  webmeeting: Video,
  record: CircleDot,
  telephone: Phone,
  'dial-out': PhoneOutgoing,
  caldav: CalendarSync,
  documents: FolderOpen,
  admin: ShieldCheck,
};

/** What an account may, each right in a place of its own so that a column can be compared at a glance. */
export const RightMarks = ({ rights }: { readonly rights: readonly Right[] }) => (
  <ul class="right-marks">
    {RIGHTS.map((right) => {
      const has = rights.includes(right);
      return (
        <li key={right} class={has ? `right-mark right-mark--${right}` : 'right-mark right-mark--none'}>
          {has && (
            <span title={t(`accounts.rights.${right}`)}>
              <Icon of={RIGHT_ICONS[right]} size={16} label={t(`accounts.rights.${right}`)} />
            </span>
          )}
        </li>
      );
    })}
  </ul>
);
