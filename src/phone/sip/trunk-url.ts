import { isSipUri, parseUri } from '../../protocols/sip/parse-uri.ts';
import type { SipTransport } from './sip-calls.ts';

/** Where the provider of numbers is, and who we are to it. */
export interface TrunkAccount {
  readonly host: string;
  /** Absent: found by DNS (RFC 3263). */
  readonly port?: number;
  readonly transport: SipTransport;
  /** Absent: the provider knows us by our address. */
  readonly user?: string;
  readonly password?: string;
  readonly registers: boolean;
}

const isTransport = (text: string): text is SipTransport => text === 'udp' || text === 'tcp' || text === 'tls';

/** Reads `sip:user:password@provider.example.org;transport=tcp?register=no`; undefined when it is no such thing. */
export const readTrunkUrl = (url: string): TrunkAccount | undefined => {
  const read = parseUri(url);
  if (!read.ok || !isSipUri(read.value)) return undefined;
  const { scheme, host, port, user, password, parameters, headers } = read.value;
  const transport = scheme === 'sips' ? 'tls' : (parameters.get('transport') ?? 'udp').toLowerCase();
  if (!isTransport(transport)) return undefined;
  return {
    host,
    transport,
    registers: user !== undefined && headers.get('register')?.toLowerCase() !== 'no',
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
};
