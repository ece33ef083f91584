import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Microphone } from '../devices/microphone.ts';
import type { Preferences } from './preferences.ts';
import { isTalkKey, type TalkKeyPress } from './talk-key.ts';

const WRITTEN_IN = 'input, textarea, select, [contenteditable]';
const OPERATED = 'button, a, summary, [role="button"], [role="tab"], [role="menuitem"], [role="switch"]';

/** Push to talk: muted, but for as long as Space is held. */
export interface PushToTalk {
  readonly on: ReadonlySignal<boolean>;
  readonly talking: ReadonlySignal<boolean>;
  stop(): void;
}

interface PushToTalkParts {
  readonly microphone: Pick<Microphone, 'state' | 'wish'>;
  readonly preferences: Pick<Preferences, 'pushToTalk' | 'letterShortcuts'>;
  readonly isCovered: () => boolean;
}

const pressOf = (event: KeyboardEvent, covered: boolean): TalkKeyPress => {
  const target = event.target instanceof Element ? event.target : undefined;
  return {
    key: event.key,
    modified: event.ctrlKey || event.metaKey || event.altKey,
    writing: target?.closest(WRITTEN_IN) != null,
    operating: target?.closest(OPERATED)?.matches(':focus-visible') === true,
    covered,
  };
};

export const createPushToTalk = ({ microphone, preferences, isCovered }: PushToTalkParts): PushToTalk => {
  const talking = signal(false);
  const on = signal(false);

  const talk = (): void => {
    if (microphone.state.peek().kind !== 'open' || microphone.wish.peek() === 'none') return;
    talking.value = true;
    microphone.wish.value = 'on';
  };
  const release = (): void => {
    if (!talking.peek()) return;
    talking.value = false;
    if (microphone.wish.peek() === 'on') microphone.wish.value = 'muted';
  };
  const onDown = (event: KeyboardEvent): void => {
    if (talking.peek() && event.key === ' ') event.preventDefault();
    if (event.defaultPrevented || event.repeat || !isTalkKey(pressOf(event, isCovered()))) return;
    // Neither scrolls nor clicks.
    event.preventDefault();
    talk();
  };
  const onUp = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || !talking.peek()) return;
    event.preventDefault();
    release();
  };
  const listen = (): (() => void) => {
    document.addEventListener('keydown', onDown);
    document.addEventListener('keyup', onUp);
    window.addEventListener('blur', release);
    document.addEventListener('visibilitychange', release);
    return () => {
      release();
      document.removeEventListener('keydown', onDown);
      document.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', release);
      document.removeEventListener('visibilitychange', release);
    };
  };
  const stop = effect(() => {
    on.value = preferences.pushToTalk.value && preferences.letterShortcuts.value;
    if (!on.value) return;
    if (microphone.wish.peek() === 'on') microphone.wish.value = 'muted';
    return listen();
  });
  return { on, talking, stop };
};
