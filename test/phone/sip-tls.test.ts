import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect } from 'chai';
import { makeOwnCertificate } from '../kit/own-certificate.ts';
import { until } from '../kit/scripted-phone.ts';
import { type ProviderSettings, type ScriptedProvider, startScriptedProvider } from '../kit/scripted-provider.ts';
import { PROMPT_HZ } from '../kit/sip-house.ts';
import { createSipPhones } from '../kit/sip-phones.ts';
import { headerOf } from '../kit/sip-text.ts';

describe('the telephone over TLS', function () {
  this.timeout(30_000);
  const phones = createSipPhones();
  const providers: ScriptedProvider[] = [];
  const own = makeOwnCertificate('provider.example');
  const listen = { host: '127.0.0.1', port: 0, tls: { current: () => own, onRenewed: () => () => {} } };
  afterEach(async () => {
    await phones.end();
    await Promise.all(providers.splice(0).map((one) => one.close()));
  });

  it('takes calls on the port next to the others, with a Contact that says so', async () => {
    const house = await phones.house({ listen });
    expect(house.at('tls').port).to.equal(house.at('udp').port + 1);
    const phone = await phones.phone({ transport: 'tls' });
    const call = await phone.call('conference');
    expect(call.target).to.match(new RegExp(`:${house.at('tls').port};transport=tls$`));
    await call.hears(PROMPT_HZ);
    await call.bye();
    expect(house.calls[0]?.ends).to.deep.equal(['bye']);
    const secure = await phone.call('sips:conference@example.org');
    expect(secure.target).to.match(new RegExp(`^sips:.*:${house.at('tls').port}$`));
  });

  it('agrees on SRTP with the keys of the offer, and on none over other ways', async () => {
    const house = await phones.house({ listen });
    const key = randomBytes(30).toString('base64');
    const sdp = (text: string): string =>
      text
        .replace('RTP/AVP', 'RTP/SAVP')
        .replace('a=ptime', `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}\r\na=ptime`);
    const call = await (await phones.phone({ transport: 'tls' })).call('conference', { sdp });
    expect(call.answer.body).to.match(/^m=audio \d+ RTP\/SAVP 8/m);
    await until('the format', () => house.media.legs[0]?.formats.length === 1);
    const srtp = house.media.legs[0]?.formats[0]?.srtp;
    expect(Buffer.from(srtp?.receiveKey ?? []).toString('base64')).to.equal(key);
    expect(call.answer.body).to.contain(`inline:${Buffer.from(srtp?.sendKey ?? []).toString('base64')}`);
    const open = await (await phones.phone({ transport: 'tcp' })).invite('conference', { sdp });
    expect((await open.final).status).to.equal(488);
  });

  it('closes what shakes no hands, and goes on', async () => {
    const house = await phones.house({ listen });
    const noise = connect(house.at('tls'));
    noise.on('error', () => {});
    noise.write('INVITE sip:conference@example.org SIP/2.0\r\n\r\n');
    await new Promise((resolve) => noise.resume().once('close', resolve));
    const old = connectTls({
      ...house.at('tls'),
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    await new Promise((resolve) => old.once('error', resolve));
    await (await (await phones.phone({ transport: 'tls' })).call('conference')).hears(PROMPT_HZ);
  });

  describe('to a provider', () => {
    const provider = async (settings: ProviderSettings = {}): Promise<ScriptedProvider> => {
      const started = await startScriptedProvider({ transport: 'tls', tls: own, ...settings });
      providers.push(started);
      return started;
    };
    const resolver = {
      resolveSrv: () => Promise.reject(new Error('ENOTFOUND')),
      resolve4: () => Promise.resolve(['127.0.0.11']),
      resolve6: () => Promise.reject(new Error('ENOTFOUND')),
    };

    for (const form of [
      'sips:4711:secret@provider.example:PORT',
      'sip:4711:secret@provider.example:PORT;transport=tls',
    ])
      it(`registers as ${form.split(':')[0]}, when the certificate is the provider’s`, async () => {
        const { port } = await provider();
        const trunkUrl = form.replace('PORT', String(port));
        const house = await phones.house({ listen, trunkUrl, trunkCa: own.cert, resolver });
        await until('registered', () => house.server.status().trunk.state === 'registered');
      });

    it('tells its password to nobody whose certificate is not trusted, or another’s, and says so', async () => {
      const { port, requests } = await provider();
      const untrusted = await phones.house({ listen, trunkUrl: `sips:4711:secret@provider.example:${port}`, resolver });
      const other = await phones.house({
        ...{ listen, resolver, trunkCa: own.cert },
        trunkUrl: `sips:4711:secret@elsewhere.example:${port}`,
      });
      for (const house of [untrusted, other])
        await until('failed', () => house.server.status().trunk.state === 'failed');
      expect(requests).to.deep.equal([]);
      expect([untrusted, other].map((house) => house.server.status().trunk)).to.containSubset([
        { problem: 'certificate', said: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
        { problem: 'certificate', said: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      ]);
    });

    it('calls a number with keys for SRTP, and without when the provider takes none', async () => {
      const { port, requests } = await provider({
        invite(invite, reply, it) {
          if (invite.body.includes('RTP/SAVP')) reply(488);
          else void it.answer(invite, reply);
        },
      });
      const trunkUrl = `sips:4711:secret@provider.example:${port}`;
      const house = await phones.house({ listen, trunkUrl, trunkCa: own.cert, resolver });
      await until('registered', () => house.server.status().trunk.state === 'registered');
      const hear = { digit() {}, played() {}, voice() {}, held() {}, ended() {}, ringing() {} };
      const outcome = await house.server.dial('+33123456789', hear).outcome;
      expect(outcome.kind).to.equal('answered');
      const bodies = requests.filter(({ method }) => method === 'INVITE').map(({ body }) => body.includes('RTP/SAVP'));
      expect(bodies).to.deep.equal([true, false]);
      await until('ACK', () => headerOf(requests.at(-1)!, 'cseq').includes('ACK'));
      expect(house.media.openLegs()).to.equal(1);
    });
  });
});
