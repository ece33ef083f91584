import { useRef } from 'preact/hooks';
import type { Player } from '../player.ts';

type PointerHandler = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => void;

interface SeekHandlers {
  readonly onPointerDown: PointerHandler;
  readonly onPointerMove: PointerHandler;
  readonly onPointerUp: PointerHandler;
  readonly onPointerCancel: PointerHandler;
}

/**
 * A press seeks, a drag shows where and seeks at its end. Where the axis scrolls, a finger that moves scrolls it: the browser then
 * takes the pointer away, and nothing was sought.
 */
export const useSeekByPointer = (player: Player, scrolls: boolean): SeekHandlers => {
  const pressed = useRef(false);
  const momentAt: (event: Parameters<PointerHandler>[0]) => number = ({ clientX, currentTarget }) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return (Math.min(width, Math.max(0, clientX - left)) / Math.max(1, width)) * player.durationMs;
  };
  const drags = (event: PointerEvent): boolean => pressed.current && (event.pointerType === 'mouse' || !scrolls);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      pressed.current = true;
      if (!drags(event)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      player.preview(momentAt(event));
    },
    onPointerMove: (event) => {
      if (drags(event)) player.preview(momentAt(event));
    },
    onPointerUp: (event) => {
      if (!pressed.current) return;
      pressed.current = false;
      player.seek(momentAt(event));
    },
    onPointerCancel: () => {
      if (pressed.current) player.preview(undefined);
      pressed.current = false;
    },
  };
};
