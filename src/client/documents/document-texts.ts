import i18next from 'i18next';
import { documents as documentsEn, preview as previewEn } from '../../base/i18n/en/documents.ts';
import { documents as documentsFr, preview as previewFr } from '../../base/i18n/fr/documents.ts';

/** The texts come with the screen: the calendar does without them. */
export const addDocumentTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { documents: documentsEn, preview: previewEn }, true);
  i18next.addResourceBundle('fr', 'translation', { documents: documentsFr, preview: previewFr }, true);
};
