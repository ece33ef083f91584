import './avatar.css';
import { avatarHue, initialsOf } from './initials.ts';

interface AvatarProps {
  readonly name: string;
  /** Pixels. */
  readonly size?: number;
  /** 0 to 1: how loudly the person speaks; the ring breathes with it. */
  readonly level?: number;
}

/** Initials on a colour made from the name. It stands beside the name, so that assistive technology passes over it. */
export const Avatar = ({ name, size = 32, level = 0 }: AvatarProps) => (
  <span
    class={`avatar avatar--${avatarHue(name)}`}
    aria-hidden="true"
    style={{ '--avatar-size': `${size}px`, '--level': Math.max(0, Math.min(1, level)).toFixed(2) }}
  >
    {initialsOf(name)}
  </span>
);
