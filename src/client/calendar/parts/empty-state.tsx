import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../shared/icon.tsx';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string;
  /** The first thing to do. */
  readonly children?: ComponentChildren;
}

export const EmptyState = ({ icon, title, text, children }: EmptyStateProps) => (
  <div class="empty">
    <span class="empty__picture">
      <Icon of={icon} size={26} />
    </span>
    <h2>{title}</h2>
    {text !== undefined && <p class="muted">{text}</p>}
    {children}
  </div>
);
