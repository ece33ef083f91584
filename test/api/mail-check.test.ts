import { expect } from 'chai';
import type { MailCheck, MailTest } from '../../src/contract/http/mail-check.ts';
import { type DnsServer, startDnsServer } from '../kit/dns-server.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

describe('whether mails arrive', () => {
  let running: RunningApp;
  let dns: DnsServer;
  let catcher: MailCatcher;
  before(async () => {
    dns = await startDnsServer();
    catcher = await catchMails();
    running = await startApp({
      environment: { SMTP_URL: catcher.url, MAIL_FROM: 'meet@example.org' },
      overrides: { integrations: { dnsServers: [dns.address] } },
    });
  });
  after(async () => {
    await running.dispose();
    await catcher.close();
    await dns.close();
  });

  it('is judged by what DNS says, for administrators', async () => {
    dns.set('_dmarc.example.org', 'v=DMARC1; p=reject');
    const admin = await running.admin();
    const { from, leaves, findings } = await admin.get<MailCheck>('/admin/mail-check');
    expect([from, leaves]).to.deep.equal(['meet@example.org', true]);
    expect(findings.map(({ check, code }) => [check, code])).to.deep.equal([
      ['spf', 'spf-missing'],
      ['dkim', 'dkim-not-set'],
      ['dmarc', 'dmarc-enforced'],
    ]);
    await running.client().refused(401, 'GET', '/admin/mail-check');
  });

  it('is tried with one mail, and told in the words of the mail server', async () => {
    const admin = await running.admin();
    const sent = await admin.post<MailTest>('/admin/mail-test', { to: 'ada@example.org' });
    expect(sent.outcome).to.equal('sent');
    expect(sent.words).to.match(/^250 /);
    await admin.refused(422, 'POST', '/admin/mail-test', { to: 'ada@example.org, eve@example.org' });
    await running.client().refused(401, 'POST', '/admin/mail-test', { to: 'ada@example.org' });
  });

  it('bears the name and the footer of the organisation, as every mail does', async () => {
    const admin = await running.admin();
    const usual = (await admin.get<{ appearance: object }>('/admin/appearance')).appearance;
    const footer = { en: 'ACME, 1 Main Street', fr: 'ACME, 1 Main Street' };
    await admin.call('PUT', '/admin/appearance', { ...usual, name: 'ACME Meet', footer });
    await admin.post<MailTest>('/admin/mail-test', { to: 'footer@example.org' });
    const [mail] = catcher.sentTo('footer@example.org');
    expect(mail?.parsed.from?.text).to.equal(`"ACME Meet" <meet@example.org>`);
    expect(mail?.parsed.text).to.include(footer.en);
  });

  it('says that nobody answers where nobody does', async () => {
    const alone = await startApp({ environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    try {
      const admin = await alone.admin();
      expect((await admin.post<MailTest>('/admin/mail-test', { to: 'ada@example.org' })).outcome).to.equal(
        'unreachable',
      );
    } finally {
      await alone.dispose();
    }
  });
});

describe('rooms in other sites', () => {
  let running: RunningApp;
  before(async () => {
    running = await startApp();
  });
  after(() => running.dispose());

  it('are allowed to the origins that an administrator names, and to none at first', async () => {
    const admin = await running.admin();
    expect(await running.client().get('/embedding')).to.deep.equal({ origins: [] });
    const origins = ['https://Intranet.example.org/', 'http://localhost:8080'];
    const saved = await admin.call('PUT', '/admin/embedding', { origins });
    expect(saved.body).to.deep.equal({ origins: ['https://intranet.example.org', 'http://localhost:8080'] });
    for (const origin of ['*', 'https://a.example/path', 'http://a.example', "https://x'; script-src *", 'null'])
      await admin.refused(422, 'PUT', '/admin/embedding', { origins: [origin] });
    await running.client().refused(401, 'PUT', '/admin/embedding', { origins: [] });
  });
});
