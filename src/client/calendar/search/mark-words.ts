/** A piece of a text; marked where it is one of the words that were looked for. */
export interface MarkedPart {
  readonly text: string;
  readonly marked: boolean;
}

/** Lower case without accents: how words are compared. */
const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The folded text, and for each of its code units the place in the text that it came from. */
const foldWithPlaces = (text: string): { readonly folded: string; readonly places: readonly number[] } => {
  let folded = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const plain = fold(character);
    folded += plain;
    for (let unit = 0; unit < plain.length; unit += 1) places.push(place);
    place += character.length;
  }
  places.push(text.length);
  return { folded, places };
};

export const wordsOf = (query: string): string[] => fold(query).split(/\s+/).filter(Boolean);

/** The text in pieces, those marked that are words of `query`, whatever their case and accents. */
export const markWords = (text: string, query: string): MarkedPart[] => {
  const { folded, places } = foldWithPlaces(text);
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of wordsOf(query)) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      marked.fill(true, places[at] ?? 0, places[at + word.length] ?? text.length);
    }
  }
  const parts: { text: string; marked: boolean }[] = [];
  for (let unit = 0; unit < text.length; unit += 1) {
    const last = parts.at(-1);
    if (last && last.marked === marked[unit]) last.text += text[unit];
    else parts.push({ text: text[unit] ?? '', marked: marked[unit] ?? false });
  }
  return parts;
};

/** Whether any of the words is in the text. */
export const hasWord = (text: string, query: string): boolean => {
  const folded = fold(text);
  return wordsOf(query).some((word) => folded.includes(word));
};
