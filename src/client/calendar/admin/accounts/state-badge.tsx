import { Ban, CircleCheck, MailQuestionMark } from 'lucide-preact';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { AccountState } from './account-query.ts';

const LOOKS = {
  active: { icon: CircleCheck, tone: 'badge--live' },
  invited: { icon: MailQuestionMark, tone: 'badge--waiting' },
  suspended: { icon: Ban, tone: 'badge--danger' },
} as const;

export const StateBadge = ({ state }: { readonly state: AccountState }) => (
  <span class={`badge ${LOOKS[state].tone}`}>
    <Icon of={LOOKS[state].icon} size={14} />
    {t(`accounts.states.${state}`)}
  </span>
);
