import './admin-nav.css';
import { FileCheck, FolderCog, Inbox, type LucideIcon, Mails, Settings2 } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { followLink, path } from '../shell/navigation.ts';

const PAGES = [
  { href: '/admin/mails', icon: Mails, name: 'mails' },
  { href: '/admin/inbox', icon: Inbox, name: 'inbox' },
  { href: '/admin/mail-settings', icon: Settings2, name: 'settings' },
  { href: '/admin/documents', icon: FolderCog, name: 'documents' },
  { href: '/admin/ics-check', icon: FileCheck, name: 'icsCheck' },
] as const satisfies ReadonlyArray<{ readonly href: string; readonly icon: LucideIcon; readonly name: string }>;

/** From one of the administrators' pages to the others. */
export const AdminNav = () => (
  <nav aria-label={t('admin.pages.label')}>
    <ul class="admin-nav__pages">
      {PAGES.map(({ href, icon, name }) => (
        <li key={href}>
          <a
            class="admin-nav__page"
            href={href}
            onClick={followLink}
            {...(path.value === href ? { 'aria-current': 'page' } : {})}
          >
            <Icon of={icon} size={16} />
            {t(`admin.pages.${name}`)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
