import { expect } from 'chai';
import { outboxListSchema, outboxMailDetailSchema } from '../../src/contract/http/outbox.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { catchMails } from '../kit/mail-catcher.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const until = async (check: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen');
};

describe('the page of the mails', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp({ overrides: { quietMs: 50 } });
    admin = await running.admin();
    await admin.post('/events', {
      title: 'Budget <b>2031</b>',
      start: '2031-03-03T10:00',
      end: '2031-03-03T11:00',
      timeZone: 'Europe/Paris',
      webMeeting: true,
      invitees: [{ email: 'ann@example.com', name: 'Ann', language: 'en' }],
    });
    await until(async () => (await admin.get<{ total: number }>('/admin/outbox?state=kept')).total === 2);
  });
  after(() => running.dispose());

  const list = async (query = '') => outboxListSchema.parse(await admin.get(`/admin/outbox${query}`));
  const annsMail = async () => {
    const mail = (await list()).mails.find(({ to }) => to === 'ann@example.com');
    if (!mail) throw new Error('no mail for Ann');
    return mail;
  };

  it('lists the mails that were kept, newest first, and how many there are', async () => {
    const { mails, total } = await list();
    expect(total).to.equal(2);
    expect(mails.map(({ state, attempts, lastError }) => [state, attempts, lastError])).to.deep.equal([
      ['kept', 1, null],
      ['kept', 1, null],
    ]);
    for (const state of ['failed', 'not-reached']) expect((await list(`?state=${state}`)).total).to.equal(0);
    expect((await list('?offset=1')).mails).to.have.length(1);
  });

  it('shows a mail as a person reads it', async () => {
    const { id } = await annsMail();
    const detail = outboxMailDetailSchema.parse(await admin.get(`/admin/outbox/${id}`));
    expect(detail.text)
      .to.include('Budget <b>2031</b>')
      .and.match(/\/j\/[\w-]{22}/);
    expect(detail.html).to.include('Budget &lt;b&gt;2031&lt;/b&gt;');
    expect(detail.from).to.include('<meet@localhost>');
    expect([detail.hasContent, detail.hasFile, detail.lastWords]).to.deep.equal([true, true, '']);
  });

  it('serves the HTML for a frame in which nothing runs or loads, and the whole message as a file', async () => {
    const { id } = await annsMail();
    const html = await admin.call<string>('GET', `/admin/outbox/${id}/html`);
    const policy = html.headers.get('content-security-policy') ?? '';
    expect(html.headers.get('content-type')).to.include('text/html');
    expect(policy)
      .to.include("default-src 'none'")
      .and.include('sandbox')
      .and.not.include('script-src')
      .and.not.include('allow-scripts');
    const eml = await admin.call<string>('GET', `/admin/outbox/${id}/eml`);
    expect(eml.headers.get('content-type')).to.include('message/rfc822');
    expect(eml.headers.get('content-disposition')).to.include('attachment');
    expect(eml.body).to.match(/^From: /);
  });

  it('sends a kept mail again on demand', async () => {
    const { id } = await annsMail();
    const again = await admin.post<{ state: string }>(`/admin/outbox/${id}/retry`, {});
    expect(again.state).to.be.oneOf(['waiting', 'kept']);
    await until(async () => (await annsMail()).state === 'kept');
  });

  it('is for administrators alone', async () => {
    const { id } = await annsMail();
    const guest = running.client();
    for (const path of ['/admin/outbox', `/admin/outbox/${id}`, `/admin/outbox/${id}/html`, `/admin/outbox/${id}/eml`])
      await guest.refused(401, 'GET', path);
    await guest.refused(401, 'POST', `/admin/outbox/${id}/retry`);
    await admin.refused(404, 'GET', '/admin/outbox/nothing');
    await admin.refused(422, 'GET', '/admin/outbox?state=lost');
    await admin.refused(422, 'GET', '/admin/outbox?unknown=1');
  });
});

describe('the page of the mails with a mail server', () => {
  it('shows what the server said of each mail, and sends again what was sent', async () => {
    const catcher = await catchMails();
    const running = await startApp({ environment: { SMTP_URL: catcher.url }, overrides: { quietMs: 50 } });
    try {
      catcher.setAnswer((step, address) =>
        step === 'rcpt' && address.startsWith('nobody') ? { code: 550, message: '5.1.1 No such user here' } : undefined,
      );
      const admin = await running.admin();
      await admin.post('/events', {
        title: 'Budget',
        start: '2031-03-03T10:00',
        end: '2031-03-03T11:00',
        timeZone: 'Europe/Paris',
        webMeeting: true,
        invitees: [{ email: 'ann@example.com' }, { email: 'nobody@example.com' }],
      });
      const list = async (state: string) =>
        outboxListSchema.parse(await admin.get(`/admin/outbox?state=${state}`)).mails;
      await until(async () => (await list('sent')).length === 2 && (await list('failed')).length === 1);
      const [refused] = await list('failed');
      expect(refused).to.include({ to: 'nobody@example.com', lastWords: '550 5.1.1 No such user here' });
      const sent = (await list('sent')).find(({ to }) => to === 'ann@example.com');
      expect(sent?.lastWords).to.match(/^250 /);
      // What has left is not tried again by who thought that it had not.
      await admin.refused(409, 'POST', `/admin/outbox/${sent?.id}/retry`);
      await admin.post(`/admin/outbox/${sent?.id}/resend`, {});
      await until(async () => catcher.sentTo('ann@example.com').length === 2);
      const [first, second] = catcher.sentTo('ann@example.com');
      expect(second?.mime).to.deep.equal(first?.mime);
    } finally {
      await running.dispose();
      await catcher.close();
    }
  });
});
