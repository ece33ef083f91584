import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../shared/icon.tsx';

/** One thing to know of an event, behind the mark of its kind. */
export const Fact = ({ icon, children }: { readonly icon: LucideIcon; readonly children: ComponentChildren }) => (
  <div class="fact">
    <Icon of={icon} size={18} />
    <div class="fact__text">{children}</div>
  </div>
);
