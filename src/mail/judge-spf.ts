import { spf } from 'mailauth/lib/spf/index.js';
import type { MailDnsFinding } from '../contract/http/mail-check.ts';
import { askText, joined, type MailDnsResolver } from './mail-dns.ts';

const IS_SPF = /^v=spf1(\s|$)/i;

const ipTerm = (address: string): string => (address.includes(':') ? `ip6:${address}` : `ip4:${address}`);

/** The record that would cover the addresses: what there is, with them in front of its end. */
const coveringRecord = (published: string | undefined, addresses: readonly string[]): string => {
  const terms = addresses.map(ipTerm).join(' ');
  if (published === undefined) return `v=spf1 ${terms} -all`;
  return published.replace(/^v=spf1/i, `v=spf1 ${terms}`);
};

const VERDICTS: Readonly<Record<string, readonly [MailDnsFinding['state'], MailDnsFinding['code']]>> = {
  pass: ['ok', 'spf-covers'],
  temperror: ['unknown', 'dns-silent'],
  permerror: ['failed', 'spf-broken'],
};

/** RFC 7208 4.6.2: qualified with plus, or with nothing, `all` lets everybody send in the domain's name. */
const letsAnybody = (record: string): boolean => /\s\+?all(\s|$)/i.test(record);

/** Whether the domain's SPF record covers every address from which mails leave (RFC 7208). */
export const judgeSpf = async (
  {
    from,
    domain,
    addresses,
    byRelay,
  }: {
    readonly from: string;
    readonly domain: string;
    readonly addresses: readonly string[];
    readonly byRelay: boolean;
  },
  resolver: MailDnsResolver,
): Promise<MailDnsFinding> => {
  const texts = await askText(resolver, domain);
  if (texts === undefined) return { check: 'spf', state: 'unknown', code: 'dns-silent', name: domain };
  const records = texts.filter((text) => IS_SPF.test(text));
  const [published] = records;
  const advice = addresses.length > 0 ? { advice: coveringRecord(published, addresses) } : {};
  if (published === undefined) return { check: 'spf', state: 'failed', code: 'spf-missing', name: domain, ...advice };
  const about = { check: 'spf', name: domain, published: joined(records) } as const;
  if (records.length > 1) return { ...about, state: 'failed', code: 'spf-several' };
  if (letsAnybody(published)) return { ...about, state: 'warning', code: 'spf-anybody' };
  if (addresses.length === 0) return { ...about, state: 'unknown', code: 'spf-no-address' };
  for (const address of addresses) {
    const { status } = await spf({ sender: from, ip: address, helo: domain, mta: 'localhost', resolver });
    const [state, code] = VERDICTS[status.result] ?? (['failed', 'spf-not-covered'] as const);
    if (state === 'ok') continue;
    const values = { address };
    // A provider takes mail at one address and sends it from others.
    if (byRelay && code === 'spf-not-covered')
      return { ...about, state: 'warning', code: 'spf-relay-unknown', values, ...advice };
    return { ...about, state, code, values, ...(code === 'spf-not-covered' && advice) };
  }
  return { ...about, state: 'ok', code: 'spf-covers', values: { address: addresses.join(', ') } };
};
