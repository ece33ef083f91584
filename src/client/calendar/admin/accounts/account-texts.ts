import i18next from 'i18next';
import { accounts as accountsEn } from '../../../../base/i18n/en/accounts.ts';
import { accounts as accountsFr } from '../../../../base/i18n/fr/accounts.ts';

/** The texts come with the page: the calendar does without them. */
export const addAccountTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { accounts: accountsEn }, true);
  i18next.addResourceBundle('fr', 'translation', { accounts: accountsFr }, true);
};
