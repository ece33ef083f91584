import i18next from 'i18next';
import { audit as auditEn } from '../../../../base/i18n/en/audit.ts';
import { audit as auditFr } from '../../../../base/i18n/fr/audit.ts';

/** The texts come with the page: the calendar does without them. */
export const addAuditTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { audit: auditEn }, true);
  i18next.addResourceBundle('fr', 'translation', { audit: auditFr }, true);
};
