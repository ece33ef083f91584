import { effect, signal } from '@preact/signals';
import { keptHere } from './kept-storage.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED_UNDER = 'webmeeting.theme';

const remembered = (): Theme => {
  const stored = keptHere.getItem(STORED_UNDER);
  return THEMES.find((theme) => theme === stored) ?? 'system';
};

/** Light, dark, or as the system says; remembered in this browser. Set its value to change it. */
export const theme = signal<Theme>(remembered());

effect(() => {
  if (theme.value === 'system') {
    delete document.documentElement.dataset['theme'];
    keptHere.removeItem(STORED_UNDER);
    return;
  }
  document.documentElement.dataset['theme'] = theme.value;
  keptHere.setItem(STORED_UNDER, theme.value);
});
