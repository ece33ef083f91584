import { MailPlus, PhoneOutgoing } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { oneTapDial } from '../../../base/one-tap-dial.ts';
import { groupDigits } from '../../../base/text.ts';
import type { Welcome } from '../../../contract/room/room-state.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { countryName } from '../country-name.ts';
import { CopyButton } from './copy-button.tsx';
import { invitationText } from './invitation-text.ts';

interface FactProps {
  readonly label: string;
  readonly copy?: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

const Fact = ({ label, copy, note, children }: FactProps) => (
  <div class="info__fact">
    <dt>{label}</dt>
    <dd>
      <span class="info__value">{children}</span>
      {copy !== undefined && <CopyButton what={label} text={() => copy} />}
      {note !== undefined && <span class="info__note">{note}</span>}
    </dd>
  </div>
);

interface InfoDialogProps {
  readonly meeting: Welcome['meeting'];
  readonly onClose: () => void;
  /** For those who may mail invitations. */
  readonly onInvite: (() => void) | undefined;
  /** For those who may have somebody called. */
  readonly onCall: (() => void) | undefined;
}

/** The information window: every way into this meeting, and *Invite*. */
export const InfoDialog = ({ meeting, onClose, onInvite, onCall }: InfoDialogProps) => {
  const { id, title, joinUrl, pin, sipUri, phoneNumbers, organizerName } = meeting;
  const byPhone = sipUri !== undefined || phoneNumbers.length > 0;
  return (
    <Dialog title={t('room.info.heading')} onClose={onClose}>
      <dl class="info">
        {title !== '' && <Fact label={t('room.info.title')}>{title}</Fact>}
        <Fact label={t('room.info.organizer')}>{organizerName}</Fact>
        <Fact label={t('room.info.link')} copy={joinUrl}>
          <a href={joinUrl} target="_blank" rel="noopener noreferrer">
            {joinUrl.replace(/^https?:\/\//, '')}
          </a>
        </Fact>
        <Fact label={t('room.info.id')} copy={id}>
          <span class="figures">{groupDigits(id)}</span>
        </Fact>
        {pin !== undefined && (
          <Fact label={t('room.info.pin')} copy={pin} note={t('room.info.pinNote')}>
            <span class="figures">{groupDigits(pin)}</span>
          </Fact>
        )}
        {sipUri !== undefined && (
          <Fact label={t('room.info.voip')} copy={sipUri.replace(/^sip:/, '')}>
            {sipUri.replace(/^sip:/, '')}
          </Fact>
        )}
        {phoneNumbers.map(({ country, number }) => (
          <Fact key={number} label={`${t('room.info.phone')} (${countryName(country)})`} copy={number}>
            <a class="figures" href={oneTapDial(number, id, pin).href} title={t('room.info.oneTap')}>
              {number}
            </a>
          </Fact>
        ))}
        {byPhone && (
          <Fact
            label={t('room.info.callId')}
            note={t(pin === undefined ? 'room.info.phonePinNote' : 'room.info.oneTapNote')}
          >
            <span class="figures">{groupDigits(id)}</span>
          </Fact>
        )}
      </dl>
      <div class="stack stack--tight">
        {onInvite && (
          <Button kind="primary" wide icon={MailPlus} onClick={onInvite}>
            {t('room.info.inviteByMail')}
          </Button>
        )}
        {onCall && (
          <Button wide icon={PhoneOutgoing} onClick={onCall}>
            {t('roomCalls.menu')}
          </Button>
        )}
        <CopyButton
          kind={onInvite ? 'plain' : 'primary'}
          wide
          what={t('room.info.invite')}
          text={() => invitationText(meeting)}
        >
          {t('room.info.invite')}
        </CopyButton>
        <p class="muted small">{t('room.info.inviteHint')}</p>
      </div>
    </Dialog>
  );
};
