import i18next from 'i18next';
import { adminMeetings as adminMeetingsEn } from '../../../../base/i18n/en/admin-meetings.ts';
import { adminMeetings as adminMeetingsFr } from '../../../../base/i18n/fr/admin-meetings.ts';

/** The texts come with the page: the calendar does without them. */
export const addMeetingsTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { adminMeetings: adminMeetingsEn }, true);
  i18next.addResourceBundle('fr', 'translation', { adminMeetings: adminMeetingsFr }, true);
};
