/** A piece of a message: words, or an address that can be opened. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

/** Web addresses, and mail addresses with or without `mailto:`. One pass, no nested repetition. */
const CANDIDATE = /\bhttps?:\/\/[^\s<>"]+|\b(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/giu;
/** Marks that end a sentence rather than an address. */
const TRAILING: ReadonlySet<string> = new Set(".,;:!?'’»)]}");

const count = (text: string, letter: string): number => text.split(letter).length - 1;

/** Leaves out what follows the address, but keeps a bracket that was opened within it. */
const trimmed = (candidate: string): string => {
  // No pattern: it would begin anew at each mark within the address.
  let end = candidate.length;
  while (end > 0 && TRAILING.has(candidate.charAt(end - 1))) end -= 1;
  const bare = candidate.slice(0, end);
  const next = candidate.slice(bare.length, bare.length + 1);
  return next === ')' && count(bare, '(') > count(bare, ')') ? `${bare})` : bare;
};

const hrefOf = (address: string): string | undefined => {
  const href = /^(?:https?:|mailto:)/i.test(address) ? address : `mailto:${address}`;
  try {
    const { protocol } = new URL(href);
    return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:' ? href : undefined;
  } catch {
    return undefined;
  }
};

/** Splits a message into words and addresses; only http, https and mailto become links. The parts joined are the message. */
export const linkText = (message: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let done = 0;
  for (const found of message.matchAll(CANDIDATE)) {
    const address = trimmed(found[0]);
    const href = hrefOf(address);
    if (href === undefined) continue;
    if (found.index > done) parts.push({ text: message.slice(done, found.index) });
    parts.push({ text: address, href });
    done = found.index + address.length;
  }
  if (done < message.length) parts.push({ text: message.slice(done) });
  return parts;
};
