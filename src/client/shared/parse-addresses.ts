import { isMailbox } from '../../base/text.ts';

export interface ParsedAddress {
  readonly email: string;
  readonly name?: string;
}

export interface ParsedAddresses {
  readonly found: readonly ParsedAddress[];
  /** Pieces that are no mail address, as they were typed. */
  readonly rejected: readonly string[];
}

/** Splits at commas, semicolons and line ends, except within quotation marks and angle brackets. */
const split = (text: string): string[] => {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let bracketed = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (letter === '<') bracketed = true;
    else if (letter === '>') bracketed = false;
    const breaks = letter === '\n' || letter === '\r' || (!quoted && !bracketed && (letter === ',' || letter === ';'));
    if (breaks) {
      pieces.push(piece);
      piece = '';
      quoted = false;
      bracketed = false;
    } else piece += letter;
  }
  return [...pieces, piece];
};

const NAMED = /^(?<name>[^<>]*)<\s*(?:mailto:)?(?<email>[^<>\s]+)\s*>$/iu;

const unquoted = (name: string): string =>
  name
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .replace(/\s+/gu, ' ')
    .trim();

const parsePiece = (piece: string): readonly ParsedAddress[] => {
  const named = NAMED.exec(piece)?.groups;
  if (named) {
    const email = named['email'] ?? '';
    const name = unquoted(named['name'] ?? '');
    return isMailbox(email) ? [name === '' || name === email ? { email } : { email, name }] : [];
  }
  // A list copied without commas: every word has to be an address.
  const words = piece.split(/\s+/u).map((word) => word.replace(/^mailto:/iu, ''));
  return words.every(isMailbox) ? words.map((email) => ({ email })) : [];
};

/**
 * Reads what people paste: addresses alone, `Name <address>`, lists by comma, semicolon, space or line. Each address once,
 * whatever its case.
 */
export const parseAddresses = (text: string): ParsedAddresses => {
  const found = new Map<string, ParsedAddress>();
  const rejected: string[] = [];
  for (const piece of split(text).map((part) => part.trim())) {
    if (piece === '') continue;
    const addresses = parsePiece(piece);
    if (addresses.length === 0) rejected.push(piece);
    for (const address of addresses) {
      const key = address.email.toLowerCase();
      if (!found.has(key)) found.set(key, address);
    }
  }
  return { found: [...found.values()], rejected };
};
