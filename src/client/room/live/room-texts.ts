import i18next from 'i18next';
import { room as roomEn } from '../../../base/i18n/en/room.ts';
import { room as roomFr } from '../../../base/i18n/fr/room.ts';

/** The room's texts come with the room: the door does without them. */
export const addRoomTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { room: roomEn }, true);
  i18next.addResourceBundle('fr', 'translation', { room: roomFr }, true);
};
