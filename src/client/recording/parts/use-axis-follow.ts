import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Player } from '../player.ts';

interface Axis {
  readonly scroller: RefObject<HTMLElement>;
  /** Pixels of the whole axis, and of what is seen of it. */
  readonly width: number;
  readonly seen: number;
}

/** An axis that is wider than its screen scrolls along with what is heard, unless somebody has scrolled it away from there. */
export const useAxisFollow = (player: Player, { scroller, width, seen }: Axis): void => {
  useEffect(() => {
    if (width <= seen) return;
    let jumps = -1;
    let wasAt = 0;
    return effect(() => {
      const element = scroller.current;
      const at = (player.position.value / player.durationMs) * width;
      const jumped = jumps !== player.jumps.value;
      jumps = player.jumps.value;
      const before = wasAt;
      wasAt = at;
      if (!element) return;
      const left = element.scrollLeft;
      const isSeen = (x: number): boolean => x >= left && x <= left + seen;
      if (jumped && !isSeen(at)) element.scrollLeft = at - seen / 2;
      else if (!jumped && isSeen(before) && at > left + seen * 0.92) element.scrollLeft = at - seen * 0.1;
    });
  }, [player, scroller, width, seen]);
};
