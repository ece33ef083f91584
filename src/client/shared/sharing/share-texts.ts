import i18next from 'i18next';
import { errors as errorsEn } from '../../../base/i18n/en/errors.ts';
import { sharing as sharingEn } from '../../../base/i18n/en/sharing.ts';
import { errors as errorsFr } from '../../../base/i18n/fr/errors.ts';
import { sharing as sharingFr } from '../../../base/i18n/fr/sharing.ts';

/** The texts of sharing come with its window: pages that show a document do without them. */
export const addShareTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { sharing: sharingEn, errors: errorsEn }, true);
  i18next.addResourceBundle('fr', 'translation', { sharing: sharingFr, errors: errorsFr }, true);
};
