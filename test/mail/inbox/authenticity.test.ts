import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { dkimSign } from 'mailauth';
import { type Authenticity, createAuthenticity } from '../../../src/mail/inbox/authenticity.ts';
import type { ArrivedMail } from '../../../src/mail/inbox/incoming-mail.ts';
import { createMailReader, type MailReader } from '../../../src/mail/inbox/read-mail.ts';
import { type DnsServer, startDnsServer } from '../../kit/dns-server.ts';

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  };
};
const good = pair();
const MAIL =
  'From: Bob <bob@example.com>\r\nTo: meet+a@example.org\r\nSubject: Yes\r\nDate: Mon, 01 Mar 2027 10:00:00 +0000\r\nMessage-ID: <1@example.com>\r\n\r\nI come.\r\n';

const sign = async (
  mime: string,
  { domain = 'example.com', key = good.privateKey, more = {} }: { domain?: string; key?: string; more?: object } = {},
): Promise<string> => {
  const options = {
    canonicalization: 'relaxed/relaxed',
    signatureData: [{ signingDomain: domain, selector: 's1', privateKey: key, ...more }],
  };
  // Its types know one signature alone.
  const { signatures } = await dkimSign(mime, options as unknown as Parameters<typeof dkimSign>[1]);
  return signatures + mime;
};

describe('signatures of a mail that came in', () => {
  let dns: DnsServer;
  let reader: MailReader;
  let authenticity: Authenticity;
  before(async () => {
    dns = await startDnsServer();
    for (const domain of [
      'example.com',
      'mail.example.com',
      'evil.example',
      'strict.example',
      'sub.strict.example',
      'co.uk',
    ])
      dns.set(`s1._domainkey.${domain}`, good.record);
    dns.set('_dmarc.example.com', 'v=DMARC1; p=none');
    dns.set('_dmarc.strict.example', 'v=DMARC1; p=reject; adkim=s; aspf=s');
    dns.set('_dmarc.policy.example', 'v=DMARC1; p=reject');
    dns.set('spf.example.com', 'v=spf1 ip4:203.0.113.5 -all');
    dns.set('example.com', 'v=spf1 ip4:203.0.113.5 -all');
    reader = createMailReader();
    authenticity = createAuthenticity({ authservId: undefined, dnsServers: [dns.address] });
  });
  after(async () => {
    await Promise.all([reader.stop(), authenticity.stop()]);
    await dns.close();
  });

  const judge = async (mime: string, more: Partial<ArrivedMail> = {}, by = authenticity): Promise<boolean> => {
    const mail: ArrivedMail = {
      source: 'smtp',
      envelopeFrom: 'bob@example.com',
      recipients: [],
      mime: Buffer.from(mime),
      ...more,
    };
    const read = await reader.read({
      mime: mail.mime,
      nullSender: false,
      mailFrom: 'meet@example.org',
      loopMark: 'x',
      authservId: '',
    });
    if (!read.ok) throw new Error(read.code);
    return by.isAuthentic(mail, read.value);
  };

  it('make it authentic when one is of the domain of From, or of its organization', async () => {
    expect(await judge(await sign(MAIL))).to.equal(true);
    expect(await judge(await sign(MAIL, { domain: 'mail.example.com' }))).to.equal(true);
    expect(await judge(await sign(MAIL.replace('bob@example.com', 'bob@mail.example.com')))).to.equal(true);
    // A domain without a policy.
    expect(
      await judge(await sign(MAIL.replaceAll('example.com', 'evil.example'), { domain: 'evil.example' })),
    ).to.equal(true);
  });

  it('do not when they are of somebody else, broken, or none', async () => {
    expect(await judge(MAIL)).to.equal(false);
    expect(await judge(await sign(MAIL, { domain: 'evil.example' }))).to.equal(false);
    expect(await judge(await sign(MAIL, { domain: 'nokey.example.com' }))).to.equal(false);
    expect(await judge(await sign(MAIL, { key: pair().privateKey }))).to.equal(false);
    const signed = await sign(MAIL);
    expect(await judge(signed.replace('I come.', 'I do not come.'))).to.equal(false);
    expect(await judge(signed.replace('Subject: Yes', 'Subject: No'))).to.equal(false);
    expect(await judge(signed.replace('From: Bob <bob@', 'From: Bob <ann@'))).to.equal(false);
  });

  it('do not when a second From stands beside the signed one', async () => {
    const signed = await sign(MAIL);
    expect(await judge(`From: ann@example.com\r\n${signed}`)).to.equal(false);
    expect(await judge(signed.replace('\r\n\r\n', '\r\nFrom: ann@example.com\r\n\r\n'))).to.equal(false);
  });

  it('do not when they cover only the beginning of the text', async () => {
    const signed = await sign(MAIL, { more: { maxBodyLength: 9 } });
    expect(signed).to.match(/\bl=9\b/);
    expect(await judge(`${signed}Forged words.\r\n`)).to.equal(false);
  });

  it('are those of the very domain where its policy says so', async () => {
    const strict = MAIL.replace('bob@example.com', 'bob@strict.example');
    expect(await judge(await sign(strict, { domain: 'strict.example' }))).to.equal(true);
    expect(await judge(await sign(strict, { domain: 'sub.strict.example' }))).to.equal(false);
  });

  it('are never those of a whole country', async () => {
    const british = MAIL.replaceAll('example.com', 'example.co.uk');
    expect(await judge(await sign(british, { domain: 'co.uk' }))).to.equal(false);
  });

  it('are not looked at when there are more than anybody needs', async () => {
    let mime = MAIL;
    for (let count = 0; count < 12; count += 1) mime = await sign(mime);
    expect(await judge(mime)).to.equal(false);
  });

  it('are replaced by SPF only when the sender’s own server handed the mail over', async () => {
    const from = (address: string) => ({ peer: { address, helo: 'mx.example.com' } });
    expect(await judge(MAIL, from('203.0.113.5'))).to.equal(false); // a documentation address is no public one
    dns.set('example.com', 'v=spf1 ip4:8.8.4.4 ip4:10.0.0.5 ip4:127.0.0.1 -all');
    expect(await judge(MAIL, from('8.8.4.4'))).to.equal(true);
    expect(await judge(MAIL, from('8.8.8.8'))).to.equal(false);
    expect(await judge(MAIL, { ...from('8.8.4.4'), envelopeFrom: 'bob@evil.example' })).to.equal(false);
    for (const own of ['127.0.0.1', '10.0.0.5']) expect(await judge(MAIL, from(own)), own).to.equal(false);
  });

  it('are no pass when the DNS does not answer, and nothing waits long for it', async () => {
    const lost = createAuthenticity({ authservId: undefined, dnsServers: ['127.0.0.1:9'] });
    const begunMs = Date.now();
    expect(await judge(await sign(MAIL), {}, lost)).to.equal(false);
    expect(Date.now() - begunMs).to.be.lessThan(10_000);
    await lost.stop();
  });

  it('do not matter when the own mail server’s word is taken', async () => {
    const trusting = createAuthenticity({ authservId: 'mx.example.org', dnsServers: [dns.address] });
    expect(await judge(await sign(MAIL), {}, trusting)).to.equal(false);
    await trusting.stop();
  });
});
