import { CircleSlash, Hourglass, type LucideIcon, MailCheck, MailWarning } from 'lucide-preact';
import type { IncomingMailBody } from '../../../contract/http/inbox.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';

type State = IncomingMailBody['state'];

const ICONS: Readonly<Record<State, LucideIcon>> = {
  waiting: Hourglass,
  handled: MailCheck,
  ignored: CircleSlash,
  'set-aside': MailWarning,
};
const BADGES: Readonly<Record<State, string>> = {
  waiting: 'badge--waiting',
  handled: 'badge--live',
  ignored: '',
  'set-aside': 'badge--danger',
};

/** What became of a mail that came in: a shape, a colour and the word. */
export const IncomingBadge = ({ state }: { readonly state: State }) => (
  <span class={`badge ${BADGES[state]}`}>
    <Icon of={ICONS[state]} size={14} />
    {t(`admin.inbox.states.${state}`)}
  </span>
);
