import './admin-nav.css';
import {
  ArchiveRestore,
  Contact,
  FileCheck,
  FolderCog,
  Gauge,
  Inbox,
  KeyRound,
  type LucideIcon,
  Mails,
  Palette,
  Phone,
  ScrollText,
  Server,
  Settings2,
  ShieldUser,
  Ticket,
  Users,
  Video,
  Webhook,
  Workflow,
} from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { followLink, path } from '../shell/navigation.ts';

interface PageGroup {
  readonly group: 'now' | 'people' | 'meetings' | 'mail' | 'system';
  readonly pages: ReadonlyArray<readonly [href: string, icon: LucideIcon, name: PageName]>;
}

type PageName = Exclude<keyof typeof import('../../../base/i18n/en/admin.ts').admin.pages, 'label' | 'sections'>;

const GROUPS: readonly PageGroup[] = [
  {
    group: 'now',
    pages: [
      ['/admin', Gauge, 'overview'],
      ['/admin/services', Server, 'services'],
      ['/admin/meetings', Video, 'meetings'],
    ],
  },
  {
    group: 'people',
    pages: [
      ['/admin/accounts', Users, 'accounts'],
      ['/admin/groups', Contact, 'groups'],
      ['/admin/licences', Ticket, 'licences'],
      ['/admin/sign-in', KeyRound, 'signInSettings'],
    ],
  },
  {
    group: 'meetings',
    pages: [
      ['/admin/webmeeting', Workflow, 'webmeeting'],
      ['/admin/telephone', Phone, 'telephone'],
      ['/admin/documents', FolderCog, 'documents'],
    ],
  },
  {
    group: 'mail',
    pages: [
      ['/admin/mails', Mails, 'mails'],
      ['/admin/inbox', Inbox, 'inbox'],
      ['/admin/mail-settings', Settings2, 'settings'],
      ['/admin/ics-check', FileCheck, 'icsCheck'],
    ],
  },
  {
    group: 'system',
    pages: [
      ['/admin/appearance', Palette, 'appearance'],
      ['/admin/webhooks', Webhook, 'webhooks'],
      ['/admin/backups', ArchiveRestore, 'backups'],
      ['/admin/privacy', ShieldUser, 'privacy'],
      ['/admin/audit', ScrollText, 'audit'],
    ],
  },
];

/** From one page of the console to the others. Where there are more than the window shows, the open one is among those seen. */
export const AdminNav = () => {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <nav ref={nav} class="admin-nav" aria-label={t('admin.pages.label')}>
      {GROUPS.map(({ group, pages }) => (
        <div key={group}>
          <h2 class="admin-nav__group">{t(`admin.pages.sections.${group}`)}</h2>
          <ul>
            {pages.map(([href, icon, name]) => (
              <li key={href}>
                <a
                  class="page-link"
                  href={href}
                  onClick={followLink}
                  {...(path.value === href ? { 'aria-current': 'page' } : {})}
                >
                  <Icon of={icon} size={18} />
                  {t(`admin.pages.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};
