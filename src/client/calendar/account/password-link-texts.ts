import i18next from 'i18next';
import { passwordLinks as passwordLinksEn } from '../../../base/i18n/en/password-links.ts';
import { passwordLinks as passwordLinksFr } from '../../../base/i18n/fr/password-links.ts';

/** The texts come with the pages: who signs in does without them. */
export const addPasswordLinkTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { passwordLinks: passwordLinksEn }, true);
  i18next.addResourceBundle('fr', 'translation', { passwordLinks: passwordLinksFr }, true);
};
