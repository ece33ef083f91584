import { isIP } from 'node:net';
import { mayConnectTo } from '../platform/public-address.ts';
import { askAddresses, type MailDnsResolver } from './mail-dns.ts';

/** Whence mails reach other servers, as far as DNS tells. */
export interface OutgoingAddresses {
  readonly addresses: readonly string[];
  readonly byRelay: boolean;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : '');

const publicOf = async (host: string, resolver: MailDnsResolver): Promise<string[]> => {
  const all = isIP(host) === 0 ? ((await askAddresses(resolver, host)) ?? []) : [host];
  return all.filter((address) => mayConnectTo(address, []));
};

/**
 * A mail server elsewhere sends from its own address, or from others of its provider. One in the house sends through the same
 * router as the pages are reached by, whose address is that of PUBLIC_URL.
 */
export const outgoingAddresses = async (
  { smtpUrl, publicUrl }: { readonly smtpUrl: string | undefined; readonly publicUrl: string },
  resolver: MailDnsResolver,
): Promise<OutgoingAddresses> => {
  const relay = smtpUrl === undefined ? [] : await publicOf(hostOf(smtpUrl), resolver);
  if (relay.length > 0) return { addresses: relay, byRelay: true };
  return { addresses: await publicOf(hostOf(publicUrl), resolver), byRelay: false };
};
