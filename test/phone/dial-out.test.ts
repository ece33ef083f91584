import { expect } from 'chai';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { PhoneSettings, RoomCallBody, RoomCallRequest } from '../../src/contract/http/phone.ts';
import type { Problem } from '../../src/contract/http/problem.ts';
import type { ApiAnswer, ApiClient } from '../kit/api-client.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../kit/headless-door.ts';
import { until } from '../kit/own-process.ts';
import { type CalledPerson, type SipRegistrar, startSipRegistrar } from '../kit/sip-registrar.ts';
import { type PhoneApp, startPhoneApp, untilTrunk } from '../kit/start-phone-app.ts';

const NUMBER = '+33 6 12 34 56 78';
const START_TRIES = 3;
const SETTINGS: PhoneSettings = {
  enabled: true,
  language: 'en',
  ownNumber: '+33 1 23 45 67 89',
  callsMax: 300,
  allowedNetworks: [],
  trunkCa: '',
  callsOut: { enabled: true, countries: ['FR'], perHour: 3, perHourInAll: 50, atOnce: 5, longestMinutes: 60 },
};

interface RoomCalls {
  readonly calls: RoomCallBody[];
  readonly may: { readonly others: boolean; readonly self: boolean };
}

describe('calls out through a provider that sipp plays', function () {
  this.timeout(120_000);
  let registrar: SipRegistrar | undefined;
  let house: PhoneApp | undefined;
  let olga: HeadlessClient | undefined;
  let gus: HeadlessClient | undefined;
  let admin: ApiClient;

  afterEach(async () => {
    olga?.close();
    gus?.close();
    await house?.dispose();
    await registrar?.stop();
    house = undefined;
    registrar = undefined;
  });

  /** A provider, the server registered with it, and a meeting of Olga with a guest. */
  const open = async (called: CalledPerson, transport: 'udp' | 'tcp' = 'udp'): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      registrar = await startSipRegistrar({ user: 'meet', password: 'a secret', called, transport });
      house = await startPhoneApp({ environment: { SIP_TRUNK_URL: registrar.trunkUrl } });
      admin = await house.admin();
      try {
        await untilTrunk(admin, 'registered');
        break;
      } catch (error) {
        // sipp now and then takes a message for unexpected, and answers that call no more: another sipp does.
        if (tries === START_TRIES) throw new Error(registrar.messages(), { cause: error });
        await house.dispose();
        await registrar.stop();
      }
    }
    const { status } = await admin.call('PUT', '/admin/phone-settings', SETTINGS);
    expect(status).to.equal(200);
    const { id, pin = '' } = await admin.post<MeetingBody>('/meetings', { title: 'Budget' });
    const host = await enterByKeys(admin, { meeting: id, name: 'Olga' });
    olga = await enterRoom(house.url, { ticket: host.ticket });
    const guest = await enterByKeys(newBrowser(house.url), { meeting: id, name: 'Gus', pin });
    gus = await enterRoom(house.url, { ticket: guest.ticket });
    for (const client of [olga, gus]) await client.until('both', ({ view }) => view.people.size === 2);
  };
  const call = async <Body>(
    who: HeadlessClient | undefined,
    method: string,
    path = '/room/calls',
    body?: RoomCallRequest,
  ): Promise<ApiAnswer<Body>> => {
    if (house === undefined || who === undefined) throw new Error('nobody is in');
    const browser = house.client();
    browser.headers = { 'x-room-key': who.resumeToken };
    return browser.call<Body>(method, path, body);
  };
  const stateOf = async (): Promise<string | undefined> => (await call<RoomCalls>(olga, 'GET')).body.calls[0]?.state;

  for (const transport of ['udp', 'tcp'] as const)
    it(`bring somebody in who presses 1, over ${transport}, and hang up when they are put out`, async () => {
      await open({ pressesOneAfterMs: 500 }, transport);
      const { status, body } = await call<RoomCallBody>(olga, 'POST', undefined, { number: NUMBER, name: 'Ann' });
      expect([status, body.state, body.number]).to.deep.equal([201, 'calling', NUMBER]);
      await gus?.until('Ann', ({ view }) => view.names().includes('Ann'), 15_000);
      const ann = gus?.view.person('Ann');
      expect([ann?.via, ann?.role, ann?.caller]).to.deep.equal(['phone', 'attendee', '+33 6 •• •• •• 78']);
      await until(async () => (await stateOf()) === 'answered');
      expect(registrar?.messages()).to.match(/^INVITE sip:\+33612345678@/m);
      expect((await call(gus, 'GET')).body).to.deep.equal({
        ...{ calls: [], may: { others: false, self: true }, countries: ['FR'] },
      });
      expect(await olga?.ask('participant.remove', { id: ann?.id ?? '' })).to.equal('ok');
      await registrar?.until(/^BYE /m);
      await until(async () => (await stateOf()) === undefined);
    });

  it('show that the line is busy', async () => {
    await open('busy');
    await call(olga, 'POST', undefined, { number: NUMBER });
    await until(async () => (await stateOf()) === 'busy');
  });

  it('ring no longer when whoever asked leaves', async () => {
    await open('rings');
    await call(gus, 'POST', undefined, { number: NUMBER, self: true });
    await until(async () => (await stateOf()) === 'ringing');
    await gus?.leave();
    await registrar?.until(/^CANCEL /m);
    await until(async () => (await stateOf()) === 'cancelled');
  });

  it('are refused in words that say why', async () => {
    await open('busy');
    const refusal = async (who: HeadlessClient | undefined, body: RoomCallRequest) => {
      const answer = await call<Problem>(who, 'POST', undefined, body);
      return [answer.status, answer.body.errors?.[0]?.code ?? answer.body.code];
    };
    expect(await refusal(gus, { number: NUMBER })).to.deep.equal([403, 'not-allowed']);
    expect(await refusal(olga, { number: '112' })).to.deep.equal([422, 'not-a-number']);
    expect(await refusal(olga, { number: '+33 899 12 34 56' })).to.deep.equal([422, 'kind-not-called']);
    expect(await refusal(olga, { number: '+1 202 555 0123' })).to.deep.equal([422, 'country-not-called']);
    for (let count = 0; count < SETTINGS.callsOut.perHour; count += 1)
      expect((await call(olga, 'POST', undefined, { number: NUMBER })).status).to.equal(201);
    expect(await refusal(olga, { number: NUMBER })).to.deep.equal([429, 'too-many-attempts']);
    const nobody = house?.client();
    expect((await nobody?.call('GET', '/room/calls'))?.status).to.equal(403);
    await until(() => (registrar?.messages().match(/^SIP\/2.0 486/gm)?.length ?? 0) >= SETTINGS.callsOut.perHour);
    expect(registrar?.messages()).to.not.match(/sip:(?:112|\+33899123456|\+12025550123)@/);
  });
});
