import { connect } from 'node:net';
import { expect } from 'chai';
import { fastTime } from '../kit/fast-time.ts';
import { type ScriptedPhone, sleep, until } from '../kit/scripted-phone.ts';
import { startScriptedProvider } from '../kit/scripted-provider.ts';
import { PROMPT_HZ, type SipHouse } from '../kit/sip-house.ts';
import { createSipPhones } from '../kit/sip-phones.ts';
import { headerOf } from '../kit/sip-text.ts';

/** An INVITE without a phone behind it: nothing is retransmitted, nothing is acknowledged. */
const rawInvite = (phone: ScriptedPhone, user: string, number: number): string => {
  const { address, port, transport } = phone.wire;
  return [
    `INVITE sip:${user}@example.org SIP/2.0`,
    `Via: SIP/2.0/${transport.toUpperCase()} ${address}:${port};rport;branch=z9hG4bKscan${number}`,
    'Max-Forwards: 70',
    'From: "sipvicious" <sip:100@1.1.1.1>;tag=scan',
    `To: <sip:${user}@example.org>`,
    `Call-ID: scan-${number}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:100@${address}:${port}>`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
};

describe('strangers at the telephone', () => {
  const phones = createSipPhones();
  afterEach(() => phones.end());

  const refusals: ReadonlyArray<readonly [title: string, method: string, to: string, status: number]> = [
    ['an unknown user', 'INVITE', 'alice', 404],
    ['a number', 'INVITE', '+33123456789', 404],
    ['a meeting ID that cannot be one', 'INVITE', 'conference*12', 404],
    ['a domain that is not ours', 'INVITE', 'sip:conference@elsewhere.example', 404],
    ['REGISTER', 'REGISTER', 'sip:example.org', 405],
    ['SUBSCRIBE', 'SUBSCRIBE', 'conference', 405],
    ['MESSAGE', 'MESSAGE', 'conference', 405],
    ['REFER', 'REFER', 'conference', 405],
    ['a method that nobody knows', 'DANCE', 'conference', 501],
    ['OPTIONS to an unknown user', 'OPTIONS', 'alice', 404],
  ];
  for (const [title, method, to, status] of refusals)
    it(`answers ${status} to ${title}`, async () => {
      await phones.house();
      expect((await (await phones.phone()).request(method, to)).status).to.equal(status);
    });

  it('answers OPTIONS to us and to those who are here', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    for (const to of ['sip:example.org', 'conference', 'echo', `sip:127.0.0.1:${house.at().port}`]) {
      const answer = await phone.request('OPTIONS', to);
      expect(answer.status).to.equal(200);
      expect(headerOf(answer, 'allow')).to.contain('INVITE');
    }
  });

  it('refuses what cannot be agreed on: extensions, bodies, codecs', async () => {
    await phones.house();
    const phone = await phones.phone();
    const status = async (settings: Parameters<ScriptedPhone['invite']>[1]): Promise<number> =>
      (await (await phone.invite('conference', settings)).final).status;
    expect(await status({ headers: [['Require', '100rel']] })).to.equal(420);
    expect(await status({ sdp: () => 'v=0 but not really' })).to.equal(400);
    expect(await status({ sdp: (text) => text.replace(/ 8 101/, ' 18').replaceAll(/a=rtpmap.*\r\n/g, '') })).to.equal(
      488,
    );
    expect(await status({ headers: [['Content-Encoding', 'gzip']] })).to.equal(415);
    const other = await phone.request('INVITE', 'conference', {
      headers: [['Content-Type', 'text/plain']],
      body: 'hello',
    });
    expect(other.status).to.equal(415);
    expect(headerOf(other, 'accept')).to.equal('application/sdp');
  });

  it('refuses a session that is too short with the shortest that is taken', async () => {
    await phones.house();
    const answer = await (await phones.phone()).request('INVITE', 'conference', {
      headers: [
        ['Session-Expires', '60'],
        ['Supported', 'timer'],
      ],
    });
    expect(answer.status).to.equal(422);
    expect(headerOf(answer, 'min-se')).to.equal('90');
  });

  it('answers 400 with a reason to what is nearly SIP, and nothing to what is none', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    phone.sendRaw(rawInvite(phone, 'conference', 1).replace('CSeq: 1 INVITE', 'CSeq: one INVITE'));
    await until('400', () => phone.messages.some(({ status }) => status === 400));
    const { length } = phone.messages;
    for (const noise of ['GET / HTTP/1.1\r\n\r\n', '\r\n\r\n', '\0\0\0\0\0\0', 'x'.repeat(60_000)])
      phone.sendRaw(noise);
    await sleep(100);
    expect(phone.messages.length).to.equal(length);
    expect(house.logged.filter(({ message }) => message.includes('could not be handled'))).to.deep.equal([]);
  });

  it('says 482 to an INVITE that comes a second time by another way', async () => {
    await phones.house({ onCall: (call) => call.ring() });
    const phone = await phones.phone();
    phone.sendRaw(rawInvite(phone, 'conference', 1));
    await until('180', () => phone.messages.some(({ status }) => status === 180));
    phone.sendRaw(rawInvite(phone, 'conference', 1).replace('z9hG4bKscan1', 'z9hG4bKother'));
    await until('482', () => phone.messages.some(({ status }) => status === 482));
  });

  it('sends a scanner of sixty users a few refusals and then nothing, while others are answered', async () => {
    const house = await phones.house({ time: fastTime(20) });
    const scanner = await phones.phone({ address: '127.0.0.2' });
    for (let number = 0; number < 60; number += 1) scanner.sendRaw(rawInvite(scanner, `user${number}`, number));
    // Half a minute and more: nothing is sent again either.
    await sleep(2_000);
    expect(scanner.messages.length).to.be.within(1, 15);
    const bystander = await phones.phone({ address: '127.0.0.3' });
    await (await bystander.call('conference')).hears(PROMPT_HZ);
    expect(house.server.status().refused['unknown-user']).to.be.at.least(40);
    const lines = house.logged.filter(({ message }) => message === 'a SIP caller was refused');
    expect(lines.length).to.equal(scanner.messages.length);
    expect(lines[0]?.fields).to.include({ address: '127.0.0.2', reason: 'unknown-user', transport: 'udp' });
    expect(JSON.stringify(lines)).not.to.match(/sipvicious|user\d/);
  });

  it('bans nobody for datagrams, whose sender can be forged: the caller behind that address is answered', async () => {
    const house = await phones.house();
    const forger = await phones.phone({ address: '127.0.0.2' });
    for (let number = 0; number < 30; number += 1) forger.sendRaw(rawInvite(forger, `user${number}`, number));
    for (let number = 0; number < 30; number += 1)
      forger.sendRaw(rawInvite(forger, `user${number}`, number).replaceAll('INVITE', 'REGISTER'));
    await sleep(1_200);
    expect(house.server.status().banned).to.deep.equal([]);
    const victim = await phones.phone({ address: '127.0.0.2' });
    await (await victim.call('conference')).hears(PROMPT_HZ);
  });

  it('bans who tries users over a connection, says so in the log and lets nobody from there in', async () => {
    const house = await phones.house();
    const scanner = await phones.phone({ address: '127.0.0.2', transport: 'tcp' });
    for (let number = 0; number < 10; number += 1) scanner.sendRaw(rawInvite(scanner, `user${number}`, number));
    await until('a ban', () => house.server.status().banned.length === 1);
    expect(house.server.status().banned[0]).to.include({ network: '127.0.0.2', why: 'unknown-user' });
    expect(house.logged.some(({ message }) => message === 'a SIP caller was banned')).to.equal(true);
    const socket = connect({ ...house.at('tcp'), localAddress: '127.0.0.2' });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
    const again = await phones.phone({ address: '127.0.0.2' });
    again.sendRaw(rawInvite(again, 'conference', 99));
    await sleep(100);
    expect(again.messages).to.deep.equal([]);
    const other = await phones.phone({ address: '127.0.0.3', transport: 'tcp' });
    await (await other.call('conference')).hears(PROMPT_HZ);
  });

  it('never bans the trunk, nor those whom the administrator trusts', async () => {
    const provider = await startScriptedProvider({ address: '127.0.0.11' });
    try {
      const house = await phones.house({
        trunkUrl: `sip:4711@127.0.0.11:${provider.port}?register=no`,
        allow: (address) => address === '127.0.0.12',
      });
      await until('the address of the trunk', () => house.server.status().trunk.state === 'unregistered-mode');
      for (const address of ['127.0.0.11', '127.0.0.12']) {
        const phone = await phones.phone({ address, transport: 'tcp' });
        for (let number = 0; number < 30; number += 1)
          phone.sendRaw(rawInvite(phone, 'x', number).replaceAll('INVITE', 'REGISTER'));
        await until('all answers', () => phone.messages.length === 30);
      }
      expect(house.server.status().banned).to.deep.equal([]);
    } finally {
      await provider.close();
    }
  });

  it('counts wrong guesses of callers against their place, and through the trunk against their number alone', async () => {
    const provider = await startScriptedProvider({ address: '127.0.0.11' });
    try {
      const house = await phones.house({ trunkUrl: `sip:4711@127.0.0.11:${provider.port}?register=no` });
      const guess = async (phone: ScriptedPhone): Promise<SipHouse['calls'][number]> => {
        const call = await phone.call('conference');
        const own = house.calls.at(-1)!;
        // One more than it takes: a little is forgiven from moment to moment.
        for (let count = 0; count < 11; count += 1) house.server.guessed(own.call, false);
        await call.bye();
        return own;
      };
      await guess(await phones.phone({ address: '127.0.0.2' }));
      expect(house.server.status().banned.map(({ network }) => network)).to.deep.equal(['127.0.0.2']);
      const trunk = { address: '127.0.0.11', user: '+33612345678' };
      await guess(await phones.phone(trunk));
      expect(house.server.status().banned.map(({ network }) => network)).to.deep.equal(['127.0.0.2', '+3361234****']);
      const again = await phones.phone(trunk);
      expect((await (await again.invite('conference')).final).status).to.equal(603);
      const other = await phones.phone({ ...trunk, user: '+33699999999' });
      await (await other.call('conference')).hears(PROMPT_HZ);
    } finally {
      await provider.close();
    }
  });

  it('takes no more calls from one place than it may, and others all the same', async () => {
    const house = await phones.house({ limits: { callsPerPlace: 2 } });
    const phone = await phones.phone({ address: '127.0.0.2' });
    await phone.call('conference');
    const second = await phone.call('conference');
    expect((await (await phone.invite('conference')).final).status).to.equal(486);
    await (await phones.phone({ address: '127.0.0.3' })).call('conference');
    expect(house.server.status().calls).to.equal(3);
    await second.bye();
    await phone.call('conference');
  });

  it('takes no more calls in all than it may', async () => {
    await phones.house({ limits: { calls: 1 } });
    await (await phones.phone({ address: '127.0.0.2' })).call('conference');
    const other = await phones.phone({ address: '127.0.0.3' });
    expect((await (await other.invite('conference')).final).status).to.equal(503);
  });

  it('answers no more calls of an address that acknowledges none than it may', async () => {
    await phones.house({ limits: { unprovedPerPlace: 3 } });
    const phone = await phones.phone();
    const finals = [];
    for (let count = 0; count < 4; count += 1)
      finals.push((await (await phone.invite('conference', { withoutAck: true })).final).status);
    expect(finals).to.deep.equal([200, 200, 200, 486]);
  });

  it('answers an unproved datagram with no more than about twice its length', async () => {
    await phones.house();
    const phone = await phones.phone();
    const invitation = await phone.invite('conference');
    await invitation.answered;
    const sent = 600;
    for (const { startLine, headers, body } of invitation.responses) {
      const length = startLine.length + headers.join('\r\n').length + body.length;
      expect(length).to.be.below(2 * sent);
    }
    const { length } = phone.messages;
    const raw = rawInvite(phone, 'nobody', 1);
    phone.sendRaw(raw);
    await until('a refusal', () => phone.messages.length > length);
    const refusal = phone.messages.at(-1)!;
    expect(refusal.headers.join('\r\n').length).to.be.below(raw.length * 1.2);
  });

  it('holds no more than twenty connections of one address', async () => {
    const house = await phones.house();
    const sockets = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const socket = connect({ ...house.at('tcp'), localAddress: '127.0.0.2' });
        socket.on('error', () => {});
        await new Promise((resolve) => socket.once('connect', resolve));
        return socket;
      }),
    );
    let closed = 0;
    for (const socket of sockets)
      socket.resume().once('close', () => {
        closed += 1;
      });
    await until('ten closed', () => closed >= 10);
    await sleep(50);
    expect(closed).to.equal(10);
    const other = await phones.phone({ address: '127.0.0.3', transport: 'tcp' });
    await (await other.call('conference')).hears(PROMPT_HZ);
    for (const socket of sockets) socket.destroy();
  });

  it('closes a connection that sends a message byte by byte, and one that says nothing', async () => {
    const house = await phones.house({ limits: { messageMs: 300, idleConnectionMs: 300 } });
    const slow = connect(house.at('tcp'));
    const idle = connect(house.at('tcp'));
    const drip = setInterval(() => slow.write('I'), 50);
    const closed = (socket: typeof slow): Promise<unknown> => {
      socket.on('error', () => {});
      return new Promise((resolve) => socket.resume().once('close', resolve));
    };
    const beganMs = performance.now();
    await Promise.all([closed(slow), closed(idle)]);
    clearInterval(drip);
    expect(performance.now() - beganMs).to.be.below(2_000);
  });

  it('keeps the idle connection of a call, and closes it some time after', async () => {
    const house = await phones.house({ limits: { idleConnectionMs: 200 } });
    const phone = await phones.phone({ transport: 'tcp' });
    const call = await phone.call('conference');
    await sleep(600);
    expect((await call.bye()).status).to.equal(200);
    await phone.wire.closed;
    expect(house.server.status().calls).to.equal(0);
  });

  it('closes a connection on which no SIP is spoken, at once', async () => {
    const house = await phones.house();
    for (const noise of ['GET / HTTP/1.1\r\n\r\n', 'a\r\n\r\n'.repeat(12_000), '\x16\x03\x01\x02\x00']) {
      const socket = connect(house.at('tcp'));
      socket.on('error', () => {});
      socket.write(noise);
      socket.end();
      await new Promise((resolve) => socket.resume().once('close', resolve));
    }
    await (await (await phones.phone({ transport: 'tcp' })).call('conference')).hears(PROMPT_HZ);
  });

  it('answers the keep-alive of a connection', async () => {
    const house = await phones.house();
    const socket = connect(house.at('tcp'));
    socket.write('\r\n\r\n');
    const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    expect(answer.toString()).to.equal('\r\n');
    socket.destroy();
  });

  it('goes on after twenty thousand datagrams of garbage', async () => {
    await phones.house();
    const forger = await phones.phone({ address: '127.0.0.2' });
    const seed = rawInvite(forger, 'conference', 1);
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Buffer.from(seed);
      for (let change = 0; change < 4; change += 1)
        bytes[(round * 31 + change * 97) % bytes.length] = (round * 7 + change) & 0xff;
      forger.sendRaw(bytes);
      if (round % 200 === 0) await sleep(1);
    }
    const phone = await phones.phone({ address: '127.0.0.3' });
    await (await phone.call('conference')).hears(PROMPT_HZ);
  });
});
