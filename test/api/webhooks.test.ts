import { expect } from 'chai';
import { systemClock } from '../../src/base/clock.ts';
import type { WebhookEvent } from '../../src/base/webhook-kinds.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import {
  type NewWebhook,
  type WebhookDeliveryList,
  type WebhookList,
  type WebhookNews,
  webhookNewsSchema,
} from '../../src/contract/http/webhook.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';
import { isSigned, startWebhookCatcher, type WebhookCatcher } from '../kit/webhook-catcher.ts';

const BOB = { email: 'bob@example.org', password: 'another long password', name: 'Bob', language: 'fr' } as const;
const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000] as const;
const ALL: readonly WebhookEvent[] = ['meeting.scheduled', 'meeting.changed', 'meeting.cancelled'];

const environment = { WEBHOOK_NETWORKS: '127.0.0.0/8', WEBHOOK_HTTP: 'true' };

describe('webhooks', () => {
  const clock = createTurnedClock(systemClock.nowMs());
  let running: RunningApp;
  let admin: ApiClient;
  let bob: ApiClient;
  let catcher: WebhookCatcher;

  before(async () => {
    running = await startApp({ environment, overrides: { clock } });
    admin = await running.admin();
    await addAccountTo(running.dataDirectory, BOB);
    bob = running.client();
    await bob.post('/session', { email: BOB.email, password: BOB.password });
  });
  after(() => running.dispose());
  beforeEach(async () => {
    catcher = await startWebhookCatcher();
  });
  afterEach(async () => {
    for (const { id } of (await bob.get<WebhookList>('/webhooks')).webhooks) await bob.delete(`/webhooks/${id}`);
    for (const { id } of (await admin.get<WebhookList>('/admin/webhooks')).webhooks)
      await admin.delete(`/admin/webhooks/${id}`);
    await catcher.close();
  });

  const make = (more: object = {}, api = bob, base = '/webhooks'): Promise<NewWebhook> =>
    api.post<NewWebhook>(base, {
      name: 'Our script',
      form: 'json',
      url: `${catcher.url}/hooks/secret-part`,
      events: ALL,
      ...more,
    });
  const schedule = async (more: object = {}, api = bob): Promise<EventBody> => {
    const { calendars } = await api.get<{ calendars: { id: string }[] }>('/calendars');
    return await api.post<EventBody>('/events', {
      calendarId: calendars[0]?.id,
      title: 'Weekly <review> & more',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      timeZone: 'Europe/Paris',
      allDay: false,
      location: 'Room 4',
      description: '',
      invitees: [],
      webMeeting: true,
      notify: false,
      ...more,
    });
  };
  const deliveries = async (id: string) =>
    (await bob.get<WebhookDeliveryList>(`/webhooks/${id}/deliveries`)).deliveries;
  /** Waits for what the server keeps after the answer of the other side. */
  const settled = async (id: string, attempts: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const [newest] = await deliveries(id);
      if (newest && newest.attempts >= attempts) return newest;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('Nothing was kept of the attempt');
  };
  const newsOf = (call: { readonly body: string }): WebhookNews => webhookNewsSchema.parse(JSON.parse(call.body));

  it('are told of a meeting in a signed body that keeps to its schema', async () => {
    const { webhook, secret } = await make();
    const event = await schedule();
    const call = await catcher.call(0);
    expect(call).to.deep.include({ method: 'POST', path: '/hooks/secret-part' });
    expect(call.headers['webmeeting-signature']).to.match(new RegExp(`^t=${Math.floor(clock.nowMs() / 1000)},`));
    expect(isSigned(call, secret ?? '')).to.equal(true);
    const news = newsOf(call);
    expect(news).to.deep.include({ type: 'meeting.scheduled', time: new Date(clock.nowMs()).toISOString() });
    expect(news.meeting).to.deep.equal({
      id: event.meeting?.id,
      title: 'Weekly <review> & more',
      url: `${running.url}/m/${event.meeting?.id}`,
      organizer: { name: 'Bob', email: BOB.email },
    });
    expect(news.event).to.deep.include({ startsAt: '2027-03-01T09:00:00.000Z', timeZone: 'Europe/Paris' });
    expect(await settled(webhook.id, 1)).to.deep.include({ state: 'delivered', status: 200, problem: '' });
  });

  it('show their address without its key, and their secret once', async () => {
    const { webhook, secret } = await make();
    expect(webhook.address).to.match(/^127\.0\.0\.1:\d+\/hooks\/…$/);
    expect(secret).to.match(/^whsec_/);
    const list = JSON.stringify(await bob.get('/webhooks'));
    expect(list).not.to.include('secret-part').and.not.to.include('whsec_');
    const next = await bob.post<{ secret: string }>(`/webhooks/${webhook.id}/secret`);
    expect(next.secret)
      .to.match(/^whsec_/)
      .and.not.to.equal(secret);
  });

  it('hear of changes that matter and of the end, and not of others', async () => {
    await make();
    const event = await schedule();
    await catcher.call(0);
    await bob.patch(`/events/${event.id}`, { description: 'Bring the figures', notify: false });
    await bob.patch(`/events/${event.id}`, {
      title: 'Moved',
      start: '2027-03-02T10:00',
      end: '2027-03-02T11:00',
      notify: false,
    });
    expect(newsOf(await catcher.call(1))).to.deep.include({ type: 'meeting.changed' });
    await bob.delete(`/events/${event.id}?notify=false`);
    // A delete can be undone for a while.
    clock.forward(MINUTE_MS);
    await schedule({ title: 'Another' });
    const types = [newsOf(await catcher.call(2)).type, newsOf(await catcher.call(3)).type];
    expect(types).to.have.members(['meeting.cancelled', 'meeting.scheduled']);
  });

  it('hear nothing of a delete that was undone', async () => {
    const { webhook } = await make();
    const event = await schedule();
    await catcher.call(0);
    await bob.delete(`/events/${event.id}?notify=false`);
    await bob.post(`/events/${event.id}/restore`);
    clock.forward(MINUTE_MS);
    await bob.post(`/webhooks/${webhook.id}/test`);
    expect(newsOf(await catcher.call(1)).type).to.equal('test');
    expect((await deliveries(webhook.id)).map((one) => one.event)).to.have.members(['test', 'meeting.scheduled']);
  });

  it('hear of sessions; those of an administrator hear of everybody’s', async () => {
    await make({ events: ['meeting.started', 'meeting.ended'] }, admin, '/admin/webhooks');
    await bob.refused(403, 'GET', '/admin/webhooks');
    const event = await schedule();
    await bob.post(`/events/${event.id}/start`);
    const started = newsOf(await catcher.call(0));
    expect(started.type).to.equal('meeting.started');
    expect(started.session).to.include.keys('id', 'recurrenceId', 'startedAt');
    await bob.delete(`/events/${event.id}?notify=false`);
    const ended = newsOf(await catcher.call(1));
    expect(ended.type).to.equal('meeting.ended');
    expect(ended.session).to.deep.include({ id: started.session?.id, endedBecause: 'cancelled' });
  });

  it('are tried again after a pause, and by hand at once', async () => {
    const { webhook } = await make();
    catcher.answer(500);
    await schedule();
    const first = await settled(webhook.id, 1);
    expect(first).to.deep.include({ state: 'waiting', status: 500, problem: 'refused' });
    expect(Date.parse(first.at) - clock.nowMs()).to.equal(10_000);
    catcher.answer(200);
    await bob.post(`/webhooks/${webhook.id}/deliveries/${first.id}/resend`);
    expect(newsOf(await catcher.call(1)).id).to.equal(newsOf(await catcher.call(0)).id);
    for (let tries = 0; tries < 200 && (await deliveries(webhook.id))[0]?.state !== 'delivered'; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await deliveries(webhook.id))[0]).to.deep.include({ state: 'delivered', status: 200 });
  });

  it('are switched off after three days without success, and their owner is told', async () => {
    const { webhook } = await make();
    const footer = { fr: 'ACME, 1 rue Haute', en: '' };
    await admin.call('PUT', '/admin/appearance', { name: 'ACME Meet', accent: null, footer });
    catcher.answer(503, { 'Retry-After': '1' });
    await bob.post(`/webhooks/${webhook.id}/test`);
    await settled(webhook.id, 1);
    clock.forward(72 * HOUR_MS + MINUTE_MS);
    await bob.post(`/webhooks/${webhook.id}/test`);
    await catcher.call(1);
    let [now] = (await bob.get<WebhookList>('/webhooks')).webhooks;
    for (let tries = 0; tries < 200 && now?.active; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      [now] = (await bob.get<WebhookList>('/webhooks')).webhooks;
    }
    expect(now?.active).to.equal(false);
    expect(now?.failingSince).to.be.a('string');
    const { mails } = await admin.get<{ mails: { id: string; to: string; subject: string }[] }>('/admin/outbox');
    const mail = mails.find(({ to }) => to === BOB.email);
    expect(mail?.subject).to.equal('Webhook désactivé\u00a0: Our script');
    const { text } = await admin.get<{ text: string }>(`/admin/outbox/${mail?.id}`);
    expect(text).to.include('ACME Meet l’a donc désactivé').and.include('ACME, 1 rue Haute');
    catcher.answer(200);
    await bob.patch(`/webhooks/${webhook.id}`, { active: true });
    await bob.post(`/webhooks/${webhook.id}/test`);
    await catcher.call(2);
    await settled(webhook.id, 1);
    expect((await bob.get<WebhookList>('/webhooks')).webhooks[0]).to.deep.include({ active: true, failingSince: null });
  });

  it('are not led elsewhere, and what they answer is read to a limit', async () => {
    const { webhook } = await make();
    catcher.answer(302, { Location: `${catcher.url}/elsewhere` });
    await bob.post(`/webhooks/${webhook.id}/test`);
    expect(await settled(webhook.id, 1)).to.deep.include({ problem: 'redirected', status: null });
    expect(catcher.calls).to.have.length(1);
    catcher.answer(200, {}, 'x'.repeat(65 * 1024));
    clock.forward(1_000);
    await bob.post(`/webhooks/${webhook.id}/test`);
    await catcher.call(1);
    expect((await settled(webhook.id, 1)).problem).to.equal('too-large');
  });

  it('have an address that may be asked', async () => {
    for (const url of ['ftp://example.org/x', 'https://user:pw@example.org/', 'nowhere', 'http://']) {
      const problem = await bob.refused(422, 'POST', '/webhooks', { name: 'x', form: 'json', url, events: ALL });
      expect(problem.errors?.[0]).to.include({ path: 'url', code: 'bad-address' });
    }
    await bob.refused(422, 'POST', '/webhooks', { name: 'x', form: 'json', url: catcher.url, events: [] });
    await bob.refused(422, 'POST', '/webhooks', { name: 'x', form: 'matrix', url: catcher.url, events: [] });
  });

  it('write to team chats in the language of their owner, escaped', async () => {
    await make({ form: 'slack' });
    await schedule({ title: 'Point <!channel> & @all' });
    const { text, blocks } = JSON.parse((await catcher.call(0)).body) as { text: string; blocks: unknown[] };
    expect(text).to.include('Nouvelle réunion').and.include('lundi 1er mars 2027').and.include('10:00');
    expect(text).to.include('&lt;!channel&gt; &amp; @all').and.not.to.include('<!channel>');
    expect(text).to.match(/<http:\/\/localhost:\d+\/m\/\d{9}\|Rejoindre la réunion>/);
    expect(JSON.stringify(blocks)).to.include('"type":"button"');
    expect((await catcher.call(0)).headers).not.to.have.property('webmeeting-signature');
  });

  it('put messages into a room of Matrix, once', async () => {
    const { webhook, secret } = await make({
      form: 'matrix',
      url: catcher.url,
      accessToken: 'syt_secret',
      room: '!abc:example.org',
      events: [],
    });
    expect(secret).to.equal(null);
    const event = await schedule({ title: 'A <b>' });
    const preview = await bob.post<{ text: string }>(`/events/${event.id}/team-chat/preview`);
    expect(preview.text).to.include('Invitation à une réunion\u00a0: A <b>').and.include(`/m/${event.meeting?.id}`);
    expect(preview.text).not.to.include('/j/').and.not.to.include('/start/').and.not.to.include(event.meeting?.pin);
    const sent = await bob.post<{ id: string }>(`/events/${event.id}/team-chat`, { webhookId: webhook.id });
    const call = await catcher.call(0);
    expect(call.method).to.equal('PUT');
    expect(call.path).to.equal(`/_matrix/client/v3/rooms/!abc%3Aexample.org/send/m.room.message/${sent.id}`);
    expect(call.headers.authorization).to.equal('Bearer syt_secret');
    const message = JSON.parse(call.body) as Record<string, unknown>;
    expect(message).to.deep.include({ body: preview.text, 'm.mentions': {} });
    expect(message['formatted_body']).to.include('A &lt;b&gt;');
    // Its token goes to no other host.
    await bob.refused(422, 'PATCH', `/webhooks/${webhook.id}`, { url: 'https://elsewhere.example' });
  });

  it('are their owner’s alone', async () => {
    const { webhook } = await make();
    await admin.refused(404, 'PATCH', `/webhooks/${webhook.id}`, { active: false });
    await admin.refused(404, 'GET', `/webhooks/${webhook.id}/deliveries`);
    await admin.refused(404, 'PATCH', `/admin/webhooks/${webhook.id}`, { active: false });
  });

  it('wait in the database while the server is down', async () => {
    const { webhook } = await make();
    catcher.answer(500);
    await schedule({ title: 'Before the restart' });
    await settled(webhook.id, 1);
    catcher.answer(200);
    await running.stop();
    clock.forward(MINUTE_MS);
    const { dataDirectory } = running;
    running = await startApp({
      environment,
      overrides: { clock },
      dataDirectory,
      port: Number(new URL(running.url).port),
    });
    expect(newsOf(await catcher.call(1)).meeting?.title).to.equal('Before the restart');
    expect(newsOf(await catcher.call(1)).id).to.equal(newsOf(await catcher.call(0)).id);
    await settled(webhook.id, 2);
  });
});

