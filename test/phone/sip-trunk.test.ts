import { expect } from 'chai';
import type { TrunkResolver } from '../../src/phone/sip/trunk-servers.ts';
import { fastTime } from '../kit/fast-time.ts';
import { until } from '../kit/scripted-phone.ts';
import { type ProviderSettings, type ScriptedProvider, startScriptedProvider } from '../kit/scripted-provider.ts';
import { PROMPT_HZ, type SipHouse } from '../kit/sip-house.ts';
import { createSipPhones } from '../kit/sip-phones.ts';
import { headerOf, uriOf } from '../kit/sip-text.ts';

/** Names of the provider's servers, for a resolver that knows nothing else. */
const resolverOf = (
  hosts: Readonly<Record<string, readonly string[]>>,
  srv: Awaited<ReturnType<TrunkResolver['resolveSrv']>> = [],
): TrunkResolver => {
  const none = (): Promise<never> => Promise.reject(new Error('ENOTFOUND'));
  return {
    resolveSrv: () => (srv.length === 0 ? none() : Promise.resolve(srv)),
    resolve4: (name) => (hosts[name] === undefined ? none() : Promise.resolve(hosts[name])),
    resolve6: none,
  };
};

describe('the trunk', () => {
  const phones = createSipPhones();
  const providers: ScriptedProvider[] = [];
  const provider = async (settings: ProviderSettings = {}): Promise<ScriptedProvider> => {
    const started = await startScriptedProvider(settings);
    providers.push(started);
    return started;
  };
  const state = (house: SipHouse): string => house.server.status().trunk.state;
  const registered = (house: SipHouse): Promise<void> => until('registered', () => state(house) === 'registered');
  const methods = (one: ScriptedProvider): string[] => one.requests.map(({ method }) => method);

  afterEach(async () => {
    await phones.end();
    await Promise.all(providers.splice(0).map((one) => one.close()));
  });

  for (const transport of ['udp', 'tcp'] as const)
    for (const algorithm of ['MD5', 'SHA-256'] as const)
      it(`registers over ${transport} with a proof by ${algorithm}, and lets go at the stop`, async () => {
        const own = await provider({ transport, algorithm });
        const house = await phones.house({ trunkUrl: `sip:4711:secret@127.0.0.11:${own.port};transport=${transport}` });
        await registered(house);
        expect(methods(own)).to.deep.equal(['REGISTER', 'REGISTER']);
        const contact = uriOf(headerOf(own.requests[1]!, 'contact'));
        expect(contact).to.contain(`@127.0.0.1:${house.at(transport).port}`);
        await house.stop();
        expect(headerOf(own.requests.at(-1)!, 'expires')).to.equal('0');
      });

  it('says that the password is wrong and does not go on guessing', async () => {
    const own = await provider();
    const house = await phones.house({ trunkUrl: `sip:4711:mistaken@127.0.0.11:${own.port}` });
    await until('failed', () => state(house) === 'failed');
    expect(house.server.status().trunk).to.include({ problem: 'wrong-password', said: '401' });
    expect(own.requests.length).to.equal(2);
    expect(JSON.stringify(house.logged)).not.to.contain('mistaken');
  });

  it('takes the longer time that a registrar asks for, and registers again before it ends', async () => {
    const own = await provider({
      expires: 60,
      register: (request) =>
        Number(headerOf(request, 'expires')) < 7_200 && headerOf(request, 'expires') !== '0'
          ? { status: 423, headers: [['Min-Expires', '7200']] }
          : undefined,
    });
    const house = await phones.house({
      trunkUrl: `sip:4711:secret@127.0.0.11:${own.port}`,
      time: fastTime(50),
    });
    await registered(house);
    expect(headerOf(own.requests[1]!, 'expires')).to.equal('7200');
    const { length } = own.requests;
    await until('registered again', () => own.requests.length > length);
    expect(state(house)).to.equal('registered');
  });

  it('goes to the next server of the provider when the first is dead, in the order of SRV', async () => {
    const own = await provider({ address: '127.0.0.12' });
    const resolver = resolverOf({ 'a.example': ['127.0.0.11'], 'b.example': ['127.0.0.12'] }, [
      { name: 'b.example', port: own.port, priority: 20, weight: 0 },
      { name: 'a.example', port: own.port, priority: 10, weight: 0 },
    ]);
    const house = await phones.house({
      trunkUrl: 'sip:4711:secret@provider.example;transport=udp',
      resolver,
      time: fastTime(20),
    });
    await registered(house);
    expect(house.server.status().trunk).to.include({ server: 'provider.example' });
  });

  it('comes back after a while when all servers were away', async () => {
    const away = await provider({ register: () => ({ status: 503 }) });
    const house = await phones.house({
      trunkUrl: `sip:4711:secret@127.0.0.11:${away.port}`,
      time: fastTime(50),
    });
    await until('failed', () => state(house) === 'failed');
    const { port } = away;
    await providers.pop()?.close();
    await provider({ port });
    await registered(house);
  });

  it('connects and registers again when the connection breaks', async () => {
    const own = await provider({ transport: 'tcp' });
    const house = await phones.house({
      trunkUrl: `sip:4711:secret@127.0.0.11:${own.port};transport=tcp`,
      time: fastTime(20),
    });
    await registered(house);
    const { length } = own.requests;
    own.breakConnections();
    await until('registered again', () => own.requests.length > length);
    await registered(house);
  });

  it('says that no server is found when names lead nowhere', async () => {
    const house = await phones.house({ trunkUrl: 'sip:4711:secret@provider.example', resolver: resolverOf({}) });
    await until('failed', () => state(house) === 'failed');
    expect(house.server.status().trunk).to.include({ problem: 'no-server' });
  });

  it('hands on every number that is called through it, and of strangers none', async () => {
    const own = await provider();
    const house = await phones.house({ trunkUrl: `sip:4711:secret@127.0.0.11:${own.port}` });
    await registered(house);
    const ofProvider = await phones.phone({ address: '127.0.0.11', user: 'anonymous' });
    const call = await ofProvider.call(`sip:+33970001122@127.0.0.1`, {
      headers: [['P-Asserted-Identity', '"Zoe" <sip:+33612345678@provider.example>']],
    });
    await call.hears(PROMPT_HZ);
    expect(house.calls[0]?.call).to.include({ viaTrunk: true, dialled: '+33970001122' });
    expect(house.calls[0]?.call.caller.number).to.equal('+33612345678');
    const stranger = await phones.phone({ address: '127.0.0.13' });
    expect((await (await stranger.invite('sip:+33970001122@127.0.0.1')).final).status).to.equal(404);
  });

  it('believes no stranger who asserts a number', async () => {
    const house = await phones.house();
    const phone = await phones.phone({ user: 'me' });
    await phone.call('conference', { headers: [['P-Asserted-Identity', '<sip:+33612345678@provider.example>']] });
    expect(house.calls[0]?.call.caller).to.deep.equal({ user: 'me', host: 'example.org', displayName: '' });
  });

  describe('a call to a number', () => {
    const hear = () => {
      const heard = { digits: '', ends: [] as string[], rings: 0 };
      return {
        heard,
        hear: {
          digit(digit: string) {
            heard.digits += digit;
          },
          played() {},
          voice() {},
          held() {},
          ended: (how: string) => void heard.ends.push(how),
          ringing() {
            heard.rings += 1;
          },
        },
      };
    };
    const houseAt = async (
      settings: ProviderSettings,
      time = fastTime(1),
    ): Promise<{ house: SipHouse; own: ScriptedProvider }> => {
      const own = await provider(settings);
      const house = await phones.house({ trunkUrl: `sip:4711:secret@127.0.0.11:${own.port}`, time });
      await registered(house);
      return { house, own };
    };

    it('rings, is answered, is heard both ways, and ends with their BYE', async () => {
      const { house, own } = await houseAt({
        invite(invite, reply, it) {
          reply(100);
          reply(180);
          void it.answer(invite, reply);
        },
      });
      const ear = hear();
      const outcome = await house.server.dial('+33123456789', ear.hear).outcome;
      if (outcome.kind !== 'answered') throw new Error(outcome.kind);
      expect(ear.heard.rings).to.equal(1);
      const invite = own.requests.find(({ method }) => method === 'INVITE')!;
      expect(invite.startLine).to.contain('sip:+33123456789@127.0.0.11');
      await until('ACK', () => methods(own).includes('ACK'));
      own.sound()?.pressByEvent('7');
      await until('the key', () => ear.heard.digits === '7');
      const { toneSamples } = await import('../kit/phone-sound.ts');
      outcome.call.media()?.play([toneSamples(PROMPT_HZ / 2, 2_000)]);
      await until('sound', () => (own.sound()?.heard() ?? new Int16Array()).some((sample) => Math.abs(sample) > 3_000));
      own.send(invite, 'BYE');
      await until('the end', () => ear.heard.ends.length === 1);
      expect(ear.heard.ends).to.deep.equal(['bye']);
      expect(house.server.status().calls).to.equal(0);
      expect(house.media.openLegs()).to.equal(0);
    });

    it('gives the password when it is asked for one', async () => {
      const { house, own } = await houseAt({
        invite(invite, reply, it) {
          if (headerOf(invite, 'proxy-authorization') === '')
            reply(407, {
              headers: [['Proxy-Authenticate', 'Digest realm="p", nonce="n1", algorithm=MD5, qop="auth"']],
            });
          else void it.answer(invite, reply);
        },
      });
      const outcome = await house.server.dial('+33123456789', hear().hear).outcome;
      expect(outcome.kind).to.equal('answered');
      const invites = own.requests.filter(({ method }) => method === 'INVITE');
      expect(invites.length).to.equal(2);
      const { isRightProof } = await import('../kit/scripted-provider.ts');
      expect(isRightProof(headerOf(invites[1]!, 'proxy-authorization'), 'INVITE', 'secret', 'MD5')).to.equal(true);
    });

    for (const [status, kind] of [
      [486, 'busy'],
      [603, 'declined'],
      [404, 'not-found'],
      [480, 'no-answer'],
      [503, 'failed'],
      [403, 'failed'],
    ] as const)
      it(`that is refused with ${status} is ${kind}`, async () => {
        const { house } = await houseAt({ invite: (_invite, reply) => reply(status) });
        const outcome = await house.server.dial('+33123456789', hear().hear).outcome;
        expect(outcome.kind).to.equal(kind);
        expect(house.server.status().calls).to.equal(0);
        expect(house.media.openLegs()).to.equal(0);
      });

    it('that is taken back while it rings is cancelled at the provider', async () => {
      const { house, own } = await houseAt({ invite: (_invite, reply) => reply(180) });
      const ear = hear();
      const dialling = house.server.dial('+33123456789', ear.hear);
      await until('ringing', () => ear.heard.rings === 1);
      dialling.cancel();
      expect((await dialling.outcome).kind).to.equal('cancelled');
      await until('CANCEL', () => methods(own).includes('CANCEL'));
    });

    it('that is taken back before anything came is cancelled with the first word of the provider', async () => {
      let say = (): void => {};
      const { house, own } = await houseAt({
        invite(_invite, reply) {
          say = () => reply(180);
        },
      });
      const dialling = house.server.dial('+33123456789', hear().hear);
      await until('INVITE', () => methods(own).includes('INVITE'));
      dialling.cancel();
      expect((await dialling.outcome).kind).to.equal('cancelled');
      expect(methods(own)).not.to.include('CANCEL');
      say();
      await until('CANCEL', () => methods(own).includes('CANCEL'));
    });

    it('that is answered in the moment in which it is taken back gets ACK and BYE', async () => {
      let pickUp = (): void => {};
      const { house, own } = await houseAt({
        invite(invite, reply, it) {
          reply(180);
          pickUp = () => void it.answer(invite, reply);
        },
      });
      const ear = hear();
      const dialling = house.server.dial('+33123456789', ear.hear);
      await until('ringing', () => ear.heard.rings === 1);
      dialling.cancel();
      pickUp();
      await until('BYE', () => methods(own).includes('BYE'));
      expect(methods(own)).to.include('ACK');
      expect((await dialling.outcome).kind).to.equal('cancelled');
      expect(ear.heard.ends).to.deep.equal([]);
    });

    it('that two telephones answer is that of the first; the other gets ACK and BYE', async () => {
      const { house, own } = await houseAt({
        invite(invite, reply, it) {
          void it.answer(invite, reply).then(() => it.answer(invite, reply, 'other-tag'));
        },
      });
      const outcome = await house.server.dial('+33123456789', hear().hear).outcome;
      expect(outcome.kind).to.equal('answered');
      await until('BYE', () => methods(own).includes('BYE'));
      const bye = own.requests.find(({ method }) => method === 'BYE')!;
      expect(headerOf(bye, 'to')).to.contain('other-tag');
      expect(house.server.status().calls).to.equal(1);
    });

    it('goes to another server when the first has trouble', async () => {
      const first = await provider({ invite: (_invite, reply) => reply(503) });
      const second = await provider({
        address: '127.0.0.12',
        port: first.port,
        invite: (invite, reply, it) => void it.answer(invite, reply),
      });
      const resolver = resolverOf({ 'provider.example': ['127.0.0.11', '127.0.0.12'] });
      const house = await phones.house({ trunkUrl: `sip:4711:secret@provider.example:${first.port}`, resolver });
      await registered(house);
      const outcome = await house.server.dial('+33123456789', hear().hear).outcome;
      expect(outcome.kind).to.equal('answered');
      expect(methods(second)).to.include('INVITE');
    });

    it('is refused as unavailable without a trunk, and with one that is not registered', async () => {
      const without = await phones.house();
      expect(() => without.server.dial('+33123456789', hear().hear)).to.throw('unavailable');
      const lost = await phones.house({ trunkUrl: 'sip:4711:secret@provider.example', resolver: resolverOf({}) });
      expect(() => lost.server.dial('+33123456789', hear().hear)).to.throw('unavailable');
    });

    it('that still rings when the server stops is cancelled and leaves nothing behind', async () => {
      const { house, own } = await houseAt({ invite: (_invite, reply) => reply(180) });
      const ear = hear();
      const dialling = house.server.dial('+33123456789', ear.hear);
      await until('ringing', () => ear.heard.rings === 1);
      await house.stop();
      expect((await dialling.outcome).kind).to.equal('cancelled');
      expect(methods(own)).to.include('CANCEL');
      expect(house.media.openLegs()).to.equal(0);
    });

    it('goes to a provider that knows us by our address, without REGISTER', async () => {
      const own = await provider({ invite: (invite, reply, it) => void it.answer(invite, reply) });
      const house = await phones.house({ trunkUrl: `sip:4711@127.0.0.11:${own.port}?register=no` });
      expect(state(house)).to.equal('unregistered-mode');
      const outcome = await house.server.dial('+33123456789', hear().hear).outcome;
      expect(outcome.kind).to.equal('answered');
      expect(methods(own)).not.to.include('REGISTER');
    });
  });
});
