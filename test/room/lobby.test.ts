import { expect } from 'chai';
import { newId, type ParticipantId, randomToken } from '../../src/base/ids.ts';
import type { Knock, LobbyNews } from '../../src/meetings/room-door.ts';
import { prepareRoomGround, type RoomGround } from './room-ground.ts';

type Session = Awaited<ReturnType<RoomGround['openSession']>>;

const knockOf = (name: string, more: Partial<Knock> = {}): Knock => ({
  id: randomToken(),
  participantId: newId<ParticipantId>(),
  name,
  person: `guest:${name}`,
  key: 'none',
  role: 'attendee',
  rank: 9,
  mayModerate: false,
  via: 'web',
  reason: 'no-key',
  ...more,
});

describe('the lobby of a room', () => {
  let ground: RoomGround;
  before(async () => {
    ground = await prepareRoomGround();
  });
  after(() => ground.stop());

  const hosts = async (session: Session) => {
    const olga = await ground.join(session, { name: 'Olga', role: 'organizer', person: 'account:olga' });
    const mona = await ground.join(session, { name: 'Mona', role: 'moderator', person: 'account:mona' });
    const ann = await ground.join(session, { name: 'Ann' });
    for (const one of [olga, mona, ann]) await one.welcome();
    return { olga, mona, ann };
  };
  const knock = async (session: Session, who: Knock) => {
    const news: LobbyNews[] = [];
    const place = await ground.rooms.door.knock(session.sessionId, who, (one) => news.push(one));
    return { news, place: place ?? expect.fail('no lobby') };
  };
  const comeIn = (session: Session, { id, participantId, name, person }: Knock) =>
    ground.join(session, { participantId, name, person, key: 'none', knockId: id });
  const events = (guest: Awaited<ReturnType<RoomGround['join']>>, prefix: string) =>
    guest.heard.filter(({ event }) => event.startsWith(prefix)).map(({ event }) => event);

  it('shows every knock to every moderator and to nobody else, in the welcome too', async () => {
    const session = await ground.openSession();
    const { olga, mona, ann } = await hosts(session);
    const zoe = knockOf('Zoe');
    await knock(session, zoe);
    for (const host of [olga, mona])
      expect(await host.next('lobby.waiting')).to.include({ id: zoe.id, name: 'Zoe', reason: 'no-key', seen: false });
    const late = await ground.join(session, { role: 'moderator', person: 'account:late' });
    expect((await late.welcome()).lobby?.map(({ name }) => name)).to.deep.equal(['Zoe']);
    await ann.command('chat.send', { text: 'after all that', clientId: 'client-id' });
    await ann.next('chat.message');
    expect(events(ann, 'lobby')).to.deep.equal([]);
    expect(JSON.stringify(ann.heard)).not.to.include('Zoe');
  });

  it('tells who waits that they are seen, carries words both ways, and lets them in', async () => {
    const session = await ground.openSession();
    const { olga, mona } = await hosts(session);
    const zoe = knockOf('Zoe');
    const { news, place } = await knock(session, zoe);
    await olga.next('lobby.waiting');
    expect(await olga.command('lobby.see', { ids: [zoe.id] })).to.deep.equal({ ok: true });
    expect(await place.write({ text: 'It is me', clientId: 'words-one' })).to.equal(true);
    expect(await place.write({ text: 'It is me', clientId: 'words-one' })).to.equal(true);
    await mona.command('lobby.write', { id: zoe.id, text: 'One moment', clientId: 'words-two' });
    expect(news.map((one) => (one.kind === 'message' ? [one.message.by, one.message.text] : one.kind))).to.deep.equal([
      'seen',
      [undefined, 'It is me'],
      ['Mona', 'One moment'],
    ]);
    expect(ground.connect({ ticket: ground.ticket(session, { ...zoe, key: 'none' }) }).refusal(), 'not yet');
    expect(await mona.command('lobby.admit', { ids: [zoe.id] })).to.deep.equal({ ok: true });
    expect(await olga.next('lobby.gone')).to.deep.equal({ id: zoe.id, how: 'admitted' });
    expect(news.at(-1)).to.deep.equal({ kind: 'admitted' });
    const inside = await comeIn(session, zoe);
    expect((await inside.welcome()).you).to.include({ id: zoe.participantId, name: 'Zoe', role: 'attendee' });
  });

  it('refuses the ticket of somebody whom no moderator has let in', async () => {
    const session = await ground.openSession();
    await hosts(session);
    const zoe = knockOf('Zoe');
    const refused = ground.connect({ ticket: ground.ticket(session, { ...zoe, knockId: zoe.id }) });
    expect(await refused.refusal()).to.deep.equal({ code: 'must-wait', retry: false });
  });

  it('sends away with a word, and takes a new knock', async () => {
    const session = await ground.openSession();
    const { olga } = await hosts(session);
    const zoe = knockOf('Zoe');
    const { news } = await knock(session, zoe);
    await olga.command('lobby.decline', { id: zoe.id, word: 'Not today' });
    expect(news.at(-1)).to.deep.equal({ kind: 'declined', word: 'Not today' });
    expect(await ground.rooms.door.decided(session.sessionId, zoe.id)).to.equal('declined');
    const refused = ground.connect({ ticket: ground.ticket(session, { ...zoe, key: 'none', knockId: zoe.id }) });
    expect((await refused.refusal()).code).to.equal('must-wait');
    await knock(session, knockOf('Zoe'));
    expect((await olga.next('lobby.waiting')).name).to.equal('Zoe');
  });

  it('keeps what was decided over a restart, for whoever comes back to hear it', async () => {
    const session = await ground.openSession();
    const { olga } = await hosts(session);
    const zoe = knockOf('Zoe');
    await knock(session, zoe);
    await olga.command('lobby.admit', { ids: [zoe.id] });
    await ground.restart();
    const { news } = await knock(session, zoe);
    expect(news).to.deep.equal([{ kind: 'admitted' }]);
    expect((await (await comeIn(session, zoe)).welcome()).you.name).to.equal('Zoe');
  });

  it('forgets who waits no more, some seconds after their connection', async () => {
    const session = await ground.openSession();
    const { olga } = await hosts(session);
    const zoe = knockOf('Zoe');
    const { place } = await knock(session, zoe);
    place.leave();
    // Back at once: the same knock.
    const again = await knock(session, zoe);
    ground.clock.forward(9_000);
    await ground.rooms.rooms.tick();
    expect(events(olga, 'lobby.gone')).to.deep.equal([]);
    again.place.leave();
    await (await ground.rooms.rooms.find(session.sessionId))?.settled();
    ground.clock.forward(9_000);
    await ground.rooms.rooms.tick();
    expect(await olga.next('lobby.gone')).to.deep.equal({ id: zoe.id, how: 'left' });
  });

  it('opens by itself for those with a key when the meeting is unlocked', async () => {
    const session = await ground.openSession();
    const { olga, ann } = await hosts(session);
    await olga.command('meeting.set', { locked: true });
    expect(await ann.next('meeting.changed')).to.include({ locked: true });
    const zoe = knockOf('Zoe', { key: 'pin', reason: 'locked' });
    const stranger = knockOf('Stranger');
    const { news } = await knock(session, zoe);
    const other = await knock(session, stranger);
    expect(news).to.deep.equal([]);
    await olga.command('meeting.set', { locked: false });
    expect(news).to.deep.equal([{ kind: 'admitted' }]);
    expect(other.news).to.deep.equal([]);
  });

  it('sends somebody back: out at once, with a ticket, and in again as the same person', async () => {
    const session = await ground.openSession();
    const { mona, ann } = await hosts(session);
    const { you, resumeToken } = await (
      await ground.join(session, { name: 'Bob', person: 'guest:bob', key: 'pin' })
    ).welcome();
    const bobId = you.id;
    expect(await mona.command('participant.wait', { id: bobId })).to.deep.equal({ ok: true });
    expect(await ann.next('participant.left')).to.deep.equal({ id: bobId, reason: 'waits' });
    expect((await ground.connect({ resume: resumeToken }).refusal()).code).to.equal('link-revoked');
    const again = ground.ticket(session, { name: 'Bob', person: 'guest:bob', key: 'pin' });
    expect((await ground.connect({ ticket: again }).refusal()).code).to.equal('must-wait');
    const bob = knockOf('Bob', { person: 'guest:bob', key: 'pin', participantId: bobId as ParticipantId });
    await knock(session, bob);
    expect(await mona.next('lobby.waiting')).to.include({ name: 'Bob', reason: 'sent-back' });
    await mona.command('lobby.admit', { ids: [bob.id] });
    const inside = await comeIn(session, bob);
    expect((await inside.welcome()).you).to.include({ id: bobId, number: you.number });
  });

  it('gives who is sent back the ticket for it, before the connection is closed', async () => {
    const session = await ground.openSession();
    const { mona, ann } = await hosts(session);
    const id = (await ann.heard.find(({ event }) => event === 'welcome'))?.body as { you: { id: string } };
    await mona.command('participant.wait', { id: id.you.id });
    const { waitTicket } = await ann.next('you.wait');
    expect(ground.rooms.waitTickets.redeem(waitTicket)).to.include({ waits: 'lobby', participantId: id.you.id });
    await ann.closed();
  });

  it('asks the one inside whose link is used elsewhere: both, move, or no', async () => {
    for (const answer of ['both', 'move', 'no'] as const) {
      const session = await ground.openSession();
      await hosts(session);
      const person = 'invitee:ivy@example.org';
      const ivy = await ground.join(session, { name: 'Ivy', person, key: 'link' });
      const { id } = (await ivy.welcome()).you;
      const other = knockOf('Ivy', { person, key: 'link', reason: 'already-inside' });
      const verdict = await ground.rooms.door.judge(session.sessionId, other);
      expect(verdict).to.deep.equal({ kind: 'wait', reason: 'already-inside' });
      const { news } = await knock(session, other);
      expect(await ivy.next('device.knocked')).to.deep.equal({ id: other.id, name: 'Ivy' });
      expect(await ivy.command('device.answer', { id: other.id, answer })).to.deep.equal({ ok: true });
      expect(news.at(-1)?.kind).to.equal(answer === 'no' ? 'declined' : 'admitted');
      if (answer === 'no') continue;
      const place = await ground.rooms.door.judge(session.sessionId, { ...other, key: 'admitted' });
      const as = place.kind === 'enter' && place.inside?.away ? place.inside.id : other.participantId;
      // Moved, they go on as the same participant.
      expect(as === id, answer).to.equal(answer === 'move');
      const second = await comeIn(session, { ...other, participantId: as });
      const names = (await second.welcome()).participants.filter(({ name }) => name === 'Ivy');
      expect(names.map(({ device }) => device)).to.deep.equal(answer === 'both' ? [1, 2] : [1]);
      if (answer === 'move') await ivy.next('you.moved');
    }
  });

  it('lets a link in that was in use as soon as the one inside has left', async () => {
    const session = await ground.openSession();
    await hosts(session);
    const person = 'invitee:ivy@example.org';
    const ivy = await ground.join(session, { name: 'Ivy', person, key: 'link' });
    await ivy.welcome();
    const { news } = await knock(session, knockOf('Ivy', { person, key: 'link', reason: 'already-inside' }));
    expect(news).to.deep.equal([]);
    await ivy.command('session.leave', {});
    expect(news).to.deep.equal([{ kind: 'admitted' }]);
  });

  it('follows the meeting’s settings when they are changed while it runs', async () => {
    const session = await ground.openSession();
    const { olga } = await hosts(session);
    await ground.rooms.rooms.tick();
    const settings = JSON.stringify({ everyoneWaits: true, participantsMax: 7 });
    await ground.rooms.database('meetings').where({ id: session.meetingId }).update({ settings });
    ground.clock.forward(4_000);
    await ground.rooms.rooms.tick();
    expect(await olga.next('meeting.changed')).to.deep.equal({
      locked: false,
      everyoneWaits: true,
      participantsMax: 7,
    });
    const byPin = { person: 'guest:new', key: 'pin', role: 'attendee' } as const;
    const verdict = await ground.rooms.door.judge(session.sessionId, byPin);
    expect(verdict).to.deep.equal({ kind: 'wait', reason: 'everyone-waits' });
  });

  it('lets nobody answer for another person’s link', async () => {
    const session = await ground.openSession();
    const { ann } = await hosts(session);
    const person = 'invitee:ivy@example.org';
    const ivy = await ground.join(session, { name: 'Ivy', person, key: 'link' });
    await ivy.welcome();
    const other = knockOf('Ivy', { person, key: 'link', reason: 'already-inside' });
    await knock(session, other);
    expect(await ann.command('device.answer', { id: other.id, answer: 'both' })).to.include({ code: 'not-allowed' });
  });
});
