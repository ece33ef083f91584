import { effect, type Signal, signal } from '@preact/signals';
import { isSwitch, remember, remembered } from '../devices/remembered.ts';

const switchOf = (key: string, usual = true): Signal<boolean> => {
  const value = signal(remembered(key, isSwitch) ?? usual);
  effect(() => remember(key, value.value));
  return value;
};

/** What a person has switched on or off for every meeting in this browser. */
export interface Preferences {
  /** Keyboard shortcuts of a single character: WCAG 2.1.4 wants them to be switchable. */
  readonly letterShortcuts: Signal<boolean>;
  /** Whether assistive technology reads new messages out. */
  readonly announce: Signal<boolean>;
  /** A sound when somebody comes, goes or waits to be let in. */
  readonly cues: Signal<boolean>;
  /** Muted but for as long as Space is held; needs the shortcuts of a single character. Off unless chosen. */
  readonly pushToTalk: Signal<boolean>;
}

export const createPreferences = (): Preferences => ({
  letterShortcuts: switchOf('shortcuts'),
  announce: switchOf('announce'),
  cues: switchOf('cues'),
  pushToTalk: switchOf('push-to-talk', false),
});
