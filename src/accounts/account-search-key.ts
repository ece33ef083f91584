/** Lower case, without accents, one blank between words. */
const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** By what people find an account and in which order they see it: each word of name and address stands behind a blank. */
export const accountSearchKey = (name: string, email: string): string => ` ${folded(name)} ${folded(email)}`;

/** What a text that is searched for has to be the beginning of. */
export const accountSearchWords = (search: string): string[] =>
  folded(search)
    .split(' ')
    .filter((word) => word !== '');
