import i18next from 'i18next';
import { room as roomEn } from '../../../base/i18n/en/room.ts';
import { roomCalls as callsEn } from '../../../base/i18n/en/room-calls.ts';
import { room as roomFr } from '../../../base/i18n/fr/room.ts';
import { roomCalls as callsFr } from '../../../base/i18n/fr/room-calls.ts';

/** The room's texts come with the room: the door does without them. */
export const addRoomTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { room: roomEn, roomCalls: callsEn }, true);
  i18next.addResourceBundle('fr', 'translation', { room: roomFr, roomCalls: callsFr }, true);
};
