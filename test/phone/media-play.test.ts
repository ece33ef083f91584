import { expect } from 'chai';
import { PHONE_CODECS } from '../../src/media/phone/phone-media.ts';
import { type MediaGround, openGround, pause, promptTone, toneIn, until } from './media-ground.ts';

describe('telephone sound: prompts and echo', () => {
  let ground: MediaGround;
  beforeEach(async () => {
    ground = await openGround();
  });
  afterEach(() => ground.close());

  for (const codec of PHONE_CODECS)
    it(`plays a prompt to its end, as a phone with ${codec} hears it, and tells when`, async () => {
      const { phone, leg, hearer } = await ground.call(codec);
      const playId = leg.play([promptTone(700, 300), promptTone(1_100, 300)]);
      await until('the prompt has been played', () => hearer.played_.length > 0);
      expect(hearer.played_).to.deep.equal([playId]);
      await pause(40);
      const heard = phone.heard();
      const part = (fromMs: number): Float32Array =>
        heard.subarray((fromMs * phone.rateHz) / 1_000, ((fromMs + 150) * phone.rateHz) / 1_000);
      const start = heard.findIndex((sample) => Math.abs(sample) > 0.05) / (phone.rateHz / 1_000);
      expect(toneIn(part(start + 75), phone.rateHz, 700)).to.be.within(0.22, 0.32);
      expect(toneIn(part(start + 75), phone.rateHz, 1_100)).to.be.below(0.03);
      expect(toneIn(part(start + 400), phone.rateHz, 1_100)).to.be.within(0.22, 0.32);
    });

  for (const codec of PHONE_CODECS)
    it(`brings the voice back in the echo test with ${codec}, later than they could take it for their own`, async () => {
      const { phone, leg } = await ground.call(codec);
      leg.echo(true);
      phone.speak(leg.rtpPort, 0);
      await until('packets', () => phone.packets.length > 10);
      const silent = phone.heard().length;
      phone.speak(leg.rtpPort, 800);
      await until('their own voice', () => toneIn(phone.last(100), phone.rateHz, 800) > 0.1, 10_000);
      const heard = phone.heard().subarray(silent);
      const back = heard.findIndex((sample) => Math.abs(sample) > 0.1) / (phone.rateHz / 1_000);
      expect(back).to.be.above(300);
    });
});
