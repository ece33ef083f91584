import './calendar-colors.css';
import { effect } from '@preact/signals';
import { calendars } from './calendars.ts';

/** Told apart by those who see few colours as well; each was looked at on both themes. */
export const PALETTE = {
  blue: '#2460e0',
  teal: '#12806f',
  green: '#3c8a2e',
  olive: '#80791c',
  amber: '#b57a12',
  orange: '#d4602a',
  red: '#cc2b2b',
  pink: '#c43a86',
  purple: '#8747c9',
  grey: '#667080',
} as const;

export type PaletteColor = keyof typeof PALETTE;

const slug = (id: string): string => id.replace(/[^\w-]/g, '_');

/** The classes of what has a calendar's colour; the style sheet makes edge, ground and text of it for both themes. */
export const colorClass = (calendarId: string): string => `calendar-color calendar-color-${slug(calendarId)}`;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

// One rule for each calendar: a changed colour is everywhere at once, and nothing is drawn anew for it.
effect(() => {
  const rules = (calendars.value ?? []).map(({ id, color }) =>
    /^#[\da-f]{6}$/i.test(color) ? `.calendar-color-${slug(id)} { --calendar: ${color}; }` : '',
  );
  sheet.replaceSync(rules.join('\n'));
});
