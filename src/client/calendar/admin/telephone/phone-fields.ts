import type { PhoneSettings } from '../../../../contract/http/phone.ts';

type OutLimit = 'perHour' | 'perHourInAll' | 'atOnce' | 'longestMinutes';
type Limit = OutLimit | 'callsMax';

/** `phoneSettingsSchema` of the contract. */
export const PHONE_LIMITS: Readonly<Record<Limit, number>> = {
  perHour: 1_000,
  perHourInAll: 10_000,
  atOnce: 1_000,
  longestMinutes: 1_440,
  callsMax: 1_000,
};
export const OUT_LIMITS: readonly OutLimit[] = ['perHour', 'perHourInAll', 'atOnce', 'longestMinutes'];

const PHONE_NUMBER = /^\+[1-9][0-9 ]{4,22}[0-9]$/;
export const isPhoneNumber = (text: string): boolean => PHONE_NUMBER.test(text);

const CERTIFICATE = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;
/** Whether it looks like an address or a network; the server knows for certain. */
const isNetwork = (text: string): boolean =>
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(?:\/\d{1,3})?$/i.test(text);

/** What stands in the fields. */
export interface PhoneTexts extends Readonly<Record<Limit, string>> {
  readonly enabled: boolean;
  readonly language: PhoneSettings['language'];
  readonly ownNumber: string;
  readonly callsOut: boolean;
  readonly countries: string;
  readonly allowedNetworks: string;
  readonly trunkCa: string;
}

export const writePhoneFields = ({ callsOut, ...settings }: PhoneSettings): PhoneTexts => ({
  ...settings,
  callsOut: callsOut.enabled,
  countries: callsOut.countries.join(', '),
  perHour: String(callsOut.perHour),
  perHourInAll: String(callsOut.perHourInAll),
  atOnce: String(callsOut.atOnce),
  longestMinutes: String(callsOut.longestMinutes),
  callsMax: String(settings.callsMax),
  allowedNetworks: settings.allowedNetworks.join('\n'),
});

export const countriesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((one) => one !== ''),
  ),
];

/** Codes that no country has; which there are the browser's own names say. */
export const wrongCountries = (countries: readonly string[]): readonly string[] => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return countries.filter((code) => !/^[A-Z]{2}$/.test(code) || names.of(code) === undefined);
};

const numberIn = (text: string, most: number): number | undefined => {
  const trimmed = text.trim();
  const number = Number(trimmed);
  return /^\d{1,5}$/.test(trimmed) && number >= 1 && number <= most ? number : undefined;
};

/** The settings that the fields say, and which of them cannot be taken. */
export const readPhoneFields = (
  texts: PhoneTexts,
): { readonly wanted: PhoneSettings; readonly wrong: ReadonlySet<keyof PhoneTexts> } => {
  const wrong = new Set<keyof PhoneTexts>();
  const limit = (name: Limit): number => {
    const number = numberIn(texts[name], PHONE_LIMITS[name]);
    if (number === undefined) wrong.add(name);
    return number ?? 1;
  };
  const ownNumber = texts.ownNumber.trim();
  if (ownNumber !== '' && !isPhoneNumber(ownNumber)) wrong.add('ownNumber');
  const countries = countriesIn(texts.countries);
  if (wrongCountries(countries).length > 0) wrong.add('countries');
  const allowedNetworks = texts.allowedNetworks.split(/[\s,;]+/).filter((one) => one !== '');
  if (!allowedNetworks.every(isNetwork)) wrong.add('allowedNetworks');
  const trunkCa = texts.trunkCa.trim();
  if (trunkCa !== '' && !CERTIFICATE.test(trunkCa)) wrong.add('trunkCa');
  const wanted: PhoneSettings = {
    enabled: texts.enabled,
    language: texts.language,
    ownNumber,
    callsOut: {
      enabled: texts.callsOut,
      countries: [...countries],
      perHour: limit('perHour'),
      perHourInAll: limit('perHourInAll'),
      atOnce: limit('atOnce'),
      longestMinutes: limit('longestMinutes'),
    },
    callsMax: limit('callsMax'),
    allowedNetworks,
    trunkCa,
  };
  return { wanted, wrong };
};
