import { expect } from 'chai';
import type { AuditList } from '../../src/contract/http/audit.ts';
import { incomingMailDetailSchema, incomingMailListSchema } from '../../src/contract/http/inbox.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { until } from '../kit/own-process.ts';
import { freePort, type RunningApp, startApp } from '../kit/start-app.ts';
import { swaks } from '../kit/swaks.ts';

const CALENDAR = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nX-TEST:a\u0007b\r\nEND:VCALENDAR\r\n';
const MAIL = `From: Bob <bob@example.com>\r\nTo: meet@localhost\r\nSubject: =?utf-8?Q?R=C3=A9ponse?=\r\nMessage-ID: <1@example.com>\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nI come.\r\n--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${CALENDAR}\r\n--b--\r\n`;

describe('the page of the mails that came in', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    const port = await freePort();
    running = await startApp({ environment: { INBOX_SMTP_PORT: String(port) } });
    admin = await running.admin();
    expect((await swaks({ port, to: 'meet@localhost', data: MAIL })).status).to.equal(0);
    await until(async () => (await list('?state=waiting')).total === 0 && (await list()).total === 1);
  });
  after(() => running?.dispose());

  const list = async (query = '') => incomingMailListSchema.parse(await admin.get(`/admin/inbox${query}`));
  const only = async () => {
    const [mail] = (await list()).mails;
    if (!mail) throw new Error('no mail came in');
    return mail;
  };

  it('lists them with what became of each', async () => {
    const mail = await only();
    expect(mail).to.include({ from: 'bob@example.com', subject: 'Réponse', source: 'smtp', attempts: 1 });
    expect(mail.recipients).to.deep.equal(['meet@localhost']);
    expect(mail.reason).to.match(/^[a-z-]+$/);
    expect((await list(`?state=${mail.state}`)).total).to.equal(1);
    expect((await list('?offset=1')).mails).to.deep.equal([]);
  });

  it('shows one: headers, words and calendars, as plain text', async () => {
    const detail = incomingMailDetailSchema.parse(await admin.get(`/admin/inbox/${(await only()).id}`));
    expect(detail).to.include({ words: 'I come.', kept: true });
    expect(detail.calendars).to.deep.equal([
      { method: 'REPLY', text: CALENDAR.replaceAll('\r', '').replace('\u0007', '') },
    ]);
    expect(detail.headers).to.deep.include({ name: 'message-id', value: '<1@example.com>' });
  });

  it('gives one as a file that no browser shows', async () => {
    const eml = await admin.call<string>('GET', `/admin/inbox/${(await only()).id}/eml`);
    expect(eml.headers.get('content-type')).to.include('message/rfc822');
    expect(eml.headers.get('content-disposition')).to.include('attachment');
    expect(eml.body.trimEnd()).to.equal(MAIL.trimEnd());
  });

  it('has one handled once more', async () => {
    const { id } = await only();
    await admin.post(`/admin/inbox/${id}/retry`);
    await until(async () => (await only()).state !== 'waiting');
    expect((await only()).attempts).to.equal(1);
    const [line] = (await admin.get<AuditList>('/admin/audit?group=mail')).lines;
    expect(line).to.deep.include({ action: 'mail.handle', target: { id, name: 'bob@example.com' } });
  });

  it('is for administrators, and knows no other mail', async () => {
    for (const path of ['', '/x', '/x/eml']) {
      expect((await running.client().call('GET', `/admin/inbox${path}`)).status).to.equal(401);
    }
    for (const path of ['/x', '/x/eml']) expect((await admin.call('GET', `/admin/inbox${path}`)).status).to.equal(404);
    expect((await admin.call('POST', '/admin/inbox/x/retry', {})).status).to.equal(404);
    expect((await admin.call('GET', '/admin/inbox?state=lost')).status).to.equal(422);
  });
});
