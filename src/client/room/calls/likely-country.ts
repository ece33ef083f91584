/** What of a browser tells where its person is. */
export interface Whereabouts {
  readonly languages: readonly string[];
  readonly timeZone: string;
}

type WithZones = Intl.Locale & { readonly timeZones?: readonly string[]; getTimeZones?(): readonly string[] };

/** Not every browser knows them. */
const zonesOf = (country: string): readonly string[] => {
  const locale: WithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
};

const regionOf = (language: string): string | undefined => {
  try {
    return new Intl.Locale(language).region;
  } catch {
    return undefined;
  }
};

/** The region of a page in French or English, where nothing else is known. */
const USUAL: Readonly<Record<string, string>> = { fr: 'FR', en: 'GB' };

/** In which of these countries a number probably is: that of the clock, else that of the language, else the first. */
export const likelyCountry = (countries: readonly string[], { languages, timeZone }: Whereabouts): string => {
  const known = new Set(countries);
  const regions = languages.map(regionOf).filter((region) => region !== undefined);
  const usual = languages.map((language) => USUAL[language.slice(0, 2)] ?? '');
  const byZone = countries.filter((country) => zonesOf(country).includes(timeZone));
  // Some zones are shared: of their countries the one that is spoken of.
  const zone = byZone.find((country) => [...regions, ...usual].includes(country)) ?? byZone[0];
  return (zone ?? [...regions, ...usual].find((region) => known.has(region))) || (countries[0] ?? '');
};
