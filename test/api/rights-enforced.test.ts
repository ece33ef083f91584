import { expect } from 'chai';
import type { Right } from '../../src/base/rights.ts';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import type { Door, MeetingBody } from '../../src/contract/http/meeting.ts';
import type { OutboxMailDetail } from '../../src/contract/http/outbox.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { rightsWithout, setRightsOf } from '../kit/set-rights.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const ZOE = { email: 'zoe@example.org', password: 'another horse battery' };
const ANN = { email: 'ann@example.org', password: 'another horse battery' };
const EVENT = { title: 'Budget', start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'Europe/Paris' };
const NUMBER = '+33 1 23 45 67 89';

describe('rights are looked at when they are used', () => {
  let running: RunningApp;
  let admin: ApiClient;
  let zoe: ApiClient;
  let authorization: string;
  const clients: HeadlessClient[] = [];

  before(async () => {
    running = await startApp({ environment: { SIP_DOMAIN: 'example.org' }, overrides: { quietMs: 0 } });
    admin = await running.admin();
    await admin.call('PUT', '/admin/settings', { phoneNumbers: [{ country: 'FR', number: NUMBER }] });
    for (const person of [ZOE, ANN]) await addAccountTo(running.dataDirectory, { ...person, name: 'Zoé' });
    zoe = running.client();
    await zoe.post('/session', ZOE);
    const { password } = await zoe.post<{ password: string }>('/app-passwords', { name: 'Thunderbird' });
    authorization = `Basic ${Buffer.from(`${ZOE.email}:${password}`).toString('base64')}`;
  });
  after(async () => {
    for (const client of clients) client.close();
    await running.dispose();
  });
  beforeEach(() => setRights());

  /** From now on Zoé has all usual rights but these. */
  const setRights = (...missing: Right[]): Promise<void> =>
    setRightsOf(running.dataDirectory, ZOE.email, rightsWithout('admin', ...missing));
  const mayOf = ({ view }: HeadlessClient): readonly string[] => view.welcome?.may ?? [];
  const dav = async (method: string, path: string, body?: string): Promise<number> => {
    const init = { method, headers: { authorization, depth: '0' }, ...(body !== undefined && { body }) };
    return (await fetch(new URL(path, running.url), init)).status;
  };
  const enter = async (api: ApiClient, meeting: MeetingBody, name: string): Promise<HeadlessClient> => {
    const { ticket } = await enterByKeys(api, { meeting: meeting.id, name, ...(meeting.pin && { pin: meeting.pin }) });
    const client = await enterRoom(running.url, { ticket });
    clients.push(client);
    return client;
  };

  describe('webmeeting', () => {
    it('is needed for an instant meeting, an event with one, and the flag of a calendar program', async () => {
      const { calendars } = await zoe.get<{ calendars: { davUrl: string }[] }>('/calendars');
      const object = (uid: string): string =>
        [
          'BEGIN:VCALENDAR',
          'VERSION:2.0',
          'PRODID:-//x//y//EN',
          'BEGIN:VEVENT',
          `UID:${uid}`,
          'DTSTAMP:20270101T000000Z',
        ]
          .concat(['DTSTART:20270301T100000Z', 'DTEND:20270301T110000Z', 'SUMMARY:Budget', 'X-WEBMEETING:TRUE'])
          .concat(['END:VEVENT', 'END:VCALENDAR', ''])
          .join('\r\n');
      const put = (uid: string): Promise<number> => dav('PUT', `${calendars[0]?.davUrl}${uid}.ics`, object(uid));
      expect(await put('with-the-right')).to.equal(201);

      await setRights('webmeeting');
      expect((await zoe.refused(403, 'POST', '/meetings', {})).code).to.equal('no-webmeeting-right');
      const refused = await zoe.refused(403, 'POST', '/events', { ...EVENT, webMeeting: true });
      expect(refused.code).to.equal('no-webmeeting-right');
      // A program could not show why it is refused: the event is kept, without a meeting.
      expect(await put('without-it')).to.equal(201);
      const { events } = await zoe.get<EventList>('/events?from=2027-03-01&to=2027-03-02');
      expect(events.map(({ webMeeting }) => webMeeting)).to.have.members([true, false]);
      await zoe.post('/events', EVENT);
    });

    it('taken away after an event was made, its meeting does not start', async () => {
      const event = await zoe.post<EventBody>('/events', { ...EVENT, webMeeting: true });
      await setRights('webmeeting');
      expect((await zoe.refused(403, 'POST', `/events/${event.id}/start`)).code).to.equal('no-webmeeting-right');
      await setRights();
      await zoe.post(`/events/${event.id}/start`);
    });

    it('is needed to be made a moderator, also by somebody who lost it in the room', async () => {
      const invited = { ...EVENT, webMeeting: true, invitees: [{ email: ANN.email }] };
      const event = await zoe.post<EventBody>('/events', invited);
      const meeting = await zoe.post<MeetingBody>(`/events/${event.id}/start`);
      const organizer = await enter(zoe, meeting, 'Zoé');
      const ann = running.client();
      await ann.post('/session', ANN);
      const guest = await enter(ann, { ...meeting, pin: '' }, 'Ann');
      await setRightsOf(running.dataDirectory, ANN.email, []);
      const id = guest.view.me.id;
      expect(await organizer.ask('moderator.give', { id })).to.equal('not-allowed');
      await setRightsOf(running.dataDirectory, ANN.email, ['webmeeting']);
      expect(await organizer.ask('moderator.give', { id })).to.equal('ok');
    });
  });

  describe('record', () => {
    it('is that of the organizer: without it nothing is offered, and nothing recorded', async () => {
      await setRights('record');
      const meeting = await zoe.post<MeetingBody>('/meetings', {});
      const organizer = await enter(zoe, meeting, 'Zoé');
      expect(mayOf(organizer)).to.not.include('recording.start');
      expect(await organizer.ask('recording.start')).to.equal('right-missing');
    });

    it('taken away while the room is live, counts at the next command; what is recorded goes on', async () => {
      const meeting = await zoe.post<MeetingBody>('/meetings', {});
      const organizer = await enter(zoe, meeting, 'Zoé');
      expect(mayOf(organizer)).to.include('recording.start');
      expect(await organizer.ask('recording.start')).to.equal('ok');
      await setRights('record');
      expect(await organizer.ask('recording.pause', { paused: true })).to.equal('ok');
      expect(await organizer.ask('recording.pause', { paused: false })).to.equal('ok');
      expect(await organizer.ask('recording.stop')).to.equal('ok');
      expect(await organizer.ask('recording.start')).to.equal('right-missing');
      // Within a few seconds the button is gone as well.
      await organizer.until('nothing is offered', (client) => !mayOf(client).includes('recording.start'));
    });
  });

  describe('telephone', () => {
    const mailTo = async (address: string): Promise<OutboxMailDetail> => {
      for (let tries = 0; tries < 100; tries += 1) {
        const { mails } = await admin.get<{ mails: { id: string; to: string }[] }>('/admin/outbox');
        const found = mails.find(({ to }) => to.includes(address));
        if (found) return admin.get<OutboxMailDetail>(`/admin/outbox/${found.id}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no mail to ${address}`);
    };

    it('without it a meeting has no number, PIN or SIP address: API, mail, door and room', async () => {
      const facts = { ...EVENT, webMeeting: true };
      const phoned = await zoe.post<EventBody>('/events', { ...facts, invitees: [{ email: 'one@example.com' }] });
      expect(phoned.meeting?.phoneNumbers).to.have.length(1);
      expect((await mailTo('one@example.com')).text).to.contain(NUMBER);

      await setRights('telephone');
      const plain = await zoe.post<EventBody>('/events', { ...facts, invitees: [{ email: 'two@example.com' }] });
      expect(plain.meeting).to.deep.include({ phoneNumbers: [] }).and.not.have.property('sipUri');
      const { text, html } = await mailTo('two@example.com');
      for (const shown of [text, html])
        expect(shown).to.not.contain(NUMBER).and.not.contain('sip:').and.not.contain('@example.org;');
      expect((await zoe.get<EventBody>(`/events/${phoned.id}`)).meeting?.phoneNumbers, 'an older one').to.deep.equal(
        [],
      );

      const meeting = await zoe.post<MeetingBody>(`/events/${plain.id}/start`);
      const door = await zoe.get<Door>(`/meetings/${meeting.id}`);
      expect(door).to.deep.include({ phoneNumbers: [] }).and.not.have.property('sipUri');
      const { view } = await enter(zoe, meeting, 'Zoé');
      expect(view.welcome?.meeting).to.deep.include({ phoneNumbers: [] }).and.not.have.property('sipUri');
    });
  });

  describe('dial-out', () => {
    it('is needed to have anybody called: nobody is offered it without', async () => {
      await setRights('dial-out');
      const meeting = await zoe.post<MeetingBody>('/meetings', {});
      const organizer = await enter(zoe, meeting, 'Zoé');
      zoe.headers = { 'X-Room-Key': organizer.resumeToken };
      try {
        for (const self of [{}, { self: true }]) {
          const refused = await zoe.refused(403, 'POST', '/room/calls', { number: '+33612345678', ...self });
          expect(refused.code).to.equal('not-allowed');
        }
      } finally {
        zoe.headers = {};
      }
    });
  });

  describe('caldav', () => {
    it('without it calendar programs are told 403, with it they come in again', async () => {
      expect(await dav('PROPFIND', '/dav/')).to.equal(207);
      await setRights('caldav');
      for (const path of ['/dav/', '/', '/dav/calendars/']) expect(await dav('PROPFIND', path), path).to.equal(403);
      expect(await dav('PROPFIND', '/dav/documents/'), 'documents are another right').to.equal(207);
      await setRights();
      expect(await dav('PROPFIND', '/dav/')).to.equal(207);
    });
  });

  describe('documents', () => {
    it('without it there are none: API, WebDAV, uploads, downloads, shares', async () => {
      const folder = await zoe.post<{ id: string }>('/documents', { kind: 'folder', name: 'Work' });
      await setRights('documents');
      expect(await dav('PROPFIND', '/dav/documents/')).to.equal(403);
      expect(await dav('PROPFIND', '/dav/'), 'calendars are another right').to.equal(207);
      for (const [method, path, body] of [
        ['GET', '/documents'],
        ['POST', '/documents', { kind: 'folder', name: 'More' }],
        ['DELETE', '/documents?bin=true'],
        ['GET', `/documents/${folder.id}`],
        ['PATCH', `/documents/${folder.id}`, { name: 'Play' }],
        ['DELETE', `/documents/${folder.id}`],
        ['POST', `/documents/${folder.id}/copy`, {}],
        ['GET', `/documents/${folder.id}/content`],
        ['GET', `/documents/${folder.id}/shares`],
        ['POST', `/documents/${folder.id}/shares`, { kind: 'link' }],
        ['PATCH', `/documents/${folder.id}/shares/x`, {}],
        ['DELETE', `/documents/${folder.id}/shares/x`],
        ['OPTIONS', '/uploads'],
        ['POST', '/uploads'],
      ] as const) {
        const { status } = await zoe.call(method, path, body);
        if (method !== 'OPTIONS') expect(status, `${method} ${path}`).to.equal(403);
      }
      await setRights();
      expect((await zoe.get<{ name: string }>(`/documents/${folder.id}`)).name).to.equal('Work');
    });

    it('app passwords are made for calendars or documents, and for nobody who has neither', async () => {
      await setRights('caldav');
      await zoe.post('/app-passwords', { name: 'Files' });
      await setRights('caldav', 'documents');
      expect((await zoe.refused(403, 'POST', '/app-passwords', { name: 'Nothing' })).code).to.equal('right-missing');
    });
  });
});
