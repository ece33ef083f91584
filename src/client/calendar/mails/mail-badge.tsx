import { FolderDown, type LucideIcon, MailCheck, MailQuestionMark, MailWarning, MailX } from 'lucide-preact';
import type { OutboxMail } from '../../../contract/http/outbox.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';

type MailState = OutboxMail['state'];

const ICONS: Readonly<Record<MailState, LucideIcon>> = {
  waiting: MailQuestionMark,
  sent: MailCheck,
  kept: FolderDown,
  failed: MailWarning,
  'not-reached': MailX,
};
const BADGES: Readonly<Record<MailState, string>> = {
  waiting: 'badge--waiting',
  sent: 'badge--live',
  kept: '',
  failed: 'badge--danger',
  'not-reached': 'badge--danger',
};

/** The state of a mail: a shape, a colour and the word. */
export const MailBadge = ({ state }: { readonly state: MailState }) => (
  <span class={`badge ${BADGES[state]}`}>
    <Icon of={ICONS[state]} size={14} />
    {t(`calendar.mails.one.${state}`)}
  </span>
);
