import { expect } from 'chai';
import {
  comingMeetingsSchema,
  liveMeetingsSchema,
  livePeopleSchema,
  pastMeetingsSchema,
} from '../../src/contract/http/admin-meeting.ts';
import { auditListSchema } from '../../src/contract/http/audit.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { OutboxMail } from '../../src/contract/http/outbox.ts';
import { capacitySchema, forecastSchema, overviewSchema } from '../../src/contract/http/overview.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { until } from '../kit/own-process.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const OTHER = { email: 'olga@example.org', password: 'another long password' };
const HOUR_MS = 3_600_000;

/** Local time in UTC, a while from now. */
const later = (ms: number): string =>
  new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + ms).toISOString().slice(0, 16);

describe('the console’s meetings and overview', function () {
  this.timeout(30_000);
  let running: RunningApp;
  let admin: ApiClient;
  let olga: ApiClient;
  const clients: HeadlessClient[] = [];

  before(async () => {
    running = await startApp();
    admin = await running.admin();
    await addAccountTo(running.dataDirectory, { ...OTHER, name: 'Olga' });
    olga = running.client();
    await olga.post('/session', OTHER);
  });
  after(async () => {
    for (const client of clients) client.close();
    await running.dispose();
  });

  const schedule = (title: string, startInMs: number, invitees: number, more: object = {}): Promise<EventBody> =>
    olga.post('/events', {
      title,
      start: later(startInMs),
      end: later(startInMs + HOUR_MS),
      timeZone: 'UTC',
      webMeeting: true,
      invitees: Array.from({ length: invitees }, (_unused, index) => ({ email: `guest${index}@example.com` })),
      ...more,
    });
  const live = async () => liveMeetingsSchema.parse(await admin.get('/admin/meetings/live')).meetings;
  const lines = async (query = '') => auditListSchema.parse(await admin.get(`/admin/audit${query}`)).lines;
  const start = async (title: string) => {
    const meeting = await olga.post<MeetingBody>('/meetings', { title });
    const keys = { meeting: meeting.id, name: 'Gast', pin: meeting.pin ?? '' };
    const { ticket } = await enterByKeys(running.client(), keys);
    const guest = await enterRoom(running.url, { ticket });
    clients.push(guest);
    return { meeting, guest };
  };

  it('show one that runs with its organizer and how people are there, without their names', async () => {
    const { meeting } = await start('Quick word');
    const [found] = await live();
    expect(found).to.include({ meetingId: meeting.id, title: 'Quick word', web: 1, phone: 0, recording: 'none' });
    expect(found?.organizer).to.deep.equal({ name: 'Olga', email: OTHER.email });
    const answer = await admin.get(`/admin/meetings/live/${found?.sessionId}`);
    const [person] = livePeopleSchema.parse(answer).people;
    expect(person).to.include({ number: 1, via: 'web', connected: true });
    expect(JSON.stringify(answer)).not.to.include('Gast');
  });

  it('end one for everybody: those inside are told by whom, and it is written down and listed', async () => {
    const { meeting, guest } = await start('To be ended');
    const found = (await live()).find(({ meetingId }) => meetingId === meeting.id);
    const { status } = await admin.call('POST', `/admin/meetings/live/${found?.sessionId}/end`);
    expect(status).to.equal(204);
    expect(await guest.next('session.ended')).to.deep.equal({ reason: 'administrator' });
    expect((await live()).map(({ meetingId }) => meetingId)).not.to.include(meeting.id);
    const [line] = await lines('?group=meetings&person=admin');
    expect(line).to.deep.include({ action: 'meeting.end', target: { id: meeting.id, name: meeting.id } });
    expect(line?.actor).to.include({ kind: 'account', name: 'admin@example.org', network: '127.0.0.1' });
    const past = pastMeetingsSchema.parse(await admin.get(`/admin/meetings/past?organizer=OLGA&meeting=${meeting.id}`));
    expect(past.sessions).to.have.length(1);
    expect(past.sessions[0]).to.include({ title: 'To be ended', reason: 'administrator', people: 1, callers: 0 });
    await admin.refused(404, 'POST', `/admin/meetings/live/${found?.sessionId}/end`);
  });

  it('are refused to whoever does not run the server', async () => {
    for (const path of [
      '/admin/meetings/live',
      '/admin/meetings/past',
      '/admin/overview',
      '/admin/audit',
      '/admin/forecast',
    ])
      await olga.refused(403, 'GET', path);
    await olga.refused(403, 'POST', '/admin/meetings/live/unknown/end');
  });

  it('page the past without losing or repeating one, by dates and by organizer', async () => {
    const all = pastMeetingsSchema.parse(await admin.get('/admin/meetings/past'));
    const nobody = pastMeetingsSchema.parse(await admin.get('/admin/meetings/past?organizer=nobody'));
    const before = pastMeetingsSchema.parse(await admin.get('/admin/meetings/past?to=2020-01-01T00:00:00Z'));
    expect([all.sessions.length > 0, nobody.sessions.length, before.sessions.length]).to.deep.equal([true, 0, 0]);
    await admin.refused(422, 'GET', '/admin/meetings/past?from=yesterday');
  });

  it('tell of those that come, and keep the title of a private one', async () => {
    await schedule('Budget', 24 * HOUR_MS, 3);
    const { meetings } = comingMeetingsSchema.parse(await admin.get('/admin/meetings/coming'));
    expect(meetings.find(({ title }) => title === 'Budget')).to.include({ people: 4, private: false });
  });

  it('foresee by hour what comes, and warn the organizer of what does not fit', async () => {
    expect(await admin.get('/admin/forecast')).to.deep.equal({ pending: true });
    expect((await admin.call('PUT', '/admin/seats', { people: 5 })).status).to.equal(200);
    const event = await schedule('Everybody', 48 * HOUR_MS, 6);
    const capacity = capacitySchema.parse(await olga.get(`/events/${event.id}/capacity`));
    expect(capacity.people).to.equal(7);
    expect(capacity.exceeds).to.deep.include({
      what: 'people',
      expected: 7,
      limit: 5,
      at: new Date(Date.parse(event.startsAt)).toISOString(),
    });
    let answer: unknown;
    await until(async () => {
      answer = await admin.get('/admin/forecast');
      return forecastSchema.safeParse(answer).success;
    });
    const forecast = forecastSchema.parse(answer);
    expect(forecast.limits).to.include({ people: 5 });
    expect(forecast.hours).to.have.length(14 * 24);
    expect((await schedule('Few', 72 * HOUR_MS, 1)).id).to.be.a('string');
    await admin.refused(404, 'GET', `/events/${event.id}/capacity`);
    const { attention } = overviewSchema.parse(await admin.get('/admin/overview'));
    expect(attention.map(({ code }) => code)).to.include('forecast-people');
  });

  it('warn the organizer by mail too, once the limit is known', async () => {
    const mailsOf = async (): Promise<string[]> =>
      (await admin.get<{ mails: OutboxMail[] }>('/admin/outbox')).mails
        .filter(({ to, subject }) => to === OTHER.email && subject.includes('room for everybody'))
        .map(({ subject }) => subject);
    // Each change has one look ahead made; what two in a row find is told.
    await until(async () => {
      await admin.call('PUT', '/admin/seats', { people: 5 });
      return (await mailsOf()).length > 0;
    });
    expect(await mailsOf()).to.have.length(1);
    expect((await mailsOf())[0]).to.match(/Everybody$/);
  });

  it('warn of more people than the meeting itself lets in', async () => {
    await admin.call('PUT', '/admin/seats', { people: null });
    const event = await schedule('Small room', 96 * HOUR_MS, 4, { meetingSettings: { participantsMax: 2 } });
    const { exceeds } = capacitySchema.parse(await olga.get(`/events/${event.id}/capacity`));
    expect(exceeds).to.deep.equal([{ what: 'room', expected: 5, limit: 2 }]);
  });

  it('write down what is changed in the settings, by name alone, and who starts, removes and ends', async () => {
    const mail = await admin.get<object>('/admin/mail-settings');
    await admin.call('PUT', '/admin/mail-settings', { ...mail, hostingPerDay: 7 });
    const [line] = await lines('?group=settings');
    expect(line).to.deep.include({ action: 'settings.change', detail: { changed: ['hostingPerDay'] } });
    expect(line?.target.name).to.equal('mail');
    const { meeting, guest } = await start('Written down');
    const host = await enterRoom(running.url, {
      ticket: (await enterByKeys(olga, { meeting: meeting.id, name: 'Olga' })).ticket,
    });
    clients.push(host);
    const me = guest.view.welcome?.you.id ?? '';
    expect(await host.ask('participant.remove', { id: me })).to.equal('ok');
    expect(await host.ask('session.end')).to.equal('ok');
    const wanted = ['meeting.end', 'participant.remove', 'meeting.start'];
    const ofMeeting = async () =>
      (await lines('?group=meetings')).filter(({ target }) => target.id === meeting.id).map(({ action }) => action);
    for (let tries = 0; tries < 100 && (await ofMeeting()).length < wanted.length; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await ofMeeting()).to.have.members(wanted);
    expect(JSON.stringify(await lines('?group=meetings'))).not.to.include('Gast');
    expect(await admin.get('/admin/audit/check')).not.to.have.property('broken');
  });

  it('measure how it goes, with the disk by kind', async () => {
    const overview = overviewSchema.parse(await admin.get('/admin/overview?span=hour'));
    expect(overview.now).to.include.keys('peopleWeb', 'rooms', 'calls', 'mailsWaiting', 'loadPercent', 'memoryBytes');
    expect(overview.disk.database).to.be.greaterThan(0);
    expect(overview.disk.free).to.be.greaterThan(0);
    expect(overview.stepMs).to.equal(60_000);
    await admin.refused(422, 'GET', '/admin/overview?span=year');
  });
});
