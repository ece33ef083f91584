import { useState } from 'preact/hooks';
import { LANGUAGES } from '../../../../base/languages.ts';
import type { PhoneSettings } from '../../../../contract/http/phone.ts';
import { callApi } from '../../../shared/api.ts';
import { Field, TextField } from '../../../shared/field.tsx';
import { locale, t } from '../../../shared/language.ts';
import { SettingsForm } from '../settings-form.tsx';
import type { PartProps } from './part-props.ts';
import {
  countriesIn,
  OUT_LIMITS,
  PHONE_LIMITS,
  type PhoneTexts,
  readPhoneFields,
  writePhoneFields,
  wrongCountries,
} from './phone-fields.ts';
import { SafetyPart } from './safety-part.tsx';

interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

const Switch = ({ label, hint, on, onSwitch }: SwitchProps) => (
  <Field label={label} hint={hint} class="phone-switch">
    {(control) => (
      <input
        {...control}
        type="checkbox"
        role="switch"
        aria-checked={on}
        class="switch"
        checked={on}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    )}
  </Field>
);

const countryNames = (codes: readonly string[]): string => {
  const names = new Intl.DisplayNames(locale.value, { type: 'region' });
  const wrong = new Set(wrongCountries(codes));
  return new Intl.ListFormat(locale.value).format(
    codes.filter((code) => !wrong.has(code)).map((code) => names.of(code) ?? code),
  );
};

const CallsIn = ({ texts, onChange }: PartProps) => (
  <section class="card stack" aria-labelledby="telephone-in">
    <h2 id="telephone-in">{t('telephone.settings.general')}</h2>
    <Switch
      label={t('telephone.settings.enabled')}
      hint={t('telephone.settings.enabledHint')}
      on={texts.enabled}
      onSwitch={(enabled) => onChange({ enabled })}
    />
    <Field label={t('telephone.settings.language')} hint={t('telephone.settings.languageHint')}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={texts.language}
          onChange={({ currentTarget: { value } }) =>
            onChange({ language: LANGUAGES.find((language) => language === value) ?? texts.language })
          }
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {t(`common.languages.${language}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  </section>
);

const CallsOut = ({ texts, problems, onChange, trunk }: PartProps & { readonly trunk: boolean }) => {
  const countries = countriesIn(texts.countries);
  const shown = countryNames(countries);
  return (
    <section class="card stack" aria-labelledby="telephone-out">
      <h2 id="telephone-out">{t('telephone.settings.callsOut')}</h2>
      <p class="muted">{t('telephone.settings.callsOutText')}</p>
      {!trunk && <p class="notice">{t('telephone.settings.callsOutNone')}</p>}
      <Switch
        label={t('telephone.settings.callsOutEnabled')}
        on={texts.callsOut}
        onSwitch={(callsOut) => onChange({ callsOut })}
      />
      <TextField
        label={t('telephone.settings.countries')}
        hint={
          shown === '' ? t('telephone.settings.countriesHint') : t('telephone.settings.countriesShown', { list: shown })
        }
        autoCapitalize="characters"
        spellcheck={false}
        value={texts.countries}
        problem={
          problems.has('countries')
            ? t('telephone.settings.wrongCountries', { list: wrongCountries(countries).join(', ') })
            : undefined
        }
        onText={(text) => onChange({ countries: text })}
      />
      <TextField
        label={t('telephone.settings.ownNumber')}
        hint={t('telephone.settings.ownNumberHint')}
        type="tel"
        value={texts.ownNumber}
        problem={problems.has('ownNumber') ? t('telephone.settings.wrongPhone') : undefined}
        onText={(ownNumber) => onChange({ ownNumber })}
      />
      <div class="phone-limits">
        {OUT_LIMITS.map((name) => (
          <TextField
            key={name}
            label={t(`telephone.settings.${name}`)}
            inputMode="numeric"
            value={texts[name]}
            problem={
              problems.has(name)
                ? t('telephone.settings.wrongNumber', { lowest: 1, highest: PHONE_LIMITS[name] })
                : undefined
            }
            onText={(text) => onChange({ [name]: text })}
          />
        ))}
      </div>
    </section>
  );
};

const NO_PROBLEMS: ReadonlySet<keyof PhoneTexts> = new Set();

interface PhoneSettingsFormProps {
  readonly settings: PhoneSettings;
  /** Whether there is a provider that could be called through. */
  readonly trunk: boolean;
  readonly onSaved: (settings: PhoneSettings) => void;
}

/** Calls in and calls out, saved together. */
export const PhoneSettingsForm = ({ settings, trunk, onSaved }: PhoneSettingsFormProps) => {
  const [texts, setTexts] = useState(writePhoneFields(settings));
  const { wanted, wrong } = readPhoneFields(texts);

  const save = async (): Promise<void> => {
    const saved = await callApi<PhoneSettings>('PUT', '/admin/phone-settings', wanted);
    setTexts(writePhoneFields(saved));
    onSaved(saved);
  };

  const partOf = (checked: boolean): PartProps => ({
    texts,
    problems: checked ? wrong : NO_PROBLEMS,
    onChange: (change) => setTexts({ ...texts, ...change }),
  });
  return (
    <SettingsForm
      class="stack settings-cards"
      isRight={wrong.size === 0}
      save={save}
      action={t('telephone.settings.save')}
      saved={t('telephone.settings.saved')}
    >
      {(checked) => (
        <>
          <CallsIn {...partOf(checked)} />
          <CallsOut {...partOf(checked)} trunk={trunk} />
          <SafetyPart {...partOf(checked)} />
        </>
      )}
    </SettingsForm>
  );
};
