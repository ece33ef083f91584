import { effect, type Signal, signal } from '@preact/signals';
import { isSwitch, remember, remembered } from '../devices/remembered.ts';

const switchOf = (key: string): Signal<boolean> => {
  const value = signal(remembered(key, isSwitch) ?? true);
  effect(() => remember(key, value.value));
  return value;
};

/** What a person has switched on or off for every meeting in this browser. */
export interface Preferences {
  /** Keyboard shortcuts of a single character: WCAG 2.1.4 wants them to be switchable. */
  readonly letterShortcuts: Signal<boolean>;
  /** Whether assistive technology reads new messages out. */
  readonly announce: Signal<boolean>;
}

export const createPreferences = (): Preferences => ({
  letterShortcuts: switchOf('shortcuts'),
  announce: switchOf('announce'),
});
