import { locale } from '../shared/language.ts';

/** "France" for `FR`; what is no country code stays as it is. */
export const countryName = (country: string): string => {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(locale.value, { type: 'region', fallback: 'code' }).of(country) ?? country;
};
