import { ChevronRight } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import type { SettingsOfMeeting } from '../../../contract/http/meeting.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { Field } from '../../shared/field.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { NumberField } from './number-field.tsx';

interface MeetingSettingsProps {
  readonly settings: SettingsOfMeeting;
  readonly onChange: (settings: SettingsOfMeeting) => void;
}

const FEWEST = 2;

/** What is not as it is with most meetings, in a few words, so that a folded part hides nothing. */
const inShort = ({
  everyoneWaits,
  keepChat,
  participantsMax,
  recordingConsent,
  mailAfter,
}: SettingsOfMeeting): string =>
  [
    everyoneWaits && t('calendar.meetingSettings.shortWaits'),
    !keepChat && t('calendar.meetingSettings.shortChat'),
    recordingConsent && t('calendar.meetingSettings.shortConsent'),
    participantsMax < LIMITS.participants && t('calendar.meetingSettings.shortMost', { count: participantsMax }),
    mailAfter !== 'organizer' && t(`calendar.meetingSettings.shortMail.${mailAfter}`),
  ]
    .filter(Boolean)
    .join(' · ');

const Choice = ({
  name,
  settings,
  onChange,
}: MeetingSettingsProps & { readonly name: 'everyoneWaits' | 'keepChat' | 'recordingConsent' }) => (
  <label class="check">
    <input
      type="checkbox"
      name={name}
      checked={settings[name]}
      onChange={(input) => onChange({ ...settings, [name]: input.currentTarget.checked })}
    />
    <span>
      {t(`calendar.meetingSettings.${name}`)}
      <span class="field__hint editor__hint">{t(`calendar.meetingSettings.${name}Hint`)}</span>
    </span>
  </label>
);

const RECEIVERS = ['nobody', 'organizer', 'everyone'] as const;

/** Who is mailed what is left of the meeting. */
const MailAfter = ({ settings, onChange }: MeetingSettingsProps) => (
  <Field label={t('calendar.meetingSettings.mailAfter')}>
    {(control) => (
      <select
        class="input"
        name="mailAfter"
        {...control}
        value={settings.mailAfter}
        onChange={({ currentTarget }) => {
          const mailAfter = RECEIVERS.find((one) => one === currentTarget.value);
          if (mailAfter !== undefined) onChange({ ...settings, mailAfter });
        }}
      >
        {RECEIVERS.map((one) => (
          <option key={one} value={one}>
            {t(`calendar.meetingSettings.mailAfterTo.${one}`)}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** Who comes in how, what stays of the chat, and how many may be in: folded, since few meetings need it. */
export const MeetingSettings = ({ settings, onChange }: MeetingSettingsProps) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  const short = inShort(settings);
  return (
    <div class="meeting__settings">
      <button
        type="button"
        class="meeting__fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((before) => !before)}
      >
        <span class={`meeting__mark ${open ? 'meeting__mark--open' : ''}`}>
          <Icon of={ChevronRight} size={18} />
        </span>
        <span>
          {t('calendar.meetingSettings.heading')}
          {!open && short !== '' && <span class="meeting__short">{short}</span>}
        </span>
      </button>
      <div id={id} class="meeting__choices" hidden={!open}>
        {/* Gone while it is folded, and with it a number that is none: nobody is kept from saving by what they cannot see. */}
        {open && (
          <>
            <Choice name="everyoneWaits" settings={settings} onChange={onChange} />
            <Choice name="keepChat" settings={settings} onChange={onChange} />
            <Choice name="recordingConsent" settings={settings} onChange={onChange} />
            <MailAfter settings={settings} onChange={onChange} />
            <div class="meeting__most">
              <span aria-hidden="true">{t('calendar.meetingSettings.participantsMax')}</span>
              <NumberField
                label={t('calendar.meetingSettings.participantsMax')}
                value={settings.participantsMax}
                lowest={FEWEST}
                highest={LIMITS.participants}
                problem={t('calendar.meetingSettings.participantsMaxWrong', {
                  least: FEWEST,
                  most: LIMITS.participants,
                })}
                onChange={(participantsMax) => onChange({ ...settings, participantsMax })}
              />
            </div>
          </>
        )}
      </div>
    </div>
  );
};
