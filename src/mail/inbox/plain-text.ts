/** Control characters but line feed and tab, what turns the direction of text around, halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** Foreign text without control characters; line feeds. */
export const plainText = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(UNWANTED, '');

/** The same as one line, at most so long. */
export const plainLine = (text: string, longest: number): string =>
  plainText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');
