import { expect } from 'chai';
import { newId, type ParticipantId } from '../../src/base/ids.ts';
import { PIN, prepareRoomGround, type RoomGround } from './room-ground.ts';

const message = (text: string, clientId = `client-${text.length}-${Math.trunc(performance.now() * 1e6)}`) => ({
  text,
  clientId,
});

describe('a room over socket.io', () => {
  let ground: RoomGround;
  before(async () => {
    ground = await prepareRoomGround();
  });
  after(() => ground.stop());

  it('tells each who else is there, and both see what either writes', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session, { name: 'Olga', role: 'organizer' });
    const welcome = await olga.welcome();
    expect(welcome.participants.map(({ name }) => name)).to.deep.equal(['Olga']);
    const gaston = await ground.join(session, { name: 'Gaston' });
    expect((await gaston.welcome()).participants.map(({ name, role }) => [name, role])).to.deep.equal([
      ['Olga', 'organizer'],
      ['Gaston', 'attendee'],
    ]);
    expect(await olga.next('participant.joined')).to.include({
      name: 'Gaston',
      number: 2,
      microphone: 'none',
      connected: true,
    });

    expect(await gaston.command('chat.send', message('Bonjour <b>à tous</b>'))).to.deep.equal({ ok: true });
    expect(await olga.command('chat.send', message('Bienvenue\r\nGaston'))).to.deep.equal({ ok: true });
    for (const one of [olga, gaston]) {
      const first = await one.next('chat.message');
      const second = await one.next('chat.message');
      expect([first.sequence, first.from.name, first.text]).to.deep.equal([1, 'Gaston', 'Bonjour <b>à tous</b>']);
      expect([second.sequence, second.from.name, second.text]).to.deep.equal([2, 'Olga', 'Bienvenue\nGaston']);
    }
  });

  it('says welcome before anything else', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session, { role: 'organizer' });
    const sending = Array.from({ length: 9 }, (_, index) => olga.command('chat.send', message('x'.repeat(index + 1))));
    const late = await ground.join(session);
    await Promise.all(sending);
    await late.welcome();
    expect(late.heard[0]?.event).to.equal('welcome');
  });

  it('shows late comers what was written before', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session);
    for (const text of ['one', 'three', 'fifteen']) await olga.command('chat.send', message(text));
    const late = await ground.join(session);
    const { chat } = await late.welcome();
    expect(chat.map(({ text }) => text)).to.deep.equal(['one', 'three', 'fifteen']);
  });

  it('tells the PIN only to those who may pass it on, and everyone what they may do', async () => {
    const session = await ground.openSession();
    const told = async (role: 'organizer' | 'moderator' | 'attendee') => {
      const guest = await ground.join(session, { role, person: `account:${role}` });
      const { meeting, may } = await guest.welcome();
      return { pin: meeting.pin, may: [...may].sort() };
    };
    const ordinary = [
      'audio.direct',
      'audio.send',
      'chat.delete',
      'chat.files',
      'chat.private',
      'chat.send',
      'device.answer',
      'hand.set',
      'microphone.set',
      'name.set',
      'people.see',
      'quality.set',
      'session.leave',
    ];
    expect(await told('attendee')).to.deep.equal({ pin: undefined, may: ordinary });
    const moderator = await told('moderator');
    expect(moderator.pin).to.equal(PIN);
    expect(moderator.may).to.include.members([...ordinary, 'pin.read', 'participant.remove', 'session.end']);
    expect(await told('organizer')).to.deep.equal({
      pin: PIN,
      may: [...moderator.may, 'organizer.give', 'recording.pause', 'recording.start', 'recording.stop'].sort(),
    });
  });

  it('says what the meeting is', async () => {
    const session = await ground.openSession();
    const { meeting } = await (await ground.join(session)).welcome();
    expect(meeting).to.deep.equal({
      id: session.meetingId,
      title: 'Weekly',
      joinUrl: `https://meet.example.org/m/${session.meetingId}`,
      sipUri: `sip:conference*${session.meetingId}@example.org`,
      phoneNumbers: [{ country: 'FR', number: '+33 1 00 00 00 00' }],
      organizerName: 'Olga Organizer',
    });
  });

  it('tells the others about microphones', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session);
    const gaston = await ground.join(session, { name: 'Gaston' });
    await gaston.command('microphone.set', { state: 'on' });
    expect(await olga.next('participant.changed')).to.include({ name: 'Gaston', microphone: 'on' });
    await gaston.command('microphone.set', { state: 'muted' });
    expect(await olga.next('participant.changed')).to.include({ name: 'Gaston', microphone: 'muted' });
  });

  describe('a connection that breaks', () => {
    it('brings the same person back by the resume token, with what was missed', async () => {
      const session = await ground.openSession();
      const olga = await ground.join(session, { name: 'Olga' });
      const gaston = await ground.join(session, { name: 'Gaston' });
      const first = await gaston.welcome();
      gaston.close();
      expect(await olga.next('participant.changed')).to.include({ id: first.you.id, connected: false });
      await olga.command('chat.send', message('are you there?'));

      const again = ground.connect({ resume: first.resumeToken });
      const second = await again.welcome();
      expect(second.you).to.deep.equal(first.you);
      expect(second.resumeToken).to.equal(first.resumeToken);
      expect(second.chat.map(({ text }) => text)).to.deep.equal(['are you there?']);
      expect(await olga.next('participant.changed')).to.include({ id: first.you.id, connected: true });
      expect(second.participants).to.have.length(2);
    });

    it('is told as lost after a minute; the person may still come back as the same', async () => {
      const session = await ground.openSession();
      const olga = await ground.join(session, { name: 'Olga' });
      const gaston = await ground.join(session, { name: 'Gaston' });
      const { you, resumeToken } = await gaston.welcome();
      gaston.close();
      await olga.next('participant.changed');
      await ground.rooms.rooms.tick();
      ground.clock.forward(60_000);
      await ground.rooms.rooms.tick();
      expect(await olga.next('participant.left')).to.deep.equal({ id: you.id, reason: 'lost' });
      const again = ground.connect({ resume: resumeToken });
      expect((await again.welcome()).you).to.deep.equal(you);
      await olga.next('participant.joined');
      expect(await olga.next('participant.joined')).to.include({ id: you.id, number: you.number });
    });

    it('is closed when the same person comes in by another', async () => {
      const session = await ground.openSession();
      const gaston = await ground.join(session, { name: 'Gaston' });
      const { you, resumeToken } = await gaston.welcome();
      const second = ground.connect({ resume: resumeToken });
      expect((await second.welcome()).you).to.deep.equal(you);
      expect(await gaston.closed()).to.equal('io server disconnect');
      expect(await second.command('chat.send', message('still here'))).to.deep.equal({ ok: true });
    });
  });

  it('knows the same person again after a reload, under the new name', async () => {
    const session = await ground.openSession();
    const participantId = newId<ParticipantId>();
    const olga = await ground.join(session, { name: 'Olga' });
    const before = await (await ground.join(session, { participantId, name: 'Gaston' })).welcome();
    const after = await (await ground.join(session, { participantId, name: 'Gaston G.' })).welcome();
    expect(after.you).to.deep.equal({ ...before.you, name: 'Gaston G.' });
    expect(after.resumeToken).not.to.equal(before.resumeToken);
    expect(after.participants).to.have.length(2);
    expect(await ground.connect({ resume: before.resumeToken }).refusal()).to.deep.equal({
      code: 'link-revoked',
      retry: false,
    });
    expect(await olga.next('participant.changed')).to.include({ name: 'Gaston G.' });
  });

  it('refuses another person with the same participant', async () => {
    const session = await ground.openSession();
    const participantId = newId<ParticipantId>();
    await ground.join(session, { participantId, person: 'guest:one' });
    const other = ground.connect({ ticket: ground.ticket(session, { participantId, person: 'guest:two' }) });
    expect(await other.refusal()).to.deep.equal({ code: 'not-allowed', retry: false });
  });

  it('keeps a message once that is sent again', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session);
    const gaston = await ground.join(session, { name: 'Gaston' });
    const same = message('only once', 'the-same-one');
    expect(await gaston.command('chat.send', same)).to.deep.equal({ ok: true });
    expect(await gaston.command('chat.send', same)).to.deep.equal({ ok: true });
    const { resumeToken } = await gaston.welcome();
    gaston.close();
    const again = ground.connect({ resume: resumeToken });
    await again.welcome();
    expect(await again.command('chat.send', same)).to.deep.equal({ ok: true });
    await olga.command('chat.send', message('end'));
    expect((await olga.next('chat.message')).text).to.equal('only once');
    expect((await olga.next('chat.message')).text).to.equal('end');
    // Another person may use the same name for a message of their own.
    expect(await olga.command('chat.send', same)).to.deep.equal({ ok: true });
    expect((await olga.next('chat.message')).text).to.equal('only once');
  });

  describe('the end', () => {
    it('comes for everyone when the organizer ends the session; nobody comes back', async () => {
      const session = await ground.openSession();
      const olga = await ground.join(session, { role: 'organizer' });
      const gaston = await ground.join(session);
      const { resumeToken } = await gaston.welcome();
      expect(await olga.command('session.end', {})).to.deep.equal({ ok: true });
      for (const one of [olga, gaston]) {
        expect(await one.next('session.ended')).to.deep.equal({ reason: 'ended' });
        expect(await one.closed()).to.equal('io server disconnect');
      }
      expect(await ground.connect({ resume: resumeToken }).refusal()).to.include({ code: 'meeting-not-open' });
      expect(await ground.connect({ ticket: ground.ticket(session) }).refusal()).to.include({
        code: 'meeting-not-open',
      });
      const rows = await ground.rooms.database('participants').where({ session_id: session.sessionId });
      expect(rows.every(({ left_ms }) => left_ms !== null)).to.equal(true);
    });

    it('is not for attendees to say', async () => {
      const session = await ground.openSession();
      const guest = await ground.join(session, { role: 'attendee' });
      expect(await guest.command('session.end', {})).to.deep.equal({ ok: false, code: 'not-allowed' });
      expect(await ground.rooms.sessions.current(session.meetingId)).not.to.equal(undefined);
    });

    it('comes by itself five minutes after the last has gone', async () => {
      const session = await ground.openSession();
      const gaston = await ground.join(session);
      expect(await gaston.command('session.leave', {})).to.deep.equal({ ok: true });
      await gaston.closed();
      ground.clock.forward(4 * 60_000);
      await ground.rooms.rooms.tick();
      expect(await ground.rooms.sessions.current(session.meetingId)).not.to.equal(undefined);
      ground.clock.forward(60_000);
      await ground.rooms.rooms.tick();
      expect(await ground.rooms.sessions.current(session.meetingId)).to.equal(undefined);
    });

    it('comes when the event is cancelled', async () => {
      const session = await ground.openSession();
      const gaston = await ground.join(session);
      await ground.rooms.sessions.end(session.sessionId, 'cancelled');
      expect(await gaston.next('session.ended')).to.deep.equal({ reason: 'cancelled' });
    });
  });

  it('lets nobody back by the token of someone who left', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session);
    const gaston = await ground.join(session);
    const { you, resumeToken } = await gaston.welcome();
    await gaston.command('session.leave', {});
    expect(await olga.next('participant.left')).to.deep.equal({ id: you.id, reason: 'left' });
    expect(await ground.connect({ resume: resumeToken }).refusal()).to.deep.equal({
      code: 'link-revoked',
      retry: false,
    });
  });

  it('is the same room after the server was killed: people, chat and numbers', async () => {
    const session = await ground.openSession();
    const olga = await ground.join(session, { name: 'Olga', role: 'organizer' });
    const gaston = await ground.join(session, { name: 'Gaston' });
    const gone = await ground.join(session, { name: 'Gone' });
    await gone.command('session.leave', {});
    const same = message('before', 'before-the-kill');
    await gaston.command('chat.send', same);
    const was = { olga: await olga.welcome(), gaston: await gaston.welcome() };
    await ground.restart();

    const olgaAgain = ground.connect({ resume: was.olga.resumeToken });
    const back = await olgaAgain.welcome();
    expect(back.you).to.deep.equal(was.olga.you);
    expect(back.startedAt).to.equal(was.olga.startedAt);
    expect(back.chat.map(({ text, sequence }) => [text, sequence])).to.deep.equal([['before', 1]]);
    expect(back.participants.map(({ name, connected }) => [name, connected])).to.deep.equal([
      ['Olga', true],
      ['Gaston', false],
    ]);
    const gastonAgain = ground.connect({ resume: was.gaston.resumeToken });
    expect((await gastonAgain.welcome()).you).to.deep.equal(was.gaston.you);
    await gastonAgain.command('chat.send', same);
    await gastonAgain.command('chat.send', message('after'));
    expect(await olgaAgain.next('chat.message')).to.include({ text: 'after', sequence: 2 });
    const late = await ground.join(session, { name: 'Late' });
    expect((await late.welcome()).you.number).to.equal(4);
  });

  it('refuses tickets and tokens that were never given out, and says that trying again is of no use', async () => {
    expect(await ground.connect({ ticket: 'x'.repeat(200) }).refusal()).to.deep.equal({
      code: 'unknown-link',
      retry: false,
    });
    expect(await ground.connect({ resume: 'x'.repeat(22) }).refusal()).to.deep.equal({
      code: 'link-revoked',
      retry: false,
    });
    const nothing = ground.connect({} as { ticket: string });
    expect(await nothing.refusal()).to.deep.equal({ code: 'invalid-input', retry: false });
  });

  it('refuses a ticket whose minute is over', async () => {
    const session = await ground.openSession();
    const ticket = ground.ticket(session);
    ground.clock.forward(60_000);
    expect(await ground.connect({ ticket }).refusal()).to.deep.equal({ code: 'unknown-link', retry: false });
  });
});
