import { WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** CLDR's windowsZones: Windows' names of zones and the IANA zone of each where no country is said (territory 001). */
const namesToIana = (): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const { windowsName, territory, iana } of WINDOWS_TO_IANA_MAP) {
    const [first] = iana;
    if (territory === '001' && first !== undefined) names.set(windowsName.toLowerCase(), first);
  }
  return names;
};

let names: ReadonlyMap<string, string> | undefined;

/** Every IANA zone that is the usual one of a Windows zone. */
export const windowsZones = (): Iterable<string> => {
  names ??= namesToIana();
  return new Set(names.values());
};

/** `Romance Standard Time` is Europe/Paris. */
export const windowsZone = (name: string): string | undefined => {
  names ??= namesToIana();
  return names.get(name.toLowerCase());
};
