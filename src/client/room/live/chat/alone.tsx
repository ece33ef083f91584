import { groupDigits } from '../../../../base/text.ts';
import { t } from '../../../shared/language.ts';
import { CopyButton } from '../copy-button.tsx';
import { invitationText } from '../invitation-text.ts';
import type { RoomState } from '../room-state.ts';

/** Nobody else is there: how the others come in. */
export const Alone = ({ meeting }: { readonly meeting: NonNullable<RoomState['meeting']> }) => (
  <section class="alone">
    <h3>{t('room.alone.heading')}</h3>
    <p class="muted">{t(meeting.pin === undefined ? 'room.alone.textNoPin' : 'room.alone.text')}</p>
    {meeting.pin !== undefined && (
      <dl class="facts">
        <div>
          <dt>{t('room.info.id')}</dt>
          <dd class="figures">{groupDigits(meeting.id)}</dd>
        </div>
        <div>
          <dt>{t('room.info.pin')}</dt>
          <dd class="figures">{groupDigits(meeting.pin)}</dd>
        </div>
      </dl>
    )}
    <div>
      <CopyButton what={t('room.info.invite')} text={() => invitationText(meeting)}>
        {t('room.alone.invite')}
      </CopyButton>
    </div>
  </section>
);
