import i18next from 'i18next';
import { icsCheck as icsCheckEn } from '../../../base/i18n/en/ics-check.ts';
import { icsCheck as icsCheckFr } from '../../../base/i18n/fr/ics-check.ts';

/** The texts of all rules come with the page: the calendar does without them. */
export const addCheckTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { icsCheck: icsCheckEn }, true);
  i18next.addResourceBundle('fr', 'translation', { icsCheck: icsCheckFr }, true);
};
