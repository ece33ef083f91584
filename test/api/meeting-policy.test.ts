import { expect } from 'chai';
import type { MeetingPolicy, MeetingPolicyAnswer } from '../../src/contract/http/meeting-policy.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock, type TurnedClock } from '../kit/turned-clock.ts';

const START_MS = Date.parse('2027-03-01T08:00:00Z');

interface EventAnswer {
  readonly id: string;
  readonly meeting: { readonly id: string; readonly pin: string; readonly sipUri: string };
  readonly meetingSettings: { readonly everyoneWaits: boolean; readonly participantsMax: number };
}

describe('the policy of meetings', () => {
  let app: RunningApp;
  let admin: ApiClient;
  let clock: TurnedClock;
  let usual: MeetingPolicy;

  before(async function () {
    this.timeout(30_000);
    clock = createTurnedClock(START_MS);
    app = await startApp({ environment: { SIP_DOMAIN: 'tel.example.org' }, overrides: { clock } });
    admin = await app.admin();
    usual = (await admin.get<MeetingPolicyAnswer>('/admin/meeting-policy')).policy;
  });
  after(() => app.dispose());
  afterEach(() => put(usual));

  const put = (policy: MeetingPolicy) => admin.call('PUT', '/admin/meeting-policy', policy);
  const say = async (change: Partial<MeetingPolicy>): Promise<void> => {
    const answer = await put({ ...usual, ...change });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  };
  const schedule = (start = '2027-03-01T12:00', more: object = {}): Promise<EventAnswer> =>
    admin.post<EventAnswer>('/events', {
      title: 'Review',
      start,
      end: `${start.slice(0, 11)}13:30`,
      timeZone: 'UTC',
      webMeeting: true,
      ...more,
    });
  const startOf = ({ id }: EventAnswer) => admin.call<{ code?: string }>('POST', `/events/${id}/start`, {});

  it('makes everyone wait in meetings that never said anything, and leaves those that did', async () => {
    const silent = await schedule();
    const open = await schedule();
    await say({ lobby: 'everyone-waits' });
    const settings = async (event: EventAnswer) =>
      (await admin.get<EventAnswer>(`/events/${event.id}`)).meetingSettings.everyoneWaits;
    await admin.patch(`/meetings/${open.meeting.id}`, { settings: { everyoneWaits: false } });
    expect(await settings(silent)).to.equal(true);
    expect(await settings(open)).to.equal(false);
    await say({ lobby: 'always' });
    expect(await settings(open)).to.equal(true);
    const freer = await admin.call<{ errors: unknown[] }>('PATCH', `/meetings/${open.meeting.id}`, {
      settings: { everyoneWaits: false },
    });
    expect(freer.status).to.equal(422);
    expect(freer.body.errors[0]).to.include({ path: 'settings.everyoneWaits' });
  });

  it('is the most that a meeting may ask for, and what it has without asking', async () => {
    await say({ participantsMax: 20 });
    const event = await schedule();
    const settings = async () => (await admin.get<EventAnswer>(`/events/${event.id}`)).meetingSettings;
    expect((await settings()).participantsMax).to.equal(20);
    const more = await admin.call<{ errors: unknown[] }>('PATCH', `/meetings/${event.meeting.id}`, {
      settings: { participantsMax: 21 },
    });
    expect(more.status).to.equal(422);
    expect(more.body.errors[0]).to.include({ path: 'settings.participantsMax' });
    await admin.patch(`/meetings/${event.meeting.id}`, { settings: { participantsMax: 5 } });
    await say({ participantsMax: 500 });
    expect((await settings()).participantsMax).to.equal(5);
  });

  it('lets nobody knock by the digits alone where the PIN is required, whether the meeting exists or not', async () => {
    const { meeting } = await schedule();
    await say({ pinRequired: true });
    for (const id of [meeting.id, '123456789']) {
      const knock = await app.client().call<{ errors: unknown[] }>('POST', `/meetings/${id}/join`, { name: 'Ada' });
      expect(knock.status).to.equal(422);
      expect(knock.body.errors[0]).to.include({ path: 'pin', code: 'required' });
      expect(await app.client().get<object>(`/meetings/${id}`)).to.include({ needsPin: true, pinRequired: true });
    }
    const right = await app.client().call('POST', `/meetings/${meeting.id}/join`, { name: 'Ada', pin: meeting.pin });
    expect(right.status).to.equal(200);
  });

  it('opens a meeting no earlier than said, and an instant one at once', async () => {
    await say({ opensBeforeMinutes: 15 });
    const event = await schedule();
    const early = await startOf(event);
    expect(early.status).to.equal(409);
    expect(early.body.code).to.equal('too-early');
    clock.set(Date.parse('2027-03-01T11:45:00Z'));
    expect((await startOf(event)).status).to.equal(200);
    expect((await admin.call('POST', '/meetings', {})).status).to.equal(201);
  });

  it('starts no more meetings at once than the server holds, and makes no event of one that does not begin', async () => {
    const running = (await admin.get<MeetingPolicyAnswer>('/admin/meeting-policy')).roomsNow;
    await say({ roomsMax: running + 1 });
    const first = await schedule();
    const second = await schedule();
    expect((await startOf(first)).status).to.equal(200);
    expect((await startOf(first)).status, 'one that runs').to.equal(200);
    const refused = await startOf(second);
    expect(refused.status).to.equal(409);
    expect(refused.body.code).to.equal('rooms-full');
    const count = async (): Promise<number> =>
      (await admin.get<{ events: unknown[] }>('/events?from=2027-03-01&to=2027-03-02')).events.length;
    const before = await count();
    expect((await admin.call<{ code: string }>('POST', '/meetings', {})).body.code).to.equal('rooms-full');
    expect(await count()).to.equal(before);
  });

  it('names the conference service as it is called here', async () => {
    await say({ sipUser: 'reunion' });
    expect((await schedule()).meeting.sipUri).to.match(/^sip:reunion\*\d{9}@tel\.example\.org$/);
  });

  it('gives the conference service no address that an account has, nor an account that of the service', async () => {
    const { account } = await admin.post<{ account: { id: string } }>('/admin/accounts', {
      email: 'grace@tel.example.org',
      name: 'Grace',
      password: 'correct horse battery',
      language: 'en',
      timeZone: 'UTC',
    });
    const taken = await admin.call<{ errors: unknown[] }>('PUT', '/admin/meeting-policy', {
      ...usual,
      sipUser: 'Grace',
    });
    expect(taken.status).to.equal(422);
    expect(taken.body.errors[0]).to.include({ path: 'sipUser', code: 'is-account' });
    const service = await admin.call<{ errors: unknown[] }>('POST', '/admin/accounts', {
      email: 'conference@tel.example.org',
      name: 'Nobody',
      password: 'correct horse battery',
      language: 'en',
      timeZone: 'UTC',
    });
    const renamed = await admin.call<{ errors: unknown[] }>('PATCH', `/admin/accounts/${account.id}`, {
      email: 'Conference@tel.example.org',
    });
    for (const refused of [service, renamed]) {
      expect(refused.status).to.equal(422);
      expect(refused.body.errors[0]).to.include({ path: 'email', code: 'reserved' });
    }
  });

  it('refuses what is no policy by field, and changes nothing', async () => {
    for (const [change, path] of [
      [{ sipUser: 'a b' }, 'sipUser'],
      [{ sipUser: 'echo' }, 'sipUser'],
      [{ participantsMax: 1 }, 'participantsMax'],
      [{ roomsMax: 0 }, 'roomsMax'],
      [{ opensBeforeMinutes: -1 }, 'opensBeforeMinutes'],
      [{ guests: { ...usual.guests, chat: 'yes' } }, 'guests.chat'],
    ] as const) {
      const refused = await admin.call<{ errors: unknown[] }>('PUT', '/admin/meeting-policy', { ...usual, ...change });
      expect(refused.status).to.equal(422);
      expect(refused.body.errors[0]).to.include({ path });
    }
    expect((await admin.get<MeetingPolicyAnswer>('/admin/meeting-policy')).policy).to.deep.equal(usual);
  });
});
