import { useEffect } from 'preact/hooks';
import type { Enlarge } from './enlarge.ts';
import { admitAll } from './lobby/admit.ts';
import type { OpenRoom, RoomPart } from './open-room.ts';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])') ||
    target.closest('[role=menu], dialog') !== null);

/** Goes to a part once it is drawn. */
const focusOn = (selector: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
};

/** Listens to the keyboard as long as the room is open. */
export const useShortcuts = (room: OpenRoom, enlarge: Enlarge): void => {
  useEffect(() => {
    const goTo = (part: RoomPart, selector: string): void => {
      room.part.value = part;
      focusOn(selector);
    };
    /** Begins, pauses, goes on: a single letter never ends a recording. */
    const record = (): void => {
      const { may, recording } = room.session.state.peek();
      if (recording === null && may.includes('recording.start')) room.recording.start();
      if (recording !== null && may.includes('recording.pause')) room.recording.togglePause();
    };
    const mark = (): void => {
      const { may, recording } = room.session.state.peek();
      if (recording !== null && may.includes('recording.mark')) room.recording.mark('');
    };
    const actions: Readonly<Record<Shortcut, () => void>> = {
      microphone: room.sound.toggleMicrophone,
      help: () => {
        room.window.value = 'shortcuts';
      },
      hand: room.toggleHand,
      admit: () => admitAll(room.session),
      people: () => {
        enlarge.fold(false);
        goTo('people', '#people');
      },
      chat: () => goTo('chat', '#chat textarea'),
      share: () => document.querySelector<HTMLButtonElement>('.share-button:not(:disabled)')?.click(),
      record,
      mark,
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
  }, [room, enlarge]);
};
