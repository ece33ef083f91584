import './number-field.css';
import { CALLING_CODES } from '../../../base/calling-codes.ts';
import { Field, TextField } from '../../shared/field.tsx';
import { locale, t } from '../../shared/language.ts';
import { countryName } from '../country-name.ts';
import type { TypedNumber } from './typed-number.ts';

interface NumberFieldProps {
  readonly value: TypedNumber;
  readonly onChange: (value: TypedNumber) => void;
  /** That may be called; empty: not known yet, so all. */
  readonly countries: readonly string[];
  readonly problem: string | undefined;
  /** Fills in the number of who sits here. */
  readonly own?: boolean;
}

const byName = (countries: Iterable<string>): ReadonlyArray<readonly [string, string]> =>
  [...countries]
    .map((country) => [country, countryName(country)] as const)
    .sort(([, left], [, right]) => left.localeCompare(right, locale.value));

/** A telephone number with its country. */
export const NumberField = ({ value, onChange, countries, problem, own = false }: NumberFieldProps) => (
  <div class="number-field">
    <Field label={t('door.call.country')}>
      {(control) => (
        <select
          {...control}
          class="input"
          name="country"
          value={value.country}
          onChange={(event) => onChange({ ...value, country: event.currentTarget.value })}
        >
          {byName(countries.length > 0 ? countries : CALLING_CODES.keys()).map(([country, name]) => (
            <option key={country} value={country}>
              {name} (+{CALLING_CODES.get(country)})
            </option>
          ))}
        </select>
      )}
    </Field>
    <TextField
      label={t('door.call.number')}
      name="number"
      type="tel"
      class="input figures"
      autocomplete={own ? 'tel' : 'off'}
      maxLength={30}
      value={value.digits}
      problem={problem}
      onText={(digits) => onChange({ ...value, digits })}
    />
  </div>
);
