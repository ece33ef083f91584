import { Resolver } from 'node:dns/promises';
import { authenticate, type DKIMResult } from 'mailauth';

/** What is needed to check a mail's signatures. Travels to a thread. */
export interface SignaturesToCheck {
  readonly mime: Uint8Array;
  /** Domain of the one From. */
  readonly fromDomain: string;
  /** Who handed the mail over, when it was not a mail server of our own. */
  readonly peer?: { readonly address: string; readonly helo: string; readonly sender: string };
  /** Servers to ask instead of the machine's own. */
  readonly dnsServers: readonly string[];
}

const DNS_MS = 1_500;
const DNS_TRIES = 2;

const isSound = ({ status }: DKIMResult): boolean => status.result === 'pass' && !status.underSized;

/**
 * DMARC (RFC 7489): a DKIM signature or SPF passes for the domain of From, or for one of the same organization unless the domain
 * asks for the very same. A domain without a policy counts by its DKIM signature alone. An unreachable DNS is no pass.
 */
export const checkSignatures = async ({ mime, fromDomain, peer, dnsServers }: SignaturesToCheck): Promise<boolean> => {
  const dns = new Resolver({ timeout: DNS_MS, tries: DNS_TRIES });
  if (dnsServers.length > 0) dns.setServers([...dnsServers]);
  const resolver = (name: string, type: string): Promise<string[] | string[][]> =>
    dns.resolve(name, type) as Promise<string[] | string[][]>;
  const { dkim, dmarc } = await authenticate(Buffer.from(mime), {
    resolver,
    mta: 'localhost',
    sender: peer?.sender ?? '',
    ...(peer !== undefined && { ip: peer.address, helo: peer.helo }),
    disableArc: true,
    disableBimi: true,
  });
  // Both must have read the same From: of two readings a forger may use the difference.
  const [from = '', ...others] = dkim.headerFrom;
  if (others.length > 0 || from.slice(from.lastIndexOf('@') + 1).toLowerCase() !== fromDomain || !dmarc) return false;
  const isExact = (domain: string): boolean => domain.toLowerCase() === fromDomain;
  const signed = dkim.results
    .filter(isSound)
    .some(({ signingDomain, status }) =>
      dmarc.alignment?.dkim?.strict ? isExact(signingDomain) : Boolean(status.aligned),
    );
  if (dmarc.status.result === 'none') return signed;
  if (dmarc.status.result !== 'pass') return false;
  const spf = dmarc.alignment?.spf;
  return signed || (typeof spf?.result === 'string' && (!spf.strict || isExact(spf.result)));
};
