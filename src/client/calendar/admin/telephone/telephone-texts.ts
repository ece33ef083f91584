import i18next from 'i18next';
import { telephone as telephoneEn } from '../../../../base/i18n/en/telephone.ts';
import { telephone as telephoneFr } from '../../../../base/i18n/fr/telephone.ts';

/** The texts come with the page: the calendar does without them. */
export const addTelephoneTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { telephone: telephoneEn }, true);
  i18next.addResourceBundle('fr', 'translation', { telephone: telephoneFr }, true);
};
