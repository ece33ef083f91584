import { dialledNumber } from '../../../../base/one-tap-dial.ts';
import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import { t } from '../../../shared/language.ts';
import { CopyButton } from '../copy-button.tsx';
import type { OpenRoom } from '../open-room.ts';
import { NameDialog } from './name-dialog.tsx';

interface CallerDialogProps {
  readonly room: OpenRoom;
  readonly person: ParticipantBody;
  readonly onClose: () => void;
}

const CallerNumber = ({ number }: { readonly number: string | undefined }) => {
  if (number === undefined) return <p class="muted">{t('room.people.callerWithheld')}</p>;
  return (
    <dl class="info">
      <div class="info__fact">
        <dt>{t('room.people.callerNumber')}</dt>
        <dd>
          <a class="info__value figures" href={`tel:${dialledNumber(number)}`}>
            {number}
          </a>
          <CopyButton what={t('room.people.callerNumber')} text={() => number} />
          <span class="info__note">{t('room.people.callerNumberNote')}</span>
        </dd>
      </div>
    </dl>
  );
};

/** Whence a telephone calls, and what its person is called: they have no keys to type a name themselves. */
export const CallerDialog = ({ room, person, onClose }: CallerDialogProps) => (
  <NameDialog
    heading={t('room.people.callerHeading')}
    label={t('room.people.callerName')}
    name={person.name}
    autocomplete="off"
    save={(name) => room.session.command('participant.rename', { id: person.id, name })}
    onClose={onClose}
  >
    <CallerNumber number={room.session.state.value.callers[person.id]} />
  </NameDialog>
);
