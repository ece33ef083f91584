import i18next from 'i18next';
import { audit as auditEn } from '../../../../base/i18n/en/audit.ts';
import { audit as auditFr } from '../../../../base/i18n/fr/audit.ts';
import { addServiceTexts } from '../services/service-texts.ts';
import { addTelephoneTexts } from '../telephone/telephone-texts.ts';
import { addIntegrationTexts } from '../webhooks/integration-texts.ts';

/** The texts come with the page: the calendar does without them. Lines name services, prompts and scopes. */
export const addAuditTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { audit: auditEn }, true);
  i18next.addResourceBundle('fr', 'translation', { audit: auditFr }, true);
  addServiceTexts();
  addTelephoneTexts();
  addIntegrationTexts();
};
