/** Control characters, line and paragraph separators, and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNPRINTABLE_BUT_BREAKS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/u;

const LONE_SURROGATE = /\p{Surrogate}/u;

export const isSingleLine = (text: string): boolean => !UNPRINTABLE.test(text) && !LONE_SURROGATE.test(text);

/** True for text whose only control characters are tab and line feed. */
export const isPlainText = (text: string): boolean => !UNPRINTABLE_BUT_BREAKS.test(text) && !LONE_SURROGATE.test(text);

/** RFC 5321 4.1.2 `Mailbox` with a dot-atom local part and a DNS name: one address, no display name, no comment, no list. */
const MAILBOX =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64})*@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*$/;

export const isMailbox = (text: string): boolean => {
  if (text.length > 254 || !MAILBOX.test(text)) return false;
  const at = text.lastIndexOf('@');
  const labels = text.slice(at + 1).split('.');
  return at <= 64 && labels.every((label) => !label.startsWith('-') && !label.endsWith('-'));
};

/** 351354086 as 351 354 086, the way that IDs are shown and read out. */
export const groupDigits = (id: string): string => id.replace(/(\d{3})(?=\d)/g, '$1 ');

/** 12345678 as 1234 5678: the PIN of one person on the telephone. */
export const groupPhonePin = (pin: string): string => pin.replace(/(\d{4})(?=\d)/g, '$1 ');
