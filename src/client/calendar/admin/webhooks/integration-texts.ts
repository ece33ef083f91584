import i18next from 'i18next';
import { integrations as integrationsEn } from '../../../../base/i18n/en/integrations.ts';
import { integrations as integrationsFr } from '../../../../base/i18n/fr/integrations.ts';

/** The texts come with the parts that use them: the calendar does without. */
export const addIntegrationTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { integrations: integrationsEn }, true);
  i18next.addResourceBundle('fr', 'translation', { integrations: integrationsFr }, true);
};
