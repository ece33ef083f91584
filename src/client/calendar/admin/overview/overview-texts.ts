import i18next from 'i18next';
import { overview as overviewEn } from '../../../../base/i18n/en/overview.ts';
import { overview as overviewFr } from '../../../../base/i18n/fr/overview.ts';

/** The texts come with the page: the calendar does without them. */
export const addOverviewTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { overview: overviewEn }, true);
  i18next.addResourceBundle('fr', 'translation', { overview: overviewFr }, true);
};
