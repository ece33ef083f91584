import i18next from 'i18next';
import { signInSettings as english } from '../../../../base/i18n/en/sign-in-settings.ts';
import { signInSettings as french } from '../../../../base/i18n/fr/sign-in-settings.ts';

/** The texts come with the page: the calendar does without them. */
export const addSignInSettingsTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { signInSettings: english }, true);
  i18next.addResourceBundle('fr', 'translation', { signInSettings: french }, true);
};
