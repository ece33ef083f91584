import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isSwitch, remember, remembered } from '../room/devices/remembered.ts';
import type { Player } from './player.ts';
import { rateBeside } from './rules/heard-before.ts';
import { activeIndex, type Chapter } from './rules/moments.ts';
import { type PlayerAction, playerAction } from './rules/player-keys.ts';

/** The room's own choice, kept under its name: whoever dictates wants no single letters anywhere. */
const LETTERS = 'shortcuts';

export const letterShortcuts = signal(remembered(LETTERS, isSwitch) ?? true);
let stored = letterShortcuts.peek();
effect(() => {
  const now = letterShortcuts.value;
  if (now !== stored) remember(LETTERS, now);
  stored = now;
});

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Where "previous chapter" goes: to the beginning of this one, or to the one before when it has just begun. */
const JUST_BEGUN_MS = 2_000;

export const chapterBeside = (chapters: readonly Chapter[], ms: number, step: 1 | -1): number | undefined => {
  const at = step === 1 ? activeIndex(chapters, ms) + 1 : activeIndex(chapters, ms - JUST_BEGUN_MS);
  return chapters[at]?.atMs ?? (step === -1 ? 0 : undefined);
};

/** Listens to the keyboard as long as the player is drawn. */
export const usePlayerKeys = (player: Player, chapters: readonly Chapter[], onHelp: () => void): void => {
  const latest = useRef({ chapters, onHelp });
  latest.current = { chapters, onHelp };
  useEffect(() => {
    const toChapter = (step: 1 | -1): void => {
      const at = chapterBeside(latest.current.chapters, player.position.peek(), step);
      if (at !== undefined) player.seek(at);
    };
    const changeRate = (step: 1 | -1): void => {
      player.rate.value = rateBeside(player.rate.peek(), step);
    };
    const run = (action: PlayerAction): void => {
      if (action.kind === 'skip') player.skip(action.ms);
      else if (action.kind === 'part') player.seek(player.durationMs * action.part);
      else if (action.kind === 'toggle') player.toggle();
      else if (action.kind === 'mute') player.muted.value = !player.muted.peek();
      else if (action.kind === 'help') latest.current.onHelp();
      else if (action.kind === 'faster' || action.kind === 'slower') changeRate(action.kind === 'faster' ? 1 : -1);
      else toChapter(action.kind === 'nextChapter' ? 1 : -1);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || (event.repeat && event.key === ' ')) return;
      const { target } = event;
      const action = playerAction({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        writing: isWithin(
          target,
          'textarea, input:not([type=checkbox], [type=radio], [type=range]), [contenteditable]',
        ),
        pressing: isWithin(target, 'button, a, summary, input'),
        moving: isWithin(target, 'input, select, [role=menu], [role=tablist]'),
        covered: document.querySelector('dialog[open], [role=menu]:popover-open') !== null,
        letters: letterShortcuts.peek(),
      });
      if (action === undefined) return;
      event.preventDefault();
      run(action);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player]);
};
