import { Phone } from 'lucide-preact';
import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

interface PhoneFactProps {
  readonly person: Pick<ParticipantBody, 'name' | 'caller'>;
  /** The whole number, for those who are told. */
  readonly number: string | undefined;
}

/** That somebody is on a telephone, and on which: a line of its own, since numbers are long. */
export const PhoneFact = ({ person, number }: PhoneFactProps) => {
  const shown = number ?? person.caller;
  // Whose name is their number has it said once.
  if (shown === undefined || shown === person.name)
    return (
      <>
        <Icon of={Phone} size={12} /> {t('room.people.phone')}
        {' · '}
      </>
    );
  return (
    <span class="person__number">
      <Icon of={Phone} size={12} /> <span class="unseen">{t('room.people.phone')} </span>
      <bdi title={shown}>{shown}</bdi>
      <span class="unseen"> · </span>
    </span>
  );
};
