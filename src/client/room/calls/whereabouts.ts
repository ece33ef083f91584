import type { Whereabouts } from './likely-country.ts';

/** What this browser tells of them; `language` is that of the page. */
export const whereabouts = (language: string): Whereabouts => ({
  languages: [...navigator.languages, language],
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
});
