/** U+00A0: French keeps `;`, `:`, `!`, `?` and guillemets on the line of their word. */
const NO_BREAK_SPACE = '\u00a0';

const setText = (text: string): string =>
  text.replace(/ (?=[;:!?»])/g, NO_BREAK_SPACE).replace(/(?<=«) /g, NO_BREAK_SPACE);

/** The same texts with the spaces of French typography, so that they can be written with the space bar. */
export const frenchSpacing = <Texts extends object>(texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? setText(value) : frenchSpacing(value as object),
    ]),
  ) as Texts;
