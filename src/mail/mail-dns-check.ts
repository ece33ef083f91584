import { createPublicKey } from 'node:crypto';
import type { MailDnsFinding } from '../contract/http/mail-check.ts';
import type { DkimKey } from './dkim.ts';
import { judgeSpf } from './judge-spf.ts';
import { askText, joined, type MailDnsResolver, tagsOf } from './mail-dns.ts';

export type { MailDnsFinding } from '../contract/http/mail-check.ts';
export type MailDnsState = MailDnsFinding['state'];

export interface MailDnsQuestion {
  /** MAIL_FROM. */
  readonly from: string;
  readonly dkim?: DkimKey;
  /** Public addresses from which mails reach other servers, as far as is known: `outgoingAddresses`. */
  readonly addresses: readonly string[];
  /** Mails leave by another server, whose outgoing addresses may be others than the one that is known. */
  readonly byRelay: boolean;
}

/** The key as DNS holds it: RFC 6376 3.6.1, SubjectPublicKeyInfo without its head and line ends. */
export const dkimRecord = ({ key }: DkimKey): string =>
  `v=DKIM1; k=rsa; p=${createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')}`;

/** RFC 6376 3.6.1: with `p` as our own record has it; some publish the bare RSA key (PKCS #1). */
const isOurKey = (p: string, { key }: DkimKey): boolean => {
  const publicKey = createPublicKey(key);
  return (['spki', 'pkcs1'] as const).some(
    (type) => publicKey.export({ type, format: 'der' }).toString('base64') === p.replace(/\s/g, ''),
  );
};

const judgeDkim = async (
  domain: string,
  dkim: DkimKey | undefined,
  resolver: MailDnsResolver,
): Promise<MailDnsFinding> => {
  const name = `${dkim?.selector ?? 'SELECTOR'}._domainkey.${domain}`;
  if (dkim === undefined) return { check: 'dkim', state: 'warning', code: 'dkim-not-set', name };
  const advice = dkimRecord(dkim);
  const texts = await askText(resolver, name);
  if (texts === undefined) return { check: 'dkim', state: 'unknown', code: 'dns-silent', name };
  const [published] = texts;
  if (published === undefined) return { check: 'dkim', state: 'failed', code: 'dkim-missing', name, advice };
  const tags = tagsOf(published);
  const about = { check: 'dkim', name, published: joined(texts) } as const;
  if (tags.get('p') === '') return { ...about, state: 'failed', code: 'dkim-revoked', advice };
  if (texts.length > 1 || !isOurKey(tags.get('p') ?? '', dkim))
    return { ...about, state: 'failed', code: 'dkim-other-key', advice };
  // RFC 6376 3.6.1: t=y asks readers to treat signed mail like unsigned.
  const testing = tags.get('t')?.split(':').includes('y') === true;
  return testing
    ? { ...about, state: 'warning', code: 'dkim-testing', advice }
    : { ...about, state: 'ok', code: 'dkim-matches' };
};

const IS_DMARC = /^v=DMARC1\s*(;|$)/;
const DMARC_ADVICE = 'v=DMARC1; p=none';

/** RFC 7489 6.6.3: at the domain itself, else at the one above it; the public suffix list is not asked. */
const findDmarc = async (domain: string, resolver: MailDnsResolver) => {
  const labels = domain.split('.');
  for (let skipped = 0; labels.length - skipped >= 2; skipped += 1) {
    const name = `_dmarc.${labels.slice(skipped).join('.')}`;
    const texts = await askText(resolver, name);
    if (texts === undefined) return undefined;
    const policies = texts.filter((text) => IS_DMARC.test(text));
    if (policies.length > 0) return { name, policies, inherited: skipped > 0 };
  }
  return { name: `_dmarc.${domain}`, policies: [], inherited: false };
};

const judgeDmarc = async (domain: string, resolver: MailDnsResolver): Promise<MailDnsFinding> => {
  const found = await findDmarc(domain, resolver);
  if (found === undefined) return { check: 'dmarc', state: 'unknown', code: 'dns-silent', name: `_dmarc.${domain}` };
  const { name, policies, inherited } = found;
  const [published] = policies;
  if (published === undefined)
    return { check: 'dmarc', state: 'warning', code: 'dmarc-missing', name, advice: DMARC_ADVICE };
  const about = { check: 'dmarc', name, published: joined(policies) } as const;
  if (policies.length > 1) return { ...about, state: 'failed', code: 'dmarc-several' };
  const tags = tagsOf(published);
  const policy = ((inherited ? tags.get('sp') : undefined) ?? tags.get('p') ?? '').toLowerCase();
  if (!['none', 'quarantine', 'reject'].includes(policy))
    return { ...about, state: 'failed', code: 'dmarc-broken', advice: DMARC_ADVICE };
  return policy === 'none'
    ? { ...about, state: 'ok', code: 'dmarc-watching', values: { policy } }
    : { ...about, state: 'ok', code: 'dmarc-enforced', values: { policy } };
};

/** A name that only this machine or house knows has nothing in DNS to judge. */
const isPublicDomain = (domain: string): boolean =>
  domain.includes('.') &&
  !/(^|\.)(localhost|local|internal|invalid|test|example|lan|home\.arpa)$/.test(domain) &&
  !/^[\d.]+$|^\[/.test(domain);

/** Judges what DNS says of the domain under whose address mails leave: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). Never throws. */
export const checkMailDns = async (
  { from, dkim, addresses, byRelay }: MailDnsQuestion,
  resolver: MailDnsResolver,
): Promise<readonly MailDnsFinding[]> => {
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
  if (!isPublicDomain(domain))
    return (['spf', 'dkim', 'dmarc'] as const).map((check) => ({
      check,
      state: 'unknown',
      code: 'no-public-domain',
      name: domain,
    }));
  return await Promise.all([
    judgeSpf({ from, domain, addresses, byRelay }, resolver),
    judgeDkim(domain, dkim, resolver),
    judgeDmarc(domain, resolver),
  ]);
};
