import { expect } from 'chai';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { promptLikeness, shippedPrompt } from '../kit/heard-prompt.ts';
import { until } from '../kit/own-process.ts';
import { openScriptedPhone, type PhoneCall, type ScriptedPhone } from '../kit/scripted-phone.ts';
import { headerOf } from '../kit/sip-text.ts';
import { type PhoneApp, startPhoneApp } from '../kit/start-phone-app.ts';

/** As in the stories of telephones: what is said between a codec and a mix. */
const ALIKE = 0.8;

describe('a server that is told to stop while people are on the telephone', function () {
  this.timeout(40_000);
  let house: PhoneApp;
  let olga: HeadlessClient;
  const phones: ScriptedPhone[] = [];

  before(async () => {
    // A little longer than the word is.
    house = await startPhoneApp({ environment: { DRAIN_SECONDS: '7' } });
  });
  after(async () => {
    olga.close();
    for (const phone of phones) await phone.close();
    await house.dispose();
  });
  const open = async (displayName: string): Promise<ScriptedPhone> => {
    const server = { host: '127.0.0.1', port: house.sipPort };
    const phone = await openScriptedPhone({ server, displayName, language: 'en' });
    phones.push(phone);
    return phone;
  };
  const hears = (call: PhoneCall, prompt: string): Promise<void> =>
    until(() => {
      const samples = Float32Array.from(call.sound.heardLast(4_000), (sample) => sample / 32_768);
      return promptLikeness({ rateHz: 8_000, samples }, shippedPrompt(prompt)) > ALIKE;
    }, 7_000);

  it('tells those in a room and those at the door, takes no other call, and hangs up with BYE when the time is over', async () => {
    const admin = await house.admin();
    const { id, pin } = await admin.post<MeetingBody>('/meetings', { title: 'Budget' });
    olga = await enterRoom(house.url, { ticket: (await enterByKeys(admin, { meeting: id, name: 'Olga' })).ticket });
    const dial = async (name: string): Promise<PhoneCall> => {
      const call = await (await open(name)).call(`sip:conference*${id}@127.0.0.1`);
      await call.press(`${pin}#`);
      return call;
    };
    const inside = await dial('Ada');
    await olga.until('Ada', ({ view }) => view.names().includes('Ada'), 10_000);
    expect(await olga.ask('meeting.set', { locked: true })).to.equal('ok');
    const atDoor = await dial('Ben');
    await olga.next('lobby.waiting', 10_000);

    const draining = house.app.drain();
    await olga.next('server.restarts');
    const refused = await (await (await open('Cleo')).invite('conference')).final;
    expect(refused.status).to.equal(503);
    expect(headerOf(refused, 'retry-after')).to.equal('30');
    await Promise.all([hears(inside, 'en/restart'), hears(atDoor, 'en/restart')]);
    expect([inside.isOver(), atDoor.isOver()], 'they go on as long as there is time').to.deep.equal([false, false]);

    await draining;
    await Promise.all([house.app.stop(), inside.ended, atDoor.ended]);
    for (const { requests } of [inside, atDoor]) expect(requests.at(-1)?.method).to.equal('BYE');
  });
});
