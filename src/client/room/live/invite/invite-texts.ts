import i18next from 'i18next';
import { errors as errorsEn } from '../../../../base/i18n/en/errors.ts';
import { roomInvite as inviteEn } from '../../../../base/i18n/en/room-invite.ts';
import { errors as errorsFr } from '../../../../base/i18n/fr/errors.ts';
import { roomInvite as inviteFr } from '../../../../base/i18n/fr/room-invite.ts';

/** The texts come with the window: the room does without them. */
export const addInviteTexts = (): void => {
  i18next.addResourceBundle('en', 'translation', { roomInvite: inviteEn, errors: errorsEn }, true);
  i18next.addResourceBundle('fr', 'translation', { roomInvite: inviteFr, errors: errorsFr }, true);
};
