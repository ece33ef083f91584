import { useEffect } from 'preact/hooks';
import type { OpenRoom } from './open-room.ts';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Listens to the keyboard as long as the room is open. */
export const useShortcuts = (room: OpenRoom): void => {
  useEffect(() => {
    const actions: Readonly<Record<Shortcut, () => void>> = {
      microphone: room.sound.toggleMicrophone,
      help: () => {
        room.window.value = 'shortcuts';
      },
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const shortcut = shortcutOf({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        repeat: event.repeat,
        writing: isWriting(event.target),
        covered: room.window.peek() !== undefined,
        letters: room.preferences.letterShortcuts.peek(),
      });
      if (shortcut === undefined) return;
      event.preventDefault();
      actions[shortcut]();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [room]);
};
