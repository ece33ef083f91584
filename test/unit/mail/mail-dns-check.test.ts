import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import type { MailDnsFinding } from '../../../src/contract/http/mail-check.ts';
import { createMailDnsResolver, type MailDnsResolver } from '../../../src/mail/mail-dns.ts';
import { checkMailDns, dkimRecord, type MailDnsQuestion } from '../../../src/mail/mail-dns-check.ts';
import { outgoingAddresses } from '../../../src/mail/outgoing-addresses.ts';
import { startDnsServer } from '../../kit/dns-server.ts';

const pem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const dkim = { selector: 'wm', key: pem() };
const question: MailDnsQuestion = { from: 'meet@example.org', dkim, addresses: ['203.0.113.5'], byRelay: false };

const nothing = (): Error => Object.assign(new Error('nothing'), { code: 'ENOTFOUND' });

/** TXT records, and addresses under `A NAME`. */
const zone =
  (records: Readonly<Record<string, string | readonly string[]>>): MailDnsResolver =>
  async (name, type) => {
    const found = records[type === 'TXT' ? name : `${type} ${name}`];
    if (found === undefined) throw nothing();
    const list = typeof found === 'string' ? [found] : [...found];
    return type === 'TXT' ? list.map((text) => [text]) : list;
  };

const judge = async (
  records: Readonly<Record<string, string | readonly string[]>>,
  more: Partial<MailDnsQuestion> = {},
): Promise<Record<string, MailDnsFinding | undefined>> => {
  const findings = await checkMailDns({ ...question, ...more }, zone(records));
  return Object.fromEntries(findings.map((one) => [one.check, one]));
};

