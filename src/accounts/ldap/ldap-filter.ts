/** RFC 4515 3: what would mean something in a filter is written as its octet. */
const escapeValue = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is one of the characters that must be escaped
  text.replace(/[\\*()\u0000]/g, (one) => `\\${one.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The administrator's filter with what somebody typed in its place, wherever it stands; what they typed stays a value. */
export const fillFilter = (template: string, place: '{login}' | '{dn}', value: string): string =>
  template.replaceAll(place, () => escapeValue(value));

/**
 * The administrator's filter for whatever may be typed. Where what is typed is compared in another way than by `=`, a `*` would be a
 * sign like any other: then there is nothing to narrow by.
 */
export const widenFilter = (template: string): string =>
  /[:~<>]=[^()]*\{login\}/.test(template) ? '(objectClass=*)' : template.replaceAll('{login}', '*');