describe('webhooks without a network of their own', () => {
  let running: RunningApp;
  let catcher: WebhookCatcher;
  before(async () => {
    catcher = await startWebhookCatcher();
    const resolve = async (): Promise<readonly string[]> => ['193.0.6.139', '127.0.0.1'];
    running = await startApp({
      environment: { WEBHOOK_HTTP: 'true' },
      // It is the address that is refused, not the port.
      overrides: { integrations: { webhookNetwork: { ports: [Number(new URL(catcher.url).port)], resolve } } },
    });
  });
  after(async () => {
    await running.dispose();
    await catcher.close();
  });

  it('reach nothing inside, and say no more than that', async () => {
    const admin = await running.admin();
    const port = new URL(catcher.url).port;
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '2130706433',
      '169.254.169.254',
      '[::ffff:127.0.0.1]',
      'two-faced.example',
    ]) {
      const { webhook } = await admin.post<NewWebhook>('/webhooks', {
        ...{ name: host, form: 'json', url: `http://${host}:${port}/`, events: ALL },
      });
      await admin.post(`/webhooks/${webhook.id}/test`);
      let problem = '';
      for (let tries = 0; tries < 300 && problem === ''; tries += 1) {
        const { deliveries } = await admin.get<WebhookDeliveryList>(`/webhooks/${webhook.id}/deliveries`);
        problem = deliveries[0]?.problem ?? '';
        if (problem === '') await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(problem, host).to.equal('unreachable');
    }
    expect(catcher.calls).to.deep.equal([]);
  });
});
