import { LANGUAGES, type Language } from '../../../base/languages.ts';
import { Field } from '../../shared/field.tsx';
import { formatZone } from '../../shared/format-date.ts';
import { language, setLanguage, t } from '../../shared/language.ts';

interface LanguageFieldProps {
  readonly value?: Language;
  readonly onChange?: (language: Language) => void;
}

/** The language of the screen; without `onChange` a choice takes effect at once. */
export const LanguageField = ({ value = language.value, onChange = setLanguage }: LanguageFieldProps) => (
  <Field label={t('common.language')}>
    {(control) => (
      <select
        {...control}
        class="input"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as Language)}
      >
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code}>
            {t(`common.languages.${code}`)}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface ZoneFieldProps {
  readonly value: string;
  readonly onChange: (timeZone: string) => void;
  readonly label?: string;
  readonly labelUnseen?: boolean;
  /** What the choice of no zone (empty) is called; absent: there is no such choice. */
  readonly none?: string;
  readonly problem?: string | undefined;
}

/** Every zone that the browser knows, by continent; the chosen one is there even when the browser does not list it. */
const zonesByContinent = (chosen: string): ReadonlyMap<string, readonly string[]> => {
  const continents = new Map<string, string[]>();
  for (const zone of [
    ...new Set([...Intl.supportedValuesOf('timeZone'), ...(chosen === '' ? [] : [chosen]), 'UTC']),
  ].sort()) {
    const continent = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'UTC';
    continents.set(continent, [...(continents.get(continent) ?? []), zone]);
  }
  return continents;
};

const cityOf = (zone: string): string =>
  zone
    .slice(zone.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ' – ');

export const ZoneField = ({
  value,
  onChange,
  label = t('common.timeZone'),
  labelUnseen = false,
  none,
  problem,
}: ZoneFieldProps) => (
  <Field label={label} labelUnseen={labelUnseen} problem={problem}>
    {(control) => (
      <select {...control} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {[...zonesByContinent(value)].map(([continent, zones]) => (
          <optgroup key={continent} label={continent}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone === value ? formatZone(zone, Date.now()) : cityOf(zone)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    )}
  </Field>
);
