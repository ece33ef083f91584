import { expect } from 'chai';
import { fastTime } from '../kit/fast-time.ts';
import { sleep, until } from '../kit/scripted-phone.ts';
import { PROMPT_HZ, type SipHouse } from '../kit/sip-house.ts';
import { createSipPhones } from '../kit/sip-phones.ts';
import { headerOf, uriOf } from '../kit/sip-text.ts';

const statuses = (responses: ReadonlyArray<{ readonly status: number }>): number[] =>
  responses.map(({ status }) => status);

describe('a call by SIP', () => {
  const phones = createSipPhones();
  const ended = (house: SipHouse): Promise<void> => until('the end', () => house.calls.at(-1)?.ends.length === 1);
  afterEach(() => phones.end());

  for (const transport of ['udp', 'tcp'] as const)
    it(`is answered over ${transport}, hears the prompt, and ends with BYE`, async () => {
      const house = await phones.house();
      const phone = await phones.phone({ transport });
      const call = await phone.call('conference');
      await call.hears(PROMPT_HZ);
      expect((await call.bye()).status).to.equal(200);
      await ended(house);
      expect(house.calls[0]?.ends).to.deep.equal(['bye']);
      expect(house.calls[0]?.call).to.include({ direction: 'in', dialled: 'conference', viaTrunk: false });
      expect(house.calls[0]?.call.remote.transport).to.equal(transport);
      expect(house.media.openLegs()).to.equal(0);
      expect(house.server.status().calls).to.equal(0);
    });

  it('is told 100 at once, then 180, then 200 with a Contact that has the port of its transport', async () => {
    const house = await phones.house();
    for (const transport of ['udp', 'tcp'] as const) {
      const phone = await phones.phone({ transport });
      const invitation = await phone.invite('conference');
      const call = await invitation.answered;
      expect(statuses(invitation.responses)).to.deep.equal([100, 180, 200]);
      const { port } = house.at(transport);
      expect(call.target).to.match(new RegExp(`^sip:[^@]+@127\\.0\\.0\\.1:${port}(;transport=tcp)?$`));
      expect(call.target.endsWith(';transport=tcp')).to.equal(transport === 'tcp');
      await call.bye();
    }
  });

  it('announces the address that stands before address translation, in Contact and SDP', async () => {
    await phones.house({ mediaAddress: '192.0.2.7' });
    const call = await (await phones.phone()).call('conference');
    expect(call.target).to.match(/@192\.0\.2\.7:\d+$/);
    expect(call.answer.body).to.match(/^c=IN IP4 192\.0\.2\.7\r?$/m);
  });

  it('is agreed on with an offer that comes late, in the ACK', async () => {
    const house = await phones.house();
    const call = await (await phones.phone({ codec: 'PCMU' })).call('conference', { offer: 'late' });
    expect(call.answer.body).to.contain('m=audio');
    await call.hears(PROMPT_HZ);
    expect(house.calls[0]?.agreed).to.equal(true);
    expect(house.media.legs[0]?.formats.at(-1)?.codec).to.equal('PCMU');
  });

  it('ends when the ACK of a late offer brings no SDP', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    const call = await phone.call('conference', { offer: 'late', sdp: () => '' });
    await call.ended;
    expect(house.calls[0]?.ends).to.deep.equal(['failed']);
    expect(house.calls[0]?.agreed).to.equal(false);
  });

  it('tells who calls, in which language, and whom they dialled', async () => {
    const house = await phones.house();
    const phone = await phones.phone({
      user: '+33123456789',
      displayName: 'Zoë',
      language: 'de, fr-CH;q=0.8, en;q=0.5',
    });
    await phone.call('sip:conference%2A509271504@example.org');
    const call = house.calls[0]?.call;
    expect(call?.dialled).to.equal('conference*509271504');
    expect(call?.caller).to.deep.equal({
      user: '+33123456789',
      host: 'example.org',
      displayName: 'Zoë',
      number: '+33123456789',
    });
    expect(call?.language).to.equal('fr');
  });

  it('answers 487 to the INVITE that a CANCEL takes back', async () => {
    const house = await phones.house({ onCall: (call) => call.ring() });
    const invitation = await (await phones.phone()).invite('conference');
    await until('180', () => statuses(invitation.responses).includes(180));
    expect((await invitation.cancel()).status).to.equal(200);
    expect((await invitation.final).status).to.equal(487);
    await until('no call', () => house.server.status().calls === 0);
    expect(await house.calls[0]?.call.answer({ digit() {}, played() {}, voice() {}, held() {}, ended() {} })).to.equal(
      false,
    );
  });

  it('goes on when the CANCEL comes after the answer', async () => {
    const house = await phones.house();
    const invitation = await (await phones.phone()).invite('conference');
    const call = await invitation.answered;
    expect((await invitation.cancel()).status).to.equal(200);
    await call.hears(PROMPT_HZ);
    expect(house.calls[0]?.ends).to.deep.equal([]);
  });

  it('answers 481 to a CANCEL of nothing', async () => {
    await phones.house();
    expect((await (await phones.phone()).request('CANCEL', 'conference')).status).to.equal(481);
  });

  for (const transport of ['udp', 'tcp'] as const)
    it(`sends the 200 again over ${transport} until the ACK, and BYE after half a minute without`, async () => {
      const house = await phones.house({ time: fastTime(20) });
      const phone = await phones.phone({ transport });
      const invitation = await phone.invite('conference', { withoutAck: true });
      const call = await invitation.answered;
      await call.ended;
      // RFC 3261 13.3.1.4: after 0.5, 1, 2, 4, 4 … seconds, 32 in all.
      expect(statuses(invitation.responses).filter((status) => status === 200).length).to.be.within(9, 12);
      await ended(house);
      expect(house.calls[0]?.ends).to.deep.equal(['failed']);
      expect(house.calls[0]?.agreed).to.equal(false);
    });

  it('sends nothing of sound to who has not acknowledged: the address may be forged', async () => {
    const house = await phones.house();
    const call = await (await phones.phone()).call('conference', { withoutAck: true });
    await sleep(200);
    expect(house.media.legs[0]?.formats).to.deep.equal([]);
    expect(call.sound.counters.received).to.equal(0);
  });

  it('is put on hold and taken back by re-INVITE, with each told once', async () => {
    const house = await phones.house();
    const call = await (await phones.phone()).call('conference');
    const held = await call.reinvite({ direction: 'sendonly' });
    expect(held.status).to.equal(200);
    expect(held.body).to.match(/^a=(recvonly|inactive)\r?$/m);
    const resumed = await call.reinvite();
    expect(resumed.status).to.equal(200);
    await until('both', () => house.calls[0]?.holds.length === 2);
    expect(house.calls[0]?.holds).to.deep.equal([true, false]);
    await call.hears(PROMPT_HZ);
  });

  it('changes its codec by re-INVITE and goes on', async () => {
    const house = await phones.house();
    const call = await (await phones.phone({ codec: 'PCMA' })).call('conference');
    expect((await call.reinvite({ codec: 'PCMU' })).status).to.equal(200);
    expect(house.media.legs[0]?.formats.map(({ codec }) => codec)).to.deep.equal(['PCMA', 'PCMU']);
    await sleep(50);
    await call.hears(PROMPT_HZ);
  });

  it('keeps what was agreed on when a re-INVITE offers nothing that we speak', async () => {
    const house = await phones.house();
    const call = await (await phones.phone()).call('conference');
    const answer = await call.request(
      'INVITE',
      [['Content-Type', 'application/sdp']],
      'v=0\r\no=p 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n',
    );
    expect(answer.status).to.equal(488);
    expect(house.media.legs[0]?.formats.length).to.equal(1);
    expect((await call.bye()).status).to.equal(200);
  });

  it('takes UPDATE with and without an offer, and OPTIONS', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    const call = await phone.call('conference');
    expect((await call.request('UPDATE')).status).to.equal(200);
    const { writePhoneSdp } = await import('../kit/scripted-phone.ts');
    const sdp = writePhoneSdp('127.0.0.1', call.sound.port, 'PCMA', { direction: 'inactive', version: 2 });
    const updated = await call.request('UPDATE', [['Content-Type', 'application/sdp']], sdp);
    expect(updated.status).to.equal(200);
    expect(updated.body).to.match(/^a=inactive\r?$/m);
    expect(house.calls[0]?.holds).to.deep.equal([true]);
    const options = await call.request('OPTIONS');
    expect(options.status).to.equal(200);
    expect(headerOf(options, 'allow')).to.contain('UPDATE');
  });

  for (const by of ['rfc4733', 'info', 'info-relay'] as const)
    it(`hears the keys that are pressed, by ${by}`, async () => {
      const house = await phones.house();
      const call = await (await phones.phone()).call('conference');
      await call.press('15*0#', by);
      await until('five keys', () => (house.calls[0]?.digits.length ?? 0) >= 5);
      expect(house.calls[0]?.digits.join('')).to.equal('15*0#');
    });

  it('refuses what an INFO says in a way that nobody reads', async () => {
    await phones.house();
    const call = await (await phones.phone()).call('conference');
    expect(
      (await call.request('INFO', [['Content-Type', 'application/dtmf-relay']], 'Signal=ring\r\n')).status,
    ).to.equal(400);
    expect((await call.request('INFO', [['Content-Type', 'text/plain']], 'hello')).status).to.equal(415);
    expect((await call.request('INFO')).status).to.equal(200);
  });

  it('refuses within the call what it does not do', async () => {
    await phones.house();
    const call = await (await phones.phone()).call('conference');
    expect((await call.request('REFER', [['Refer-To', '<sip:x@example.com>']])).status).to.equal(405);
    const extension = await call.request('INFO', [['Require', '100rel, x-y']]);
    expect(extension.status).to.equal(420);
    expect(headerOf(extension, 'unsupported')).to.equal('100rel, x-y');
  });

  it('answers 481 to a request within a call that is over', async () => {
    const house = await phones.house();
    const call = await (await phones.phone()).call('conference');
    await call.bye();
    await ended(house);
    expect((await call.request('OPTIONS')).status).to.equal(481);
  });

  it('answers a request of the past within the call 500', async () => {
    await phones.house();
    const phone = await phones.phone();
    const call = await phone.call('conference');
    await call.request('OPTIONS');
    const old = await phone.request('INFO', call.target, {
      headers: [
        ['Call-ID', call.callId],
        ['From', headerOf(call.answer, 'from')],
        ['To', headerOf(call.answer, 'to')],
        ['CSeq', '1 INFO'],
      ],
    });
    expect(old.status).to.equal(500);
  });

  it('is hung up by BYE, over the way that the caller came and not to where their Contact says', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    const call = await phone.call('conference');
    await until('the call', () => house.calls[0]?.agreed === true);
    await house.calls[0]?.call.hangUp();
    expect(call.requests.map(({ method }) => method)).to.deep.equal(['BYE']);
    expect(house.calls[0]?.ends).to.deep.equal(['hung-up']);
    const lying = await phones.phone();
    const second = await lying.invite('conference', { headers: [['Record-Route', '<sip:127.0.0.9:9;lr>']] });
    const other = await second.answered;
    await until('the call', () => house.calls[1]?.agreed === true);
    await house.calls[1]?.call.hangUp();
    expect(headerOf(other.requests[0]!, 'route')).to.equal('<sip:127.0.0.9:9;lr>');
  });

  it('has BYE when the server stops, and the port is free again', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    const call = await phone.call('conference');
    await until('the call', () => house.calls[0]?.agreed === true);
    const { port } = house.at();
    const beganMs = performance.now();
    await house.stop();
    expect(performance.now() - beganMs).to.be.below(2_000);
    await call.ended;
    const next = await phones.house({ listen: { host: '127.0.0.1', port } });
    expect(next.at('tcp').port).to.equal(port);
  });

  it('does not wait at its stop for phones that say nothing any more', async () => {
    const house = await phones.house();
    const phone = await phones.phone();
    await phone.call('conference');
    await until('the call', () => house.calls[0]?.agreed === true);
    phone.die();
    const beganMs = performance.now();
    await house.stop();
    expect(performance.now() - beganMs).to.be.below(2_200);
    expect(house.calls[0]?.ends).to.deep.equal(['hung-up']);
    expect(house.media.openLegs()).to.equal(0);
  });

  it('is over at the stop whatever state it is in: ringing, answered and not acknowledged', async () => {
    const ringing = await phones.house({ onCall: (call) => call.ring() });
    const invitation = await (await phones.phone()).invite('conference');
    await until('180', () => statuses(invitation.responses).includes(180));
    await ringing.stop();
    expect((await invitation.final).status).to.equal(503);
    const house = await phones.house();
    const call = await (await phones.phone()).call('conference', { withoutAck: true });
    await house.stop();
    await call.ended;
    expect(house.calls[0]?.ends).to.deep.equal(['hung-up']);
    expect(house.media.openLegs()).to.equal(0);
  });

  it('hears no more than forty requests at once from one caller, and the BYE all the same', async () => {
    const house = await phones.house({ limits: { requestBurstPerCall: 5, requestsPerSecondOfCall: 0.001 } });
    const call = await (await phones.phone({ transport: 'tcp' })).call('conference');
    for (let count = 0; count < 20; count += 1)
      void call.request('INFO', [['Content-Type', 'application/dtmf']], '1').catch(() => {});
    await until('five keys', () => house.calls[0]?.digits.length === 5);
    expect((await call.bye()).status).to.equal(200);
    expect(house.calls[0]?.digits.length).to.equal(5);
  });

  it('is given up by the longest time that a call may last', async () => {
    const house = await phones.house({ limits: { callMs: 300 } });
    const call = await (await phones.phone()).call('conference');
    await call.ended;
    expect(house.calls[0]?.ends).to.deep.equal(['hung-up']);
  });

  it('is answered over IPv6, to an address of IPv6', async () => {
    await phones.house({ listen: { host: '::1', port: 0 } });
    for (const transport of ['udp', 'tcp'] as const) {
      const phone = await phones.phone({ transport, address: '::1' });
      const call = await phone.call('conference');
      expect(uriOf(headerOf(call.answer, 'contact'))).to.match(/@\[::1\]:\d+/);
      expect(call.answer.body).to.match(/^c=IN IP6 ::1\r?$/m);
      await call.hears(PROMPT_HZ);
      await call.bye();
    }
  });

  it('is taken on both families at once, each told its own address', async () => {
    const house = await phones.house({ listen: { host: '::', port: 0 } });
    const { port } = house.at();
    for (const address of ['127.0.0.1', '::1']) {
      const phone = await phones.phone({ address, server: { host: address, port } });
      const call = await phone.call('conference');
      expect(call.answer.body).to.contain(` ${address}\r\n`);
      await call.hears(PROMPT_HZ);
      await call.bye();
    }
  });
});
