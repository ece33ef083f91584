import { expect } from 'chai';
import { until } from '../kit/scripted-phone.ts';
import type { SipHouse } from '../kit/sip-house.ts';
import { createSipPhones } from '../kit/sip-phones.ts';
import { startSipRegistrar } from '../kit/sip-registrar.ts';
import { runSipp, type SippSettings } from '../kit/sipp.ts';

describe('the telephone and Debian’s sipp', () => {
  const phones = createSipPhones();
  afterEach(() => phones.end());

  const run = async (house: SipHouse, settings: Omit<SippSettings, 'server'>): Promise<void> => {
    const { status, errors } = await runSipp({ ...settings, server: house.at(settings.transport ?? 'udp') });
    expect(errors).to.equal('');
    expect(status).to.equal(0);
  };

  for (const transport of ['udp', 'tcp'] as const) {
    it(`go through a call with keys over ${transport}`, async () => {
      const house = await phones.house();
      await run(house, { scenario: 'call', user: 'conference', transport });
      expect(house.calls[0]?.digits.join('')).to.equal('5#');
      expect(house.calls[0]?.ends).to.deep.equal(['bye']);
    });

    it(`agree on an offer that comes late over ${transport}`, async () => {
      const house = await phones.house();
      await run(house, { scenario: 'late-offer', user: 'conference*509271504', transport });
      expect(house.calls[0]?.agreed).to.equal(true);
      expect(house.media.legs[0]?.formats[0]?.codec).to.equal('PCMA');
    });

    it(`agree on hold, another codec and UPDATE over ${transport}`, async () => {
      const house = await phones.house();
      await run(house, { scenario: 'hold', user: 'echo', transport });
      expect(house.calls[0]?.holds).to.deep.equal([true, false]);
      expect(house.media.legs[0]?.formats.at(-1)?.codec).to.equal('PCMU');
    });

    it(`agree on a session timer after 422 over ${transport}`, async () => {
      const house = await phones.house();
      await run(house, { scenario: 'session-timer', user: 'conference', transport });
      expect(house.calls[0]?.ends).to.deep.equal(['bye']);
    });

    it(`end a call that is taken back over ${transport}`, async () => {
      const house = await phones.house({ onCall: (call) => call.ring() });
      await run(house, { scenario: 'cancel', user: 'conference', transport });
      expect(house.server.status().calls).to.equal(0);
    });

    it(`agree that somebody unknown is not here over ${transport}`, async () => {
      const house = await phones.house();
      await run(house, { scenario: 'unknown', user: 'alice', transport });
      expect(house.calls).to.deep.equal([]);
    });
  }

  it('get over 200s that are not acknowledged at once, which over tcp are sent again too', async () => {
    const house = await phones.house();
    await run(house, { scenario: 'unacknowledged', user: 'conference', transport: 'tcp' });
    expect(house.calls[0]?.agreed).to.equal(true);
  });

  // Over UDP alone: sipp's provider takes a proof that comes at once for unexpected, and over TCP it does not come again.
  it('register, with sipp as the provider that checks the proof, and call a number there', async () => {
    const registrar = await startSipRegistrar({
      ...{ user: '4711', password: 'open sesame' },
      called: { pressesOneAfterMs: 200 },
    });
    try {
      const house = await phones.house({ trunkUrl: registrar.trunkUrl });
      await until('registered', () => house.server.status().trunk.state === 'registered', 15_000);
      let digits = '';
      const ended: string[] = [];
      const outcome = await house.server.dial('+33123456789', {
        digit(digit) {
          digits += digit;
        },
        played() {},
        voice() {},
        held() {},
        ringing() {},
        ended: (how) => void ended.push(how),
      }).outcome;
      if (outcome.kind !== 'answered') throw new Error(outcome.kind);
      await until('the key', () => digits === '1');
      await outcome.call.hangUp();
      expect(ended).to.deep.equal(['hung-up']);
    } finally {
      await phones.end();
      await registrar.stop();
    }
  });

  it('agree on a key by RFC 4733', async function () {
    // sipp plays captures through raw sockets.
    if (process.getuid?.() !== 0) this.skip();
    const house = await phones.house();
    await run(house, { scenario: 'events', user: 'conference' });
    expect(house.calls[0]?.digits).to.deep.equal(['5']);
  });

  it('go through a hundred calls, twenty at once', async () => {
    const house = await phones.house({ limits: { callsPerPlace: 40 } });
    await run(house, { scenario: 'call', user: 'conference', calls: 100, atOnce: 20, perSecond: 25 });
    expect(house.calls.filter(({ ends }) => ends[0] === 'bye').length).to.equal(100);
    expect(house.media.openLegs()).to.equal(0);
  });
});
