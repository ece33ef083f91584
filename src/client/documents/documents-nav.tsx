import { FolderOpen, type LucideIcon, Trash2, UsersRound } from 'lucide-preact';
import { followLink } from '../calendar/shell/navigation.ts';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { view } from './documents-state.ts';

interface Part {
  readonly kind: 'folder' | 'shared' | 'bin';
  readonly href: string;
  readonly icon: LucideIcon;
  readonly label: 'mine' | 'sharedWithMe' | 'bin';
}

const PARTS: readonly Part[] = [
  { kind: 'folder', href: '/documents', icon: FolderOpen, label: 'mine' },
  { kind: 'shared', href: '/documents/shared', icon: UsersRound, label: 'sharedWithMe' },
  { kind: 'bin', href: '/documents/bin', icon: Trash2, label: 'bin' },
];

/** One's own, what others share, the bin. */
export const DocumentsNav = () => (
  <nav aria-label={t('documents.views')}>
    <ul class="documents-nav">
      {PARTS.map(({ kind, href, icon, label }) => (
        <li key={kind}>
          <a
            class="documents-nav__one"
            href={href}
            onClick={followLink}
            {...(view.value.kind === kind ? { 'aria-current': 'page' } : {})}
          >
            <Icon of={icon} size={18} />
            {t(`documents.${label}`)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
