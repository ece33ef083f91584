import { connect, createServer, type Server } from 'node:net';
import { expect } from 'chai';
import type { ServiceBody, ServiceList } from '../../src/contract/http/service.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { enterRoom } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { until } from '../kit/own-process.ts';
import { openScriptedPhone, type ScriptedPhone } from '../kit/scripted-phone.ts';
import { freePort, freePortPair, type RunningApp, startApp } from '../kit/start-app.ts';

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

describe('services, seen from outside', () => {
  let app: RunningApp;
  let admin: ApiClient;
  let phone: ScriptedPhone;
  let catcher: MailCatcher;
  let environment: Readonly<Record<string, string>>;

  before(async function () {
    this.timeout(30_000);
    catcher = await catchMails();
    const sipPort = await freePortPair();
    environment = {
      ...{ SIP_PORT: String(sipPort), SIP_DOMAIN: 'example.org', SMTP_URL: catcher.url },
      ...{ INBOX_SMTP_PORT: String(await freePort()), INBOX_SMTP_PROTOCOL: 'lmtp' },
    };
    app = await startApp({ environment, overrides: { quietMs: 0 } });
    admin = await app.admin();
    phone = await openScriptedPhone({ server: { host: '127.0.0.1', port: sipPort }, domain: 'example.org' });
  });
  after(async () => {
    await phone.close();
    await app.dispose();
    await catcher.close();
  });

  const change = (name: ServiceBody['name'], how: 'start' | 'stop') =>
    admin.call('POST', `/admin/services/${name}/${how}`);
  const stateOf = async (name: ServiceBody['name']) =>
    (await admin.get<ServiceList>('/admin/services')).services.find((service) => service.name === name)?.state;
  const isOpen = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
      socket.once('close', (failed) => resolve(!failed));
    });
  const works = (status: number): boolean => status < 300;
  /** Of each service that shows outside at once: whether it serves. */
  const LOOKS = {
    web: async () => works((await fetch(`${app.url}/healthz`)).status),
    calendar: async () => works((await admin.call('GET', '/events?from=2027-03-01&to=2027-03-02')).status),
    caldav: async () => (await fetch(`${app.url}/dav/`, { method: 'PROPFIND' })).status === 401,
    'mail-in': () => isOpen(Number(environment['INBOX_SMTP_PORT'])),
    webmeeting: async () => works((await admin.call('POST', '/meetings', {})).status),
    telephone: () =>
      phone.request('OPTIONS', 'conference', { timeoutMs: 300 }).then(
        ({ status }) => status === 200,
        () => false,
      ),
    documents: async () => works((await admin.call('GET', '/documents')).status),
  } as const;
  type Looked = keyof typeof LOOKS;
  const serving = async (): Promise<Looked[]> => {
    const all = await Promise.all(
      Object.entries(LOOKS).map(async ([name, look]) => ((await look()) ? [name as Looked] : [])),
    );
    return all.flat();
  };
  const ALL = Object.keys(LOOKS) as Looked[];

  for (const [name, silent] of Object.entries({
    // A calendar program would change what nobody may.
    calendar: ['calendar', 'caldav'],
    caldav: ['caldav'],
    'mail-in': ['mail-in'],
    webmeeting: ['webmeeting'],
    telephone: ['telephone'],
    documents: ['documents'],
  } as const))
    it(`without ${name} serve all others, and all when it is started again`, async () => {
      await change(name as Looked, 'stop');
      expect(await serving()).to.deep.equal(ALL.filter((one) => !(silent as readonly string[]).includes(one)));
      await change(name as Looked, 'start');
      expect(await serving()).to.deep.equal(ALL);
    });

  it('without recording a room says so to who would begin one, and records when it is started again', async () => {
    const { id } = await admin.post<{ id: string }>('/meetings', {});
    const { ticket } = await enterByKeys(admin, { meeting: id, name: 'Olga' });
    const olga = await enterRoom(app.url, { ticket });
    try {
      await change('recording', 'stop');
      expect(await olga.ask('recording.start')).to.equal('service-stopped');
      await change('recording', 'start');
      expect(await olga.ask('recording.start')).to.equal('ok');
      await olga.next('recording.changed');
      await change('recording', 'stop');
      const { recording } = await olga.next('recording.changed');
      expect(recording, 'one that runs is ended').to.equal(null);
      await change('recording', 'start');
    } finally {
      olga.close();
    }
  });

  it('stay stopped over a restart, mails waiting in the outbox, and all serve again when they are started', async function () {
    this.timeout(30_000);
    const stoppable = [...ALL.filter((name) => name !== 'web'), 'mail-out', 'recording'] as const;
    await change('mail-out', 'stop');
    await admin.post('/events', {
      ...{ title: 'Review', start: '2031-03-03T10:00', end: '2031-03-03T11:00', timeZone: 'UTC', webMeeting: true },
      invitees: [{ email: 'ann@example.com', name: 'Ann', language: 'en' }],
    });
    const waiting = async () => (await admin.get<{ total: number }>('/admin/outbox?state=waiting')).total;
    await until(async () => (await waiting()) === 2);
    for (const name of stoppable) await change(name, 'stop');
    await app.stop();
    app = await startApp({ environment, dataDirectory: app.dataDirectory, overrides: { quietMs: 0 } });
    admin = await app.admin();
    expect(await serving()).to.deep.equal(['web']);
    for (const name of stoppable) expect(await stateOf(name), name).to.equal('stopped');
    expect([await waiting(), catcher.mails.length]).to.deep.equal([2, 0]);
    for (const name of stoppable) expect((await change(name, 'start')).status, name).to.equal(200);
    expect(await serving()).to.deep.equal(ALL);
    await catcher.waitFor(2);
    expect(await stateOf('mail-out')).to.equal('running');
  });
}).timeout(10_000);
