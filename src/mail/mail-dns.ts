import { Resolver } from 'node:dns/promises';

/** Asks DNS for the records of a name: `Resolver.resolve` of node:dns/promises, whose errors have a `code`. */
export type MailDnsResolver = (name: string, type: string) => Promise<string[] | string[][]>;

const DNS_MS = 2_000;
const DNS_TRIES = 2;
/** A record that somebody else wrote goes onto a screen. */
const LONGEST = 2_048;

/** The machine's own name servers, or `servers`. */
export const createMailDnsResolver = (servers: readonly string[] = []): MailDnsResolver => {
  const dns = new Resolver({ timeout: DNS_MS, tries: DNS_TRIES });
  if (servers.length > 0) dns.setServers([...servers]);
  return (name, type) => dns.resolve(name, type) as Promise<string[] | string[][]>;
};

const saysNothing = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return code === 'ENOTFOUND' || code === 'ENODATA';
};

/** None is an answer too; undefined when nobody answered. */
const ask = async (resolver: MailDnsResolver, name: string, type: string) => {
  try {
    return await resolver(name, type);
  } catch (error) {
    return saysNothing(error) ? [] : undefined;
  }
};

/** Its TXT records, each put together of its pieces; undefined when nobody answered. */
export const askText = async (resolver: MailDnsResolver, name: string): Promise<string[] | undefined> =>
  (await ask(resolver, name, 'TXT'))?.map((pieces) => (typeof pieces === 'string' ? pieces : pieces.join('')).trim());

/** Its addresses of both kinds; undefined when nobody answered. */
export const askAddresses = async (resolver: MailDnsResolver, name: string): Promise<string[] | undefined> => {
  const [four, six] = await Promise.all([ask(resolver, name, 'A'), ask(resolver, name, 'AAAA')]);
  return four === undefined && six === undefined ? undefined : [...(four ?? []), ...(six ?? [])].flat();
};

/** `tag=value; …` (RFC 6376 3.2); the first of a name counts. */
export const tagsOf = (text: string): ReadonlyMap<string, string> => {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (at > 0 && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
};

export const joined = (texts: readonly string[]): string => texts.join('\n').slice(0, LONGEST);
