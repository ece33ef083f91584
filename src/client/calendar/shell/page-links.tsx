import './page-links.css';
import { CalendarDays, FolderOpen, Inbox, type LucideIcon, SlidersHorizontal } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { may } from './may.ts';
import { followLink, path } from './navigation.ts';
import { account } from './session.ts';

const PageLink = ({
  href,
  icon,
  label,
  within = href,
}: {
  readonly href: string;
  readonly icon: LucideIcon;
  readonly label: string;
  /** Pages below this one count as it. */
  readonly within?: string;
}) => (
  <li>
    <a
      class="page-link"
      href={href}
      onClick={followLink}
      {...(path.value === href || (within !== href && path.value.startsWith(within)) ? { 'aria-current': 'page' } : {})}
    >
      <Icon of={icon} />
      {label}
    </a>
  </li>
);

export const PageLinks = () => (
  <nav aria-label={t('calendar.navigation')}>
    <ul class="page-links">
      <PageLink href="/" icon={CalendarDays} label={t('calendar.title')} />
      <PageLink href="/invitations" icon={Inbox} label={t('calendar.account.invitations')} />
      {may('documents') && (
        <PageLink href="/documents" within="/documents/" icon={FolderOpen} label={t('calendar.account.documents')} />
      )}
      {account.value?.admin && (
        <PageLink href="/admin" within="/admin" icon={SlidersHorizontal} label={t('calendar.account.console')} />
      )}
    </ul>
  </nav>
);
