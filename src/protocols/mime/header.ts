/** C0, DEL, C1, the separators of lines and paragraphs, halves of surrogate pairs: none may come into a header. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu;
const ASCII = /^[\u0020-\u007e]*$/;

/**
 * RFC 2047 2: a line with an encoded word has at most 76 characters. 39 octets are 52 in base64; `=?UTF-8?B?`, `?=` and the longest
 * of our names of headers fit beside them.
 */
const WORD_OCTETS = 39;
/** RFC 5322 2.1.1: lines should not be longer. */
const LINE_LENGTH = 76;

/** One line without control characters: line breaks, with which a value would begin a header of its own, become spaces. */
export const headerText = (text: string): string => text.replace(FORBIDDEN, ' ').replace(/ {2,}/g, ' ').trim();

const encodedWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

/** RFC 2047: the text as encoded words, each whole characters. */
const encodeWords = (text: string): string => {
  const words: string[] = [];
  let word = '';
  let octets = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (octets + size > WORD_OCTETS) {
      words.push(encodedWord(word));
      word = '';
      octets = 0;
    }
    word += character;
    octets += size;
  }
  if (word !== '') words.push(encodedWord(word));
  return words.join(' ');
};

/** The value of an unstructured header such as Subject. Text that looks like an encoded word is encoded too. */
export const encodeText = (text: string): string => {
  const line = headerText(text);
  return ASCII.test(line) && !line.includes('=?') ? line : encodeWords(line);
};

/** RFC 5322 3.4: one mailbox with its name. The address must be one plain mailbox; the caller has checked it. */
export const formatMailbox = (name: string, address: string): string => {
  const line = headerText(name);
  if (line === '') return address;
  const plain = ASCII.test(line) && !line.includes('=?');
  return `${plain ? `"${line.replace(/["\\]/g, '\\$&')}"` : encodeWords(line)} <${address}>`;
};

/** RFC 5322 3.3, in UTC. */
export const formatDate = (momentMs: number): string => new Date(momentMs).toUTCString().replace('GMT', '+0000');

/** One header with its line break, folded at spaces where it is long. */
export const headerLine = (name: string, value: string): string => {
  if (name.length + 2 + value.length <= LINE_LENGTH) return `${name}: ${value}\r\n`;
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value.split(' ')) {
    if (line.length + 1 + word.length > LINE_LENGTH && line !== `${name}:`) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return `${[...lines, line].join('\r\n')}\r\n`;
};

/** Reads what `encodeText` and `formatMailbox` write: UTF-8 in base64, the space between two encoded words left out. */
export const decodeText = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/g, (_, base64: string) =>
      Buffer.from(base64, 'base64').toString('utf8'),
    );
