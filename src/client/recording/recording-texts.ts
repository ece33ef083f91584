import i18next from 'i18next';
import { recording as recordingEn } from '../../base/i18n/en/recording.ts';
import { recording as recordingFr } from '../../base/i18n/fr/recording.ts';

/** The texts come with the view: a page that shows something else does without them. */
export const addRecordingTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { recording: recordingEn }, true);
  i18next.addResourceBundle('fr', 'translation', { recording: recordingFr }, true);
};
