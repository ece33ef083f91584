import { expect } from 'chai';
import { fastTime } from '../kit/fast-time.ts';
import { createPlainPhoneMedia } from '../kit/plain-phone-media.ts';
import { type CallSettings, type PhoneCall, type ScriptedPhone, sleep, until } from '../kit/scripted-phone.ts';
import type { SipHouse } from '../kit/sip-house.ts';
import { createSipPhones } from '../kit/sip-phones.ts';
import { headerOf } from '../kit/sip-text.ts';

const FACTOR = 50;

describe('how long a call by SIP lasts', () => {
  const phones = createSipPhones();
  afterEach(() => phones.end());
  const methods = (call: PhoneCall): string[] => call.requests.map(({ method }) => method);

  describe('when nothing of sound comes', () => {
    const silent = async (): Promise<{ house: SipHouse; call: PhoneCall; die: () => void }> => {
      const house = await phones.house({
        media: createPlainPhoneMedia({ silenceFactor: FACTOR }),
        time: fastTime(FACTOR),
      });
      const phone = await phones.phone();
      const call = await phone.call('conference');
      call.sound.setSending(false);
      return { house, call, die: phone.die };
    };

    it('asks the phone whether it is there, and goes on when it says so', async () => {
      const { house, call } = await silent();
      await until('two questions', () => methods(call).filter((method) => method === 'OPTIONS').length === 2);
      expect(house.calls[0]?.ends).to.deep.equal([]);
    });

    it('ends the call of a phone that says nothing within a minute', async () => {
      const { house, die } = await silent();
      const beganMs = performance.now();
      die();
      await until('the end', () => house.calls[0]?.ends.length === 1);
      expect((performance.now() - beganMs) * FACTOR).to.be.below(60_000);
      expect(house.calls[0]?.ends).to.deep.equal(['lost']);
      expect(house.media.openLegs()).to.equal(0);
    });
  });

  describe('with a session timer', () => {
    const begin = async (
      headers: CallSettings['headers'],
    ): Promise<{ house: SipHouse; call: PhoneCall; phone: ScriptedPhone; die: () => void }> => {
      const house = await phones.house({ time: fastTime(FACTOR) });
      const phone = await phones.phone();
      const call = await phone.call('conference', { headers: headers ?? [] });
      return { house, call, phone, die: phone.die };
    };

    it('is refreshed by us with UPDATE where the phone leaves it to us, and goes on', async () => {
      const { house, call } = await begin([
        ['Session-Expires', '90;refresher=uas'],
        ['Supported', 'timer'],
      ]);
      expect(headerOf(call.answer, 'session-expires')).to.equal('90;refresher=uas');
      await until('two refreshes', () => methods(call).filter((method) => method === 'UPDATE').length >= 2);
      expect(headerOf(call.requests[0]!, 'session-expires')).to.equal('90;refresher=uac');
      expect(house.calls[0]?.ends).to.deep.equal([]);
    });

    const WITHOUT_UPDATE = [
      ['Session-Expires', '90;refresher=uas'],
      ['Supported', 'timer'],
      ['Allow', 'INVITE, ACK, CANCEL, BYE'],
    ] as const;

    it('is refreshed with the same offer once more where the phone knows no UPDATE', async () => {
      const { house, call } = await begin(WITHOUT_UPDATE);
      await until('two refreshes', () => methods(call).filter((method) => method === 'INVITE').length >= 2);
      const [first, second] = call.requests;
      expect(first?.body).to.contain('m=audio');
      expect(/^o=.*$/m.exec(second?.body ?? '')?.[0]).to.equal(/^o=.*$/m.exec(first?.body ?? '')?.[0]);
      expect(house.calls[0]?.ends).to.deep.equal([]);
    });

    it('answers 491 to an offer that meets our own on the way (glare), and goes on', async () => {
      const { house, call, phone } = await begin(WITHOUT_UPDATE);
      phone.holdAnswers(true);
      await until('our offer', () => phone.messages.some(({ method }) => method === 'INVITE'));
      expect((await call.reinvite()).status).to.equal(491);
      phone.holdAnswers(false);
      await until('the refresh', () => methods(call).includes('INVITE'));
      expect((await call.reinvite()).status).to.equal(200);
      expect(house.calls[0]?.ends).to.deep.equal([]);
    });

    it('ends with BYE when the phone that wants to refresh does not', async () => {
      const { house, call } = await begin([
        ['Session-Expires', '90;refresher=uac'],
        ['Supported', 'timer'],
      ]);
      await call.ended;
      expect(house.calls[0]?.ends).to.deep.equal(['lost']);
    });

    it('goes on as long as the phone refreshes it', async () => {
      const { house, call } = await begin([
        ['Session-Expires', '90;refresher=uac'],
        ['Supported', 'timer'],
      ]);
      for (let count = 0; count < 4; count += 1) {
        await sleep(45_000 / FACTOR);
        const answer = await call.request('UPDATE', [
          ['Session-Expires', '90;refresher=uac'],
          ['Supported', 'timer'],
        ]);
        expect(answer.status).to.equal(200);
        expect(headerOf(answer, 'session-expires')).to.equal('90;refresher=uac');
      }
      expect(house.calls[0]?.ends).to.deep.equal([]);
    });

    it('ends when the phone answers a refresh of ours that it knows no such call', async () => {
      const { house, die } = await begin([
        ['Session-Expires', '90;refresher=uas'],
        ['Supported', 'timer'],
      ]);
      die();
      await until('the end', () => house.calls[0]?.ends.length === 1, 8_000);
      expect(house.calls[0]?.ends).to.deep.equal(['lost']);
    });
  });

  it('leaves no call, port, timer or transaction behind after five hundred of them', async function () {
    this.timeout(60_000);
    const house = await phones.house({ time: fastTime(FACTOR), guard: { requestBurst: 1_000 } });
    const ways = [await phones.phone(), await phones.phone({ transport: 'tcp' })];
    const held = (): string[] =>
      process.getActiveResourcesInfo().filter((kind) => ['Timeout', 'UDPWRAP', 'TCPSocketWrap'].includes(kind));
    const before = held().length;
    const one = async (number: number): Promise<void> => {
      const phone = ways[number % 2]!;
      const invitation = await phone.invite(number % 5 === 0 ? 'echo' : 'conference', {
        offer: number % 3 === 0 ? 'late' : 'early',
      });
      const call = await invitation.answered;
      if (number % 5 === 0) await call.ended;
      else expect((await call.bye()).status).to.equal(200);
      await call.sound.close();
    };
    const hangUpFifth = setInterval(() => {
      for (const { call, agreed, ends } of house.calls)
        if (call.dialled === 'echo' && agreed === true && ends.length === 0) void call.hangUp();
    }, 100);
    for (let number = 0; number < 500; number += 10)
      await Promise.all(Array.from({ length: 10 }, (_, at) => one(number + at)));
    clearInterval(hangUpFifth);
    expect(house.calls.length).to.equal(500);
    expect(house.calls.filter(({ ends }) => ends.length !== 1)).to.deep.equal([]);
    expect(house.media.openLegs()).to.equal(0);
    expect(house.server.status().calls).to.equal(0);
    // What is still kept for retransmissions goes after half a minute of that time.
    await until('nothing left', () => held().length <= before, 10_000);
  });
});
