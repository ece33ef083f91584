import i18next from 'i18next';
import { services as servicesEn } from '../../../../base/i18n/en/services.ts';
import { services as servicesFr } from '../../../../base/i18n/fr/services.ts';

/** The texts come with the pages: the calendar does without them. */
export const addServiceTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { services: servicesEn }, true);
  i18next.addResourceBundle('fr', 'translation', { services: servicesFr }, true);
};
