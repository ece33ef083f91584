import { effect, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED_UNDER = 'webmeeting.theme';

const remembered = (): Theme => {
  const stored = localStorage.getItem(STORED_UNDER);
  return THEMES.find((theme) => theme === stored) ?? 'system';
};

/** Light, dark, or as the system says; remembered in this browser. Set its value to change it. */
export const theme = signal<Theme>(remembered());

effect(() => {
  if (theme.value === 'system') {
    delete document.documentElement.dataset['theme'];
    localStorage.removeItem(STORED_UNDER);
    return;
  }
  document.documentElement.dataset['theme'] = theme.value;
  localStorage.setItem(STORED_UNDER, theme.value);
});
