import type { GuestRights, MeetingPolicy } from '../../../../contract/http/meeting-policy.ts';
import type { MeetingSettings } from '../../../../contract/http/settings.ts';
import { Field, TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { followLink } from '../../shell/navigation.ts';
import { OPENINGS, type PolicyProblem, type PolicyTexts } from './policy-fields.ts';

export interface PolicyPartProps {
  readonly texts: PolicyTexts;
  /** What to say under each field that cannot be taken. */
  readonly problemOf: (field: PolicyProblem) => string | undefined;
  readonly onChange: (change: Partial<PolicyTexts>) => void;
}

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onSwitch: (on: boolean) => void;
}

const Switch = ({ label, hint, on, disabled = false, onSwitch }: SwitchProps) => (
  <Field label={label} hint={hint} class="policy-switch">
    {(control) => (
      <input
        {...control}
        type="checkbox"
        role="switch"
        class="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    )}
  </Field>
);

/** Under which numbers the conference service is reached. */
export const NumbersPart = ({
  texts,
  problemOf,
  onChange,
  sipDomain,
  numbers,
}: PolicyPartProps & {
  readonly sipDomain: string | undefined;
  readonly numbers: MeetingSettings['phoneNumbers'];
}) => (
  <section class="card stack" aria-labelledby="policy-numbers">
    <h2 id="policy-numbers">{t('services.webmeeting.numbers')}</h2>
    <TextField
      label={t('services.webmeeting.sipUser')}
      hint={`${
        sipDomain === undefined
          ? t('services.webmeeting.sipNone')
          : t('services.webmeeting.sipShown', { address: `sip:${texts.sipUser.trim().toLowerCase()}@${sipDomain}` })
      } ${t('services.webmeeting.sipUserHint')}`}
      autoCapitalize="none"
      spellcheck={false}
      value={texts.sipUser}
      problem={problemOf('sipUser')}
      onText={(sipUser) => onChange({ sipUser })}
    />
    <div>
      <h3 class="policy-subhead">{t('services.webmeeting.pstn')}</h3>
      {numbers.length === 0 ? (
        <p class="muted">{t('services.webmeeting.pstnNone')}</p>
      ) : (
        <ul class="policy-numbers figures">
          {numbers.map(({ country, number }) => (
            <li key={`${country} ${number}`}>
              <span class="badge">{country}</span> {number}
            </li>
          ))}
        </ul>
      )}
      <a href="/admin/telephone" onClick={followLink}>
        {t('services.webmeeting.toTelephone')}
      </a>
    </div>
  </section>
);

const LOBBIES: ReadonlyArray<MeetingPolicy['lobby']> = ['keys-enter', 'everyone-waits', 'always'];

const openingText = (minutes: number | null): string =>
  minutes === null ? t('services.webmeeting.opensAny') : t('services.webmeeting.opensBefore', { count: minutes });

/** Who waits, and when meetings open. */
export const EntryPart = ({ texts, onChange }: PolicyPartProps) => {
  const { lobby, pinRequired, opensBeforeMinutes } = texts;
  const openings = [...new Set([...OPENINGS, ...(opensBeforeMinutes === null ? [] : [opensBeforeMinutes])])].sort(
    (one, other) => one - other,
  );
  return (
    <section class="card stack" aria-labelledby="policy-entry">
      <h2 id="policy-entry">{t('services.webmeeting.entry')}</h2>
      <Field label={t('services.webmeeting.lobby')} hint={t('services.webmeeting.lobbyHint')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={lobby}
            onChange={({ currentTarget: { value } }) =>
              onChange({ lobby: LOBBIES.find((one) => one === value) ?? lobby })
            }
          >
            {LOBBIES.map((one) => (
              <option key={one} value={one}>
                {t(`services.webmeeting.lobbies.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Switch
        label={t('services.webmeeting.pinRequired')}
        hint={t('services.webmeeting.pinRequiredHint')}
        on={pinRequired}
        onSwitch={(on) => onChange({ pinRequired: on })}
      />
      <Field label={t('services.webmeeting.opens')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={String(opensBeforeMinutes)}
            onChange={({ currentTarget: { value } }) =>
              onChange({ opensBeforeMinutes: value === 'null' ? null : Number(value) })
            }
          >
            {[null, ...openings].map((minutes) => (
              <option key={String(minutes)} value={String(minutes)}>
                {openingText(minutes)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </section>
  );
};

export const CapacityPart = ({ texts, problemOf, onChange }: PolicyPartProps) => (
  <section class="card stack" aria-labelledby="policy-capacity">
    <h2 id="policy-capacity">{t('services.webmeeting.capacity')}</h2>
    <div class="policy-pair">
      {(['participantsMax', 'roomsMax'] as const).map((name) => (
        <TextField
          key={name}
          label={t(`services.webmeeting.${name}`)}
          hint={t(
            name === 'participantsMax' ? 'services.webmeeting.participantsHint' : 'services.webmeeting.roomsHint',
          )}
          inputMode="numeric"
          value={texts[name]}
          problem={problemOf(name)}
          onText={(text) => onChange({ [name]: text })}
        />
      ))}
    </div>
  </section>
);

const RIGHTS: ReadonlyArray<keyof GuestRights> = ['speak', 'chat', 'privateChat', 'files', 'seePeople'];
/** Nothing without the chat that they are part of. */
const NEEDS_CHAT: ReadonlySet<keyof GuestRights> = new Set(['privateChat', 'files'] as const);

export const GuestsPart = ({ texts: { guests }, onChange }: PolicyPartProps) => (
  <section class="card stack" aria-labelledby="policy-guests">
    <h2 id="policy-guests">{t('services.webmeeting.guests')}</h2>
    <p class="muted">{t('services.webmeeting.guestsText')}</p>
    {RIGHTS.map((right) => (
      <Switch
        key={right}
        label={t(`services.webmeeting.rights.${right}`)}
        hint={t(`services.webmeeting.rights.${right}Hint`)}
        on={guests[right] && (guests.chat || !NEEDS_CHAT.has(right))}
        disabled={!guests.chat && NEEDS_CHAT.has(right)}
        onSwitch={(on) => onChange({ guests: { ...guests, [right]: on } })}
      />
    ))}
  </section>
);
