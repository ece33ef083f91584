import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { toneSamples } from '../kit/phone-sound.ts';
import { openScriptedPhone, type ScriptedPhone } from '../kit/scripted-phone.ts';
import { rightsWithout, setRightsOf } from '../kit/set-rights.ts';
import { ADMIN } from '../kit/start-app.ts';
import { type PhoneApp, startPhoneApp } from '../kit/start-phone-app.ts';

describe('calls to the real server', function () {
  this.timeout(60_000);
  let house: PhoneApp;
  let meeting: MeetingBody;
  let olga: HeadlessClient;
  const phones: ScriptedPhone[] = [];

  before(async () => {
    house = await startPhoneApp();
    const admin = await house.admin();
    meeting = await admin.post<MeetingBody>('/meetings', { title: 'Budget' });
    const { ticket } = await enterByKeys(admin, { meeting: meeting.id, name: 'Olga' });
    olga = await enterRoom(house.url, { ticket });
  });
  after(async () => {
    olga.close();
    for (const phone of phones) await phone.close();
    await house.dispose();
  });
  const phoneOf = async (displayName: string, codec: 'PCMA' | 'opus'): Promise<ScriptedPhone> => {
    const server = { host: '127.0.0.1', port: house.sipPort };
    const phone = await openScriptedPhone({ server, displayName, codec, language: 'en' });
    phones.push(phone);
    return phone;
  };

  it('come in by ID and PIN typed over the prompts, are muted from the web, and speak again by their keys', async () => {
    const phone = await phoneOf('Ada', 'PCMA');
    const call = await phone.call('conference');
    await call.hearsSound();
    await call.press(`${meeting.id}#${meeting.pin}#`);
    await olga.until('Ada', ({ view }) => view.names().includes('Ada'), 15_000);
    expect(olga.view.person('Ada')).to.include({ via: 'phone', role: 'attendee' });
    await olga.until('her microphone', ({ view }) => view.person('Ada').microphone === 'on');
    const before = olga.framesHeard;
    call.sound.speak(toneSamples(600, 2_000));
    await olga.until('her voice', ({ framesHeard }) => framesHeard > before + 20, 10_000);
    expect(await olga.ask('participant.mute', { id: olga.view.person('Ada').id })).to.equal('ok');
    await olga.until('her silence', ({ view }) => view.person('Ada').microphone === 'muted');
    await call.press('*6');
    await olga.until('her voice again', ({ view }) => view.person('Ada').microphone === 'on', 10_000);
    await call.bye();
    await olga.until('her goodbye', ({ view }) => !view.names().includes('Ada'));
  });

  it('find no meeting while its organizer may not be called, and find it as soon as they may', async () => {
    await setRightsOf(house.dataDirectory, ADMIN.email, rightsWithout('telephone'));
    const phone = await phoneOf('Dora', 'PCMA');
    const call = await phone.call('conference');
    await call.hearsSound();
    await call.press(`${meeting.id}#${meeting.pin}#`);
    // A pair of numbers is judged after half a second.
    await sleep(2_000);
    expect(olga.view.names()).to.not.include('Dora');
    await setRightsOf(house.dataDirectory, ADMIN.email, rightsWithout());
    await call.press(`${meeting.id}#${meeting.pin}#`);
    await olga.until('Dora', ({ view }) => view.names().includes('Dora'), 15_000);
    await call.bye();
    await olga.until('her goodbye', ({ view }) => !view.names().includes('Dora'));
  });

  it('hear each other, whatever their codecs', async () => {
    const [first, second] = [await phoneOf('Ben', 'PCMA'), await phoneOf('Cleo', 'opus')];
    const ben = await first.call(`sip:conference*${meeting.id}@127.0.0.1`);
    await ben.press(`${meeting.pin}#`);
    const cleo = await second.call(`sip:conference*${meeting.id}@127.0.0.1`);
    await cleo.press(`${meeting.pin}#`);
    await olga.until('both', ({ view }) => view.names().join() === 'Ben,Cleo,Olga', 15_000);
    ben.sound.speak(toneSamples(700, 8_000));
    await cleo.hears(700, 8_000, 0.05);
    expect(await olga.ask('session.end', {})).to.equal('ok');
    // Told so, and hung up.
    await Promise.all([ben.ended, cleo.ended]);
  });
});
