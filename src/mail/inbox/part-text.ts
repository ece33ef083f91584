/** Names of character sets that Node does not know, or that lie. */
const OTHER_NAMES: Readonly<Record<string, string>> = { utf8mb4: 'utf-8', cp1252: 'windows-1252', unknown: 'utf-8' };

const decode = (content: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(OTHER_NAMES[charset] ?? charset).decode(content);
  } catch {
    return new TextDecoder('utf-8').decode(content);
  }
};

/** The text of a part in its character set; UTF-8 where it names none, or one that nobody knows. */
export const partText = (content: Uint8Array, charset: string): string =>
  decode(content, charset === '' ? 'utf-8' : charset.trim().toLowerCase());
