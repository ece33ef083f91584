import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import type { ServiceBody, ServiceList } from '../../src/contract/http/service.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { freePort, type RunningApp, startApp } from '../kit/start-app.ts';

const hold = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
const letGo = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

describe('services', () => {
  let app: RunningApp;
  let admin: ApiClient;
  let holder: Server;

  before(async function () {
    this.timeout(30_000);
    const sipPort = await freePort();
    const inboxPort = await freePort();
    holder = await hold(sipPort);
    app = await startApp({
      environment: { SIP_PORT: String(sipPort), SIP_DOMAIN: 'example.org', INBOX_SMTP_PORT: String(inboxPort) },
    });
    admin = await app.admin();
  });
  after(async () => {
    await app.dispose();
    if (holder.listening) await letGo(holder);
  });

  const listed = async (): Promise<ServiceList> => admin.get<ServiceList>('/admin/services');
  const one = async (name: ServiceBody['name']): Promise<ServiceBody> => {
    const found = (await listed()).services.find((service) => service.name === name);
    if (found === undefined) throw new Error(`No service ${name}`);
    return found;
  };
  const start = (name: string) => admin.call('POST', `/admin/services/${name}/start`);
  const stop = (name: string) => admin.call('POST', `/admin/services/${name}/stop`);

  it('starts everything else when the port of the telephone is taken, and says so', async () => {
    const telephone = await one('telephone');
    expect(telephone).to.include({ state: 'troubled', runs: false });
    expect(telephone.problem?.code).to.equal('port-taken');
    expect(await one('mail-in')).to.include({ state: 'running', runs: true });
    expect(await one('calendar')).to.include({ state: 'running' });
  });

  it('starts the telephone without a restart once its port is free', async () => {
    const again = await start('telephone');
    expect(again.status).to.equal(200);
    expect((await one('telephone')).problem?.code).to.equal('port-taken');
    await letGo(holder);
    await start('telephone');
    expect(await one('telephone')).to.include({ state: 'running', runs: true });
    const status = await admin.get<{ listening: unknown[] }>('/admin/phone-status');
    expect(status.listening).to.not.be.empty;
  });

  it('stops and starts the telephone and mail in, each on its port again', async () => {
    for (const name of ['telephone', 'mail-in'] as const) {
      await stop(name);
      expect(await one(name)).to.include({ state: 'stopped', runs: false });
      await start(name);
      expect(await one(name)).to.include({ state: 'running', runs: true });
    }
  });

  it('says that mails stay here where no mail server is configured', async () => {
    expect((await one('mail-out')).problem?.code).to.equal('mail-kept');
  });

  it('refuses the calendar while it is stopped, and nothing else', async () => {
    const range = '/events?from=2027-03-01&to=2027-03-02';
    expect((await admin.call('GET', range)).status).to.equal(200);
    await stop('calendar');
    const refused = await admin.call('GET', range);
    expect(refused.status).to.equal(503);
    expect(refused.body).to.include({ code: 'service-stopped' });
    expect((await admin.call('GET', '/documents')).status).to.equal(200);
    await start('calendar');
    expect((await admin.call('GET', range)).status).to.equal(200);
  });

  it('refuses documents and their links while they are stopped', async () => {
    await stop('documents');
    expect((await admin.call('GET', '/documents')).status).to.equal(503);
    expect((await fetch(`${app.url}/dav/documents/`, { method: 'OPTIONS' })).status).to.equal(503);
    expect((await fetch(`${app.url}/dav/`, { method: 'OPTIONS' })).status).to.not.equal(503);
    await start('documents');
    expect((await admin.call('GET', '/documents')).status).to.equal(200);
  });

  it('refuses CalDAV while it is stopped, and leaves the documents to file managers', async () => {
    await stop('caldav');
    expect((await fetch(`${app.url}/dav/`, { method: 'OPTIONS' })).status).to.equal(503);
    expect((await fetch(`${app.url}/dav/documents/`, { method: 'OPTIONS' })).status).to.not.equal(503);
    await start('caldav');
  });

  it('ends meetings that run when the WebMeeting is stopped, and starts none', async () => {
    const meeting = await admin.post<{ id: string; pin: string }>('/meetings');
    expect((await listed()).now.rooms).to.equal(1);
    await stop('webmeeting');
    expect((await listed()).now.rooms).to.equal(0);
    for (const answer of [
      await admin.call('POST', '/meetings', {}),
      await app.client().call('POST', `/meetings/${meeting.id}/join`, { name: 'Ada', pin: meeting.pin }),
      await app.client().call('POST', '/meetings/123456789/join', { name: 'Ada' }),
    ])
      expect(answer.body).to.include({ code: 'service-stopped' });
    // The door still says what it is the door of.
    expect((await app.client().call('GET', `/meetings/${meeting.id}`)).status).to.equal(200);
    await start('webmeeting');
    expect((await admin.call('POST', '/meetings', {})).status).to.equal(201);
  });

  it('never stops the web', async () => {
    expect((await stop('web')).status).to.equal(403);
    expect((await stop('teapot')).status).to.equal(404);
    expect((await one('web')).stoppable).to.equal(false);
  });

  it('writes down who stopped and started what', async () => {
    await stop('recording');
    await start('recording');
    expect(JSON.stringify(await admin.get('/admin/audit')))
      .to.include('service.stop')
      .and.to.include('service.start');
  });

  it('stays stopped over a restart', async function () {
    this.timeout(30_000);
    await stop('documents');
    await app.stop();
    const { dataDirectory } = app;
    const again = await startApp({ dataDirectory });
    app = again;
    admin = await app.admin();
    expect(await one('documents')).to.include({ state: 'stopped' });
    expect((await admin.call('GET', '/documents')).status).to.equal(503);
    await start('documents');
  });
});
