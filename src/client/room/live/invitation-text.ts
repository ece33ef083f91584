import { oneTapDial } from '../../../base/one-tap-dial.ts';
import { groupDigits } from '../../../base/text.ts';
import type { Welcome } from '../../../contract/room/room-state.ts';
import { t } from '../../shared/language.ts';
import { countryName } from '../country-name.ts';

/** What *Invite* copies: everything that somebody needs to come in, one thing a line. */
export const invitationText = (meeting: Welcome['meeting']): string => {
  const { id, title, joinUrl, pin, sipUri, phoneNumbers } = meeting;
  const phones = [
    ...phoneNumbers.map(
      ({ country, number }) =>
        `${t('room.invitation.phone', { number, country: countryName(country) })} ${oneTapDial(number, id, pin).text}`,
    ),
    ...(sipUri === undefined ? [] : [t('room.invitation.voip', { address: sipUri.replace(/^sip:/, '') })]),
  ];
  return [
    ...(title === '' ? [] : [title]),
    `${t('room.invitation.heading')}`,
    joinUrl,
    '',
    t('room.invitation.id', { id: groupDigits(id) }),
    ...(pin === undefined ? [] : [t('room.invitation.pin', { pin: groupDigits(pin) })]),
    ...phones,
    ...(phones.length === 0 ? [] : [t('room.invitation.callId', { id: groupDigits(id) })]),
    '',
    t('room.invitation.headset'),
  ].join('\n');
};
