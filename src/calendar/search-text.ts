/** Lower case, without accents, one blank between words: what is searched and what is searched for. */
export const searchText = (...parts: readonly string[]): string =>
  parts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

export const searchWords = (text: string): string[] =>
  searchText(text)
    .split(' ')
    .filter((word) => word !== '');
