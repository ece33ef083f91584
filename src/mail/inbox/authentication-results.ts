import type { HeaderLine } from './header-lines.ts';

interface Result {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
}

/** RFC 5322 3.2.2: comments are no part of a value; they nest, and quoted strings hold none. */
const withoutComments = (value: string): string => {
  let plain = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] ?? '';
    if (character === '\\') {
      if (depth === 0) plain += value.slice(at, at + 2);
      at += 1;
    } else if (depth === 0 && character === '"') {
      quoted = !quoted;
      plain += character;
    } else if (!quoted && character === '(') depth += 1;
    else if (!quoted && depth > 0 && character === ')') depth -= 1;
    else if (depth === 0) plain += character;
  }
  return plain;
};

/** The pieces between separators, of which those in quoted strings are none. */
const splitAt = (text: string, isSeparator: (character: string) => boolean): string[] => {
  const pieces = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') at += 1;
    if (character === '"') quoted = !quoted;
    if (!quoted && isSeparator(character)) pieces.push('');
    else pieces[pieces.length - 1] += character === '\\' ? text.slice(at - 1, at + 1) : character;
  }
  return pieces;
};

const unquote = (text: string): string => text.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, '$1');

const readPairs = (text: string): Array<readonly [string, string]> =>
  splitAt(text.replace(/\s*=\s*/g, '='), (character) => /\s/.test(character)).flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals <= 0 ? [] : [[pair.slice(0, equals).toLowerCase(), unquote(pair.slice(equals + 1))] as const];
  });

/** RFC 8601 2.2. */
const readResults = (value: string): { readonly authservId: string; readonly results: readonly Result[] } => {
  const [head = '', ...statements] = splitAt(withoutComments(value), (character) => character === ';');
  const [authservId = ''] = head.trim().split(/\s+/);
  const results = statements.flatMap((statement): Result[] => {
    const [first, ...properties] = readPairs(statement.trim());
    if (first === undefined) return [];
    const [method = ''] = first[0].split('/');
    // Of a property that stands twice the first counts.
    return [{ method, result: first[1].toLowerCase(), properties: new Map(properties.reverse()) }];
  });
  return { authservId: unquote(authservId).toLowerCase(), results };
};

/** What the author of a mail, or their program, writes: below it nothing is our own server's. */
const WRITTEN_BY_SENDERS = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'dkim-signature',
  'user-agent',
  'x-mailer',
]);

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const isAlignedPass = ({ method, result, properties }: Result, domain: string): boolean => {
  if (result !== 'pass') return false;
  if (method === 'dkim') return domainOf(properties.get('header.d') ?? properties.get('header.i') ?? '') === domain;
  return method === 'spf' && domainOf(properties.get('smtp.mailfrom') ?? '') === domain;
};

/**
 * Whether the own mail server, which signs as `authservId`, says that the mail is authentic (RFC 8601). Servers write on top of what
 * they are sent, so only the topmost run of its headers is read, above all that a sender writes; of each method the topmost result
 * counts. Without a word on DMARC, the topmost header's DKIM or SPF for the very domain of From does.
 */
export const statedAuthentic = (lines: readonly HeaderLine[], authservId: string, from: string): boolean => {
  const below = lines.findIndex(({ name }) => WRITTEN_BY_SENDERS.has(name));
  const above = (below < 0 ? lines : lines.slice(0, below)).map(({ name, value }) =>
    name === 'authentication-results' ? readResults(value) : undefined,
  );
  const isOwn = (read: (typeof above)[number]): boolean => read?.authservId === authservId.toLowerCase();
  const first = above.findIndex(isOwn);
  if (first < 0 || !from.includes('@')) return false;
  const end = above.findIndex((read, index) => index > first && !isOwn(read));
  const run = above.slice(first, end < 0 ? undefined : end).map((read) => read?.results ?? []);
  const domain = domainOf(from);
  const dmarc = run.flat().find(({ method }) => method === 'dmarc');
  if (dmarc !== undefined)
    return dmarc.result === 'pass' && domainOf(dmarc.properties.get('header.from') ?? '') === domain;
  return (run[0] ?? []).some((result) => isAlignedPass(result, domain));
};
