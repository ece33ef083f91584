import { expect } from 'chai';
import type { AdminAccount } from '../../src/contract/http/admin-account.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { SignedInDevices } from '../../src/contract/http/sign-in.ts';
import { awaitMailsTo, tokenIn } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const PASSWORD = 'another horse battery';
const NEXT = 'quite another password';
const EVENT = { title: 'Budget', start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'Europe/Paris' };

/** One device: signed in, with a page that listens and a place in a room. */
interface Device {
  readonly api: ApiClient;
  readonly room: HeadlessClient;
  /** Resolves when the stream of the page has ended. */
  readonly streamEnded: Promise<string>;
  readonly isListening: () => boolean;
}

describe('what is open by a sign-in closes with it (S26)', () => {
  let running: RunningApp;
  let admin: ApiClient;
  let people = 0;
  let email: string;
  let id: string;
  let meeting: MeetingBody;
  let first: Device;
  let second: Device;
  const rooms: HeadlessClient[] = [];

  before(async () => {
    running = await startApp({ overrides: { quietMs: 0 } });
    admin = await running.admin();
  });
  after(async () => {
    for (const room of rooms) room.close();
    await running.dispose();
  });

  const signedIn = async (password = PASSWORD): Promise<ApiClient> => {
    const api = running.client();
    await api.post('/session', { email, password });
    return api;
  };
  const openRoom = async (api: ApiClient): Promise<HeadlessClient> => {
    const { ticket } = await enterByKeys(api, { meeting: meeting.id, name: 'Zoé' });
    const room = await enterRoom(running.url, { ticket });
    rooms.push(room);
    return room;
  };
  const listen = async (api: ApiClient): Promise<Pick<Device, 'streamEnded' | 'isListening'>> => {
    const stream = await fetch(`${running.url}/api/v1/changes`, { headers: { Cookie: api.cookie() } });
    expect(stream.status).to.equal(200);
    let listening = true;
    const streamEnded = stream.text().finally(() => {
      listening = false;
    });
    streamEnded.catch(() => {});
    return { streamEnded, isListening: () => listening };
  };
  const device = async (api: ApiClient): Promise<Device> => ({
    api,
    room: await openRoom(api),
    ...(await listen(api)),
  });
  const isOut = async ({ api, room, streamEnded }: Device): Promise<void> => {
    await streamEnded;
    await room.until('the end', ({ end }) => end !== undefined);
    await api.refused(401, 'GET', '/session');
    await enterRoom(running.url, { resume: room.resumeToken }).then(
      () => expect.fail('came back'),
      ({ message }: Error) => expect(message).to.match(/link-revoked|removed-from-meeting/),
    );
  };
  const isIn = async ({ api, room, isListening }: Device): Promise<void> => {
    await api.get('/session');
    expect(await room.ask('hand.set', { raised: true })).to.equal('ok');
    expect(isListening()).to.equal(true);
  };

  beforeEach(async () => {
    people += 1;
    email = `zoe${people}@example.org`;
    await addAccountTo(running.dataDirectory, { email, password: PASSWORD, name: 'Zoé' });
    const api = await signedIn();
    ({ id } = (await api.get<{ account: { id: string } }>('/session')).account);
    const event = await api.post<EventBody>('/events', { ...EVENT, webMeeting: true });
    meeting = await api.post<MeetingBody>(`/events/${event.id}/start`);
    first = await device(api);
    second = await device(await signedIn());
  });

  it('signing out: of that device alone', async () => {
    await first.api.delete('/session');
    await isOut(first);
    await isIn(second);
  });

  it('signing in as somebody else on the same device', async () => {
    const cookie = first.api.cookie();
    const other = `other.${email}`;
    await addAccountTo(running.dataDirectory, { email: other, password: PASSWORD, name: 'Other' });
    await first.api.post('/session', { email: other, password: PASSWORD });
    await first.streamEnded;
    await first.room.until('the end', ({ end }) => end !== undefined);
    expect(first.api.cookie()).to.not.equal(cookie);
    await isIn(second);
  });

  it('nothing, signing in once more as the same person on the same device: it gets another token and stays', async () => {
    const before = first.api.cookie();
    const devices = async () => (await first.api.get<SignedInDevices>('/account/sessions')).sessions;
    const ids = (await devices()).map((session) => session.id);
    await first.api.post('/session', { email, password: PASSWORD });
    expect(first.api.cookie()).to.not.equal(before);
    const old = running.client();
    old.headers = { Cookie: before };
    await old.refused(401, 'GET', '/session');
    expect((await devices()).map((session) => session.id)).to.have.members(ids);
    await isIn(first);
    await isIn(second);
  });

  it('signing out one device, or every other', async () => {
    const { sessions } = await first.api.get<SignedInDevices>('/account/sessions');
    const other = sessions.find(({ current }) => !current);
    await first.api.delete(`/account/sessions/${other?.id}`);
    await isOut(second);
    await isIn(first);
    const third = await device(await signedIn());
    await first.api.delete('/account/sessions');
    await isOut(third);
    await isIn(first);
  });

  it('another password: of every other device, while this one gets another token and stays', async () => {
    const before = first.api.cookie();
    await first.api.post('/account/password', { current: PASSWORD, next: NEXT });
    expect(first.api.cookie()).to.not.equal(before);
    await isOut(second);
    await isIn(first);
  });

  it('an administrator signs somebody out everywhere', async () => {
    await admin.post(`/admin/accounts/${id}/sign-out`);
    await isOut(first);
    await isOut(second);
    await signedIn();
  });

  it('suspension; a ticket of the minute before opens no room either', async () => {
    const { ticket } = await enterByKeys(await signedIn(), { meeting: meeting.id, name: 'Zoé' });
    await admin.post(`/admin/accounts/${id}/suspend`);
    await isOut(first);
    await isOut(second);
    await enterRoom(running.url, { ticket }).then(
      () => expect.fail('came in'),
      ({ message }: Error) => expect(message).to.include('link-revoked'),
    );
  });

  it('a ticket of a sign-in that has ended opens nothing', async () => {
    const { ticket } = await enterByKeys(second.api, { meeting: meeting.id, name: 'Zoé' });
    await second.api.delete('/session');
    await enterRoom(running.url, { ticket }).then(
      () => expect.fail('came in'),
      ({ message }: Error) => expect(message).to.include('link-revoked'),
    );
    await isIn(first);
  });

  it('deletion', async () => {
    await admin.post(`/admin/accounts/${id}/delete`, { confirm: email, meetings: 'cancel' });
    await isOut(first);
    await isOut(second);
  });

  describe('a password reset', () => {
    let token: string;
    let dav: () => Promise<number>;
    let byToken: () => Promise<number>;
    beforeEach(async () => {
      const app = await first.api.post<{ password: string }>('/app-passwords', { name: 'Phone' });
      const key = await first.api.post<{ token: string }>('/api-tokens', { name: 'Script', scopes: ['calendar:read'] });
      const basic = `Basic ${Buffer.from(`${email}:${app.password}`).toString('base64')}`;
      const status = async (path: string, method: string, authorization: string): Promise<number> =>
        (await fetch(`${running.url}${path}`, { method, headers: { authorization, depth: '0' } })).status;
      dav = () => status('/dav/', 'PROPFIND', basic);
      byToken = () => status('/api/v1/calendars', 'GET', `Bearer ${key.token}`);
      // Known to work, and remembered.
      expect([await dav(), await byToken()]).to.deep.equal([207, 200]);
      await running.client().post('/password/forgotten', { email });
      const [mail] = await awaitMailsTo(admin, email, 1);
      token = tokenIn(mail?.text ?? '');
    });

    it('by the mailed link ends every sign-in; programs keep theirs', async () => {
      await running.client().post('/password/choose', { token, password: NEXT });
      await isOut(first);
      await isOut(second);
      expect([await dav(), await byToken()]).to.deep.equal([207, 200]);
    });

    it('takes API tokens and app passwords too when it is asked for', async () => {
      await running.client().post('/password/choose', { token, password: NEXT, revokeKeys: true });
      expect([await dav(), await byToken()]).to.deep.equal([401, 401]);
      const api = await signedIn(NEXT);
      expect(await api.get('/app-passwords')).to.deep.equal({ appPasswords: [] });
    });

    it('by an administrator takes them, unless they say otherwise', async () => {
      const linkOf = async (wish: object): Promise<string> =>
        tokenIn((await admin.post<{ link: string }>(`/admin/accounts/${id}/reset`, { by: 'link', ...wish })).link);
      const gentle = await linkOf({ revokeKeys: false });
      await running.client().post('/password/choose', { token: gentle, password: NEXT });
      expect([await dav(), await byToken()]).to.deep.equal([207, 200]);
      const thorough = await linkOf({});
      expect(await running.client().post('/password/link', { token: thorough })).to.include({ revokesKeys: true });
      expect([await dav(), await byToken()]).to.deep.equal([207, 200]);
      await running.client().post('/password/choose', { token: thorough, password: PASSWORD });
      expect([await dav(), await byToken()]).to.deep.equal([401, 401]);
      const { appPasswords } = await admin.get<AdminAccount>(`/admin/accounts/${id}`);
      expect(appPasswords).to.equal(0);
    });

    it('by an administrator still takes them when somebody asks for another link meanwhile', async () => {
      await admin.post(`/admin/accounts/${id}/reset`, { by: 'link' });
      await running.client().post('/password/forgotten', { email });
      const mails = await awaitMailsTo(admin, email, 2);
      const newest = mails.map(({ text }) => tokenIn(text ?? '')).find((one) => one !== token);
      expect(await running.client().post('/password/link', { token: newest })).to.include({ revokesKeys: true });
      await running.client().post('/password/choose', { token: newest, password: NEXT });
      expect([await dav(), await byToken()]).to.deep.equal([401, 401]);
    });

    it('that takes them ends what was opened by them', async () => {
      const key = await first.api.post<{ token: string }>('/api-tokens', { name: 'Pages', scopes: ['calendar:read'] });
      const stream = await fetch(`${running.url}/api/v1/changes`, {
        headers: { authorization: `Bearer ${key.token}` },
      });
      expect(stream.status).to.equal(200);
      await running.client().post('/password/choose', { token, password: NEXT, revokeKeys: true });
      expect(await stream.text()).to.include('retry');
    });
  });
});