describe('what DNS says of the domain of our mails', () => {
  it('is well when SPF covers the address, the key is ours and there is a policy', async () => {
    const {
      spf,
      dkim: signature,
      dmarc,
    } = await judge({
      'example.org': 'v=spf1 ip4:203.0.113.0/24 -all',
      'wm._domainkey.example.org': dkimRecord(dkim),
      '_dmarc.example.org': 'v=DMARC1; p=quarantine',
    });
    expect(spf).to.deep.include({ state: 'ok', code: 'spf-covers', values: { address: '203.0.113.5' } });
    expect(signature).to.deep.include({ state: 'ok', code: 'dkim-matches' });
    expect(dmarc).to.deep.include({ state: 'ok', code: 'dmarc-enforced', values: { policy: 'quarantine' } });
  });

  it('names what is missing, and the record that would mend it', async () => {
    const { spf, dkim: signature, dmarc } = await judge({});
    expect(spf).to.deep.include({ state: 'failed', code: 'spf-missing', advice: 'v=spf1 ip4:203.0.113.5 -all' });
    expect(signature).to.deep.include({ state: 'failed', code: 'dkim-missing', advice: dkimRecord(dkim) });
    expect(dmarc).to.deep.include({ state: 'warning', code: 'dmarc-missing', advice: 'v=DMARC1; p=none' });
  });

  it('judges SPF records as receivers do', async () => {
    const spfOf = async (record: string | readonly string[], more: Partial<MailDnsQuestion> = {}, rest = {}) =>
      (await judge({ 'example.org': record, ...rest }, more))['spf'];
    expect(await spfOf('v=spf1 ip4:198.51.100.1 -all')).to.deep.include({
      state: 'failed',
      code: 'spf-not-covered',
      advice: 'v=spf1 ip4:203.0.113.5 ip4:198.51.100.1 -all',
    });
    expect(await spfOf('v=spf1 ~all', { byRelay: true })).to.deep.include({
      state: 'warning',
      code: 'spf-relay-unknown',
    });
    expect(await spfOf('v=spf1 a -all', {}, { 'A example.org': ['203.0.113.5'] })).to.deep.include({ state: 'ok' });
    expect(await spfOf('v=spf1 include:gone.example.org -all')).to.deep.include({ code: 'spf-broken' });
    expect(await spfOf(['v=spf1 -all', 'v=spf1 ~all'])).to.deep.include({ state: 'failed', code: 'spf-several' });
    expect(await spfOf('v=spf1 +all')).to.deep.include({ state: 'warning', code: 'spf-anybody' });
    expect(await spfOf('v=spf1 -all', { addresses: [] })).to.deep.include({ state: 'unknown', code: 'spf-no-address' });
    expect(await spfOf(['site-verification=1', 'v=spf1 ip4:203.0.113.5 -all'])).to.deep.include({ state: 'ok' });
  });

  it('compares the key of DKIM with our own', async () => {
    const name = 'wm._domainkey.example.org';
    const other = dkimRecord({ selector: 'wm', key: pem() });
    const codeOf = async (record: string) => (await judge({ [name]: record }))['dkim']?.code;
    expect(await codeOf(other)).to.equal('dkim-other-key');
    expect(await codeOf('v=DKIM1; p=')).to.equal('dkim-revoked');
    expect(await codeOf(`${dkimRecord(dkim)}; t=y`)).to.equal('dkim-testing');
    const found = await checkMailDns({ from: 'meet@example.org', addresses: [], byRelay: false }, zone({}));
    expect(found.find(({ check }) => check === 'dkim')).to.include({ state: 'warning', code: 'dkim-not-set' });
  });

  it('finds the policy of the domain above, and says what it asks for', async () => {
    const from = 'meet@mail.example.org';
    expect((await judge({ '_dmarc.example.org': 'v=DMARC1; p=reject; sp=none' }, { from }))['dmarc']).to.deep.include({
      code: 'dmarc-watching',
      name: '_dmarc.example.org',
    });
    const codeOf = async (record: string | readonly string[]) =>
      (await judge({ '_dmarc.example.org': record }))['dmarc']?.code;
    expect(await codeOf('v=DMARC1; p=often')).to.equal('dmarc-broken');
    expect(await codeOf(['v=DMARC1; p=none', 'v=DMARC1; p=reject'])).to.equal('dmarc-several');
  });

  it('gives no verdict where nobody answers, nor on a name without DNS', async () => {
    const silent: MailDnsResolver = async () => {
      throw Object.assign(new Error('late'), { code: 'ETIMEOUT' });
    };
    const findings = await checkMailDns(question, silent);
    expect(findings.map(({ state, code }) => [state, code])).to.deep.equal(
      Array.from({ length: 3 }, () => ['unknown', 'dns-silent']),
    );
    expect((await judge({}, { from: 'webmeeting@localhost' }))['spf']).to.deep.include({
      state: 'unknown',
      code: 'no-public-domain',
    });
  });

  it('is read from a real name server', async () => {
    const server = await startDnsServer();
    try {
      server.set('wm._domainkey.example.org', dkimRecord(dkim));
      server.set('example.org', 'v=spf1 ip4:203.0.113.5 -all');
      const findings = await checkMailDns(question, createMailDnsResolver([server.address]));
      expect(findings.map(({ code }) => code)).to.deep.equal(['spf-covers', 'dkim-matches', 'dmarc-missing']);
    } finally {
      await server.close();
    }
  });

  it('takes the address of a mail server outside, else that of our own pages', async () => {
    const records = {
      'A relay.example.net': ['198.51.100.7'],
      'A meet.example.org': ['203.0.113.5'],
      'A inner.lan': ['10.0.0.2'],
    };
    const of = (smtpUrl: string) =>
      outgoingAddresses({ smtpUrl, publicUrl: 'https://meet.example.org' }, zone(records));
    // Addresses for documents are no public ones.
    expect(await of('smtp://relay.example.net:587')).to.deep.equal({ addresses: [], byRelay: false });
    const real = { 'A relay.example.net': ['8.8.8.8'], 'A meet.example.org': ['9.9.9.9'], 'A inner.lan': ['10.0.0.2'] };
    const ofReal = (smtpUrl: string) =>
      outgoingAddresses({ smtpUrl, publicUrl: 'https://meet.example.org' }, zone(real));
    expect(await ofReal('smtp://relay.example.net:587')).to.deep.equal({ addresses: ['8.8.8.8'], byRelay: true });
    expect(await ofReal('smtp://inner.lan')).to.deep.equal({ addresses: ['9.9.9.9'], byRelay: false });
  });
});
