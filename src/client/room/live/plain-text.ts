/** Control characters other than tab and line feed, and the marks that turn the direction of text around: rooms refuse them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const REFUSED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** A message as a room takes it: pasted text brings marks along that nobody sees and nobody meant. */
export const plainText = (typed: string): string => typed.replace(/\r\n?/g, '\n').replace(REFUSED, '').trim();
