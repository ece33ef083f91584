import { expect } from 'chai';
import { silentLog } from '../../src/base/log.ts';
import { createPhoneMedia } from '../../src/media/phone/create-phone-media.ts';
import type { PhoneMedia } from '../../src/media/phone/phone-media.ts';
import { toneSamples } from '../kit/phone-sound.ts';
import { openScriptedPhone, type ScriptedPhone, until } from '../kit/scripted-phone.ts';
import { type SipHouse, startSipHouse } from '../kit/sip-house.ts';

describe('a call by SIP with the media thread', () => {
  let media: PhoneMedia;
  let house: SipHouse;
  const phones: ScriptedPhone[] = [];

  before(async () => {
    media = createPhoneMedia({
      ports: { from: 45_000, to: 45_099 },
      listenAddresses: { ipv4: '127.0.0.1', ipv6: '::1' },
      log: silentLog,
    });
    await media.start();
    house = await startSipHouse({
      media: Object.assign(media, { legs: [], openLegs: () => media.counters().legs }),
      onCall(call, hear, own) {
        void call.answer(hear).then((agreed) => {
          own.agreed = agreed;
          if (call.dialled === 'echo') call.media()?.echo(true);
          else call.media()?.play([prompt]);
        });
      },
    });
  });
  after(async () => {
    await house.stop();
    await Promise.all(phones.map((phone) => phone.close()));
    await media.stop();
  });
  const prompt = Int16Array.from(
    { length: 16_000 * 5 },
    (_, at) => 12_000 * Math.sin((2 * Math.PI * 600 * at) / 16_000),
  );

  for (const codec of ['PCMA', 'PCMU', 'opus'] as const)
    for (const transport of ['udp', 'tcp'] as const)
      it(`is heard both ways in ${codec} over ${transport}, keys too`, async () => {
        const phone = await openScriptedPhone({ server: house.at(transport), domain: 'example.org', codec, transport });
        phones.push(phone);
        const call = await phone.call('conference');
        await call.hears(600);
        await call.press('7#');
        const own = house.calls.at(-1)!;
        await until('two keys', () => own.digits.length === 2);
        expect(own.digits.join('')).to.equal('7#');
        await call.bye();
        const echo = await phone.call('echo');
        echo.sound.speak(toneSamples(900, 3_000));
        await echo.hears(900);
        await echo.bye();
        await until('the end', () => house.server.status().calls === 0);
      });

  it('leaves no leg behind', async () => {
    await until('no leg', () => media.counters().legs === 0 && media.counters().socketsOpen === 0);
    expect(media.counters()).to.include({ legs: 0, socketsOpen: 0 });
  });
});
