import type { LucideIcon } from 'lucide-preact';

interface IconProps {
  readonly of: LucideIcon;
  /** Its name for assistive technology. Leave it out where visible words say the same. */
  readonly label?: string;
  /** Pixels; 20 unless it stands in small text. */
  readonly size?: number;
}

export const Icon = ({ of: Drawing, label, size = 20 }: IconProps) => (
  <Drawing
    size={size}
    strokeWidth={1.75}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  />
);
