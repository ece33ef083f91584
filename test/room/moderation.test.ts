import { expect } from 'chai';
import { newId, type ParticipantId } from '../../src/base/ids.ts';
import type { RoomCommand } from '../../src/room/apply.ts';
import { createRoomStore } from '../../src/room/room-store.ts';
import { prepareRoomGround, type RoomGround, type RoomGuest } from './room-ground.ts';

type Session = Awaited<ReturnType<RoomGround['openSession']>>;

describe('moderation in a room', () => {
  let ground: RoomGround;
  before(async () => {
    ground = await prepareRoomGround();
  });
  after(() => ground.stop());

  const come = async (session: Session, who: Parameters<RoomGround['join']>[1]) => {
    const guest = await ground.join(session, who);
    const { you, resumeToken } = await guest.welcome();
    return { guest, id: you.id, resumeToken };
  };
  const organizer = (session: Session) =>
    come(session, { name: 'Olga', role: 'organizer', person: 'account:olga', key: 'account', mayModerate: true });
  const account = (session: Session, name: string, participantId = newId<ParticipantId>()) =>
    come(session, { name, person: `account:${name}`, key: 'account', mayModerate: true, participantId });
  /** The next welcome after the one of entering. */
  const rights = async ({ guest }: { readonly guest: RoomGuest }) => (await guest.welcome()).you.role;

  it('gives the status of a moderator to accounts with the right, and takes it back', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const max = await account(session, 'Max');
    const gast = await come(session, { name: 'Gast' });
    expect(await olga.guest.command('moderator.give', { id: gast.id })).to.include({ code: 'not-allowed' });
    expect(await olga.guest.command('moderator.give', { id: max.id })).to.deep.equal({ ok: true });
    expect(await rights(max)).to.equal('moderator');
    expect(await max.guest.command('moderator.take', { id: olga.id })).to.include({ code: 'not-allowed' });
    expect(await olga.guest.command('moderator.take', { id: max.id })).to.deep.equal({ ok: true });
    expect(await rights(max)).to.equal('attendee');
    expect(await max.guest.command('participants.mute', {})).to.include({ code: 'not-allowed' });
  });

  it('keeps a role that was given or taken over reloads, new entries and restarts', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const participantId = newId<ParticipantId>();
    const max = await account(session, 'Max', participantId);
    await olga.guest.command('moderator.give', { id: max.id });
    const reloaded = await ground.join(session, {
      name: 'Max',
      person: 'account:Max',
      key: 'account',
      participantId,
      mayModerate: true,
    });
    expect((await reloaded.welcome()).you.role).to.equal('moderator');
    await ground.restart();
    const again = await ground.join(session, { name: 'Max', person: 'account:Max', key: 'account', mayModerate: true });
    expect((await again.welcome()).you.role).to.equal('moderator');
  });

  it('mutes one and all, and they unmute themselves', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const ann = await come(session, { name: 'Ann' });
    const bob = await come(session, { name: 'Bob' });
    for (const one of [olga, ann, bob]) await one.guest.command('microphone.set', { state: 'on' });
    await olga.guest.command('participant.mute', { id: ann.id });
    expect(await ann.guest.next('you.muted')).to.deep.equal({ by: 'Olga' });
    expect(await ann.guest.command('microphone.set', { state: 'on' })).to.deep.equal({ ok: true });
    await olga.guest.command('participants.mute', {});
    for (const one of [ann, bob]) await one.guest.next('you.muted');
    const uses = (await (await come(session, { name: 'Late' })).guest.heard[0])?.body as {
      participants: Array<{ name: string; microphone: string }>;
    };
    expect(uses.participants.map(({ name, microphone }) => [name, microphone])).to.deep.equal([
      ['Olga', 'on'],
      ['Ann', 'muted'],
      ['Bob', 'muted'],
      ['Late', 'none'],
    ]);
  });

  it('shows hands in order, over a restart too, and lets moderators lower them', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const ann = await come(session, { name: 'Ann' });
    await ann.guest.command('hand.set', { raised: true });
    await ground.restart();
    const back = ground.connect({ resume: olga.resumeToken });
    const seen = (await back.welcome()).participants.find(({ id }) => id === ann.id);
    expect(seen?.handSince).to.be.a('string');
    await back.command('hand.lower', { id: ann.id });
    expect((await back.next('participant.changed')).handSince).to.equal(undefined);
  });

  it('removes and keeps out: connection, resume token, ticket and link are dead at once, the PIN leads to the lobby', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const link = { name: 'Ivy', person: 'invitee:ivy@example.org', key: 'link' } as const;
    const unused = ground.ticket(session, link);
    const ivy = await come(session, link);
    expect(await olga.guest.command('participant.remove', { id: ivy.id })).to.deep.equal({ ok: true });
    expect(await ivy.guest.next('participant.left')).to.deep.equal({ id: ivy.id, reason: 'removed' });
    await ivy.guest.closed();
    expect((await ground.connect({ resume: ivy.resumeToken }).refusal()).code).to.equal('link-revoked');
    expect((await ground.connect({ ticket: unused }).refusal()).code).to.equal('removed-from-meeting');
    const visitor = { person: link.person, key: 'link', role: 'attendee' } as const;
    expect(await ground.rooms.door.judge(session.sessionId, visitor)).to.deep.equal({ kind: 'removed' });
    const byPin = { person: 'guest:new', key: 'pin', role: 'attendee' } as const;
    const verdict = { kind: 'wait', reason: 'after-removal' };
    expect(await ground.rooms.door.judge(session.sessionId, byPin)).to.deep.equal(verdict);
    await ground.restart();
    expect(await ground.rooms.door.judge(session.sessionId, visitor)).to.deep.equal({ kind: 'removed' });
    expect(await ground.rooms.door.judge(session.sessionId, byPin)).to.deep.equal(verdict);
  });

  it('tells whoever was removed nothing that is said after it, however soon', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const [ann, bob] = [await come(session, { name: 'Ann' }), await come(session, { name: 'Bob' })];
    const room = await ground.rooms.rooms.find(session.sessionId);
    const ask = (actorId: string, name: string, body: object) =>
      room?.run({ kind: 'ask', actorId, name, body, newId: `made-by-${actorId}` } as RoomCommand);
    // In one turn of the loop: nothing comes between them.
    const removed = ask(olga.id, 'participant.remove', { id: ann.id });
    void ask(bob.id, 'microphone.set', { state: 'muted' });
    await removed;
    await ann.guest.closed();
    const muted = ({ event, body }: (typeof ann.guest.heard)[number]): boolean =>
      event === 'participant.changed' && JSON.stringify(body).includes('"muted"');
    for (let turn = 0; turn < 100 && !olga.guest.heard.some(muted); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(olga.guest.heard.some(muted)).to.equal(true);
    expect(ann.guest.heard.some(muted)).to.equal(false);
  });

  it('does not let a person come in again and again by ever new participants', async () => {
    const session = await ground.openSession();
    const ticket = () => ground.ticket(session, { name: 'Ivy', person: 'invitee:ivy@example.org', key: 'admitted' });
    const refusals: string[] = [];
    for (let turn = 0; turn < 40 && refusals.length === 0; turn += 1) {
      const guest = ground.connect({ ticket: ticket() });
      const outcome = await Promise.race([guest.welcome(), guest.refusal()]);
      if ('code' in outcome) refusals.push(outcome.code);
    }
    expect(refusals).to.deep.equal(['too-many-attempts']);
  });

  it('gives names to telephones no faster than people give themselves other ones', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const caller = { number: '+33 6 12 34 56 78', masked: '+33 6 •• •• •• 78' };
    const phone = await come(session, { name: caller.masked, caller });
    const names = Array.from({ length: 20 }, (_, index) => ({ id: phone.id, name: `Name ${index}` }));
    const answers = await Promise.all(names.map((body) => olga.guest.command('participant.rename', body)));
    expect(answers.filter(({ ok }) => ok)).to.have.lengthOf.within(10, 15);
    expect(answers.at(-1)).to.include({ code: 'too-many-attempts' });
  });

  it('takes a removal back', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const ivy = await come(session, { name: 'Ivy', person: 'invitee:ivy@example.org' });
    await olga.guest.command('participant.remove', { id: ivy.id });
    expect((await olga.guest.next('removed.changed')).removed.map(({ name }) => name)).to.deep.equal(['Ivy']);
    await olga.guest.command('participant.let-back', { id: ivy.id });
    expect((await olga.guest.next('removed.changed')).removed).to.deep.equal([]);
    expect((await come(session, { name: 'Ivy', person: 'invitee:ivy@example.org' })).id).to.be.a('string');
  });

  it('does not let the organizer be put out', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const mona = await come(session, { name: 'Mona', role: 'moderator', person: 'account:mona', key: 'account' });
    for (const name of ['participant.remove', 'participant.wait', 'moderator.take'])
      expect(await mona.guest.command(name, { id: olga.id }), name).to.include({ code: 'not-allowed' });
  });

  describe('succession', () => {
    const moderator = (session: Session, name: string, rank: number) =>
      come(session, { name, role: 'moderator', person: `account:${name}`, key: 'account', rank, mayModerate: true });

    it('gives the meeting to the first in line at once when the organizer leaves, and back when they return', async () => {
      const session = await ground.openSession();
      const olga = await organizer(session);
      const mona = await moderator(session, 'Mona', 4);
      const cora = await moderator(session, 'Cora', 2);
      await olga.guest.command('session.leave', {});
      expect(await rights(cora)).to.equal('organizer');
      const back = await organizer(session);
      expect(await rights(cora)).to.equal('moderator');
      expect(await back.guest.command('organizer.give', { id: mona.id })).to.deep.equal({ ok: true });
      expect(await rights(mona)).to.equal('organizer');
    });

    it('waits two minutes for an organizer who has not come', async () => {
      const session = await ground.openSession();
      const mona = await moderator(session, 'Mona', 4);
      ground.clock.forward(119_000);
      await ground.rooms.rooms.tick();
      expect(mona.guest.heard.filter(({ event }) => event === 'welcome')).to.have.length(1);
      ground.clock.forward(2_000);
      await ground.rooms.rooms.tick();
      expect(await rights(mona)).to.equal('organizer');
    });

    it('does not give a meeting back that was handed over, by loading the page anew', async () => {
      const session = await ground.openSession();
      const participantId = newId<ParticipantId>();
      const who = { name: 'Olga', role: 'organizer', person: 'account:olga', key: 'account', participantId } as const;
      const olga = await come(session, who);
      const max = await account(session, 'Max');
      await olga.guest.command('organizer.give', { id: max.id });
      const reloaded = await ground.join(session, who);
      expect((await reloaded.welcome()).you.role).to.equal('moderator');
      const anew = await ground.join(session, { ...who, participantId: newId<ParticipantId>() });
      expect((await anew.welcome()).you.role).to.equal('moderator');
    });

    it('promotes nobody without an account', async () => {
      const session = await ground.openSession();
      const olga = await organizer(session);
      const ann = await come(session, { name: 'Ann' });
      await olga.guest.command('session.leave', {});
      await ann.guest.next('participant.left');
      ground.clock.forward(200_000);
      await ground.rooms.rooms.tick();
      expect(ann.guest.heard.filter(({ event }) => event === 'welcome')).to.have.length(1);
    });
  });

  describe('private chat', () => {
    it('reaches the one it is for and nobody else, and is there again after a restart', async () => {
      const session = await ground.openSession();
      const olga = await organizer(session);
      const ann = await come(session, { name: 'Ann' });
      const bob = await come(session, { name: 'Bob' });
      await ann.guest.command('chat.send', { text: 'between us', clientId: 'secret-1', to: bob.id });
      const body = await bob.guest.next('chat.message');
      expect([body.text, body.from.name, body.to?.name]).to.deep.equal(['between us', 'Ann', 'Bob']);
      await ann.guest.next('chat.message');
      await ann.guest.command('chat.send', { text: 'to all', clientId: 'public-1' });
      expect((await olga.guest.next('chat.message')).text).to.equal('to all');
      const late = await come(session, { name: 'Late', role: 'moderator', person: 'account:late', key: 'account' });
      for (const other of [olga, late]) expect(JSON.stringify(other.guest.heard)).not.to.include('between us');
      await ground.restart();
      const back = await ground.connect({ resume: bob.resumeToken }).welcome();
      expect(back.privateChat.map(({ text }) => text)).to.deep.equal(['between us']);
      expect((await ground.connect({ resume: olga.resumeToken }).welcome()).privateChat).to.deep.equal([]);
    });

    it('is refused to somebody who is not in, and stored once', async () => {
      const session = await ground.openSession();
      const ann = await come(session, { name: 'Ann' });
      const bob = await come(session, { name: 'Bob' });
      const say = { text: 'hello', clientId: 'client-id-1', to: bob.id };
      await ann.guest.command('chat.send', say);
      await ann.guest.command('chat.send', say);
      await bob.guest.command('session.leave', {});
      expect(await ann.guest.command('chat.send', { ...say, clientId: 'client-id-2' })).to.include({
        code: 'not-found',
      });
      const rows = await ground.rooms.database('private_messages').where({ session_id: session.sessionId });
      expect(rows).to.have.length(1);
    });

    it('is gone with the session', async () => {
      const session = await ground.openSession();
      const olga = await organizer(session);
      const ann = await come(session, { name: 'Ann' });
      await olga.guest.command('chat.send', { text: 'between us', clientId: 'client-id-1', to: ann.id });
      await olga.guest.command('chat.send', { text: 'to all', clientId: 'client-id-2' });
      await olga.guest.command('session.end', {});
      await olga.guest.closed();
      const left = async (table: string) => ground.rooms.database(table).where({ session_id: session.sessionId });
      for (let turn = 0; turn < 100 && (await left('private_messages')).length > 0; turn += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await left('private_messages')).to.have.length(0);
      expect(await left('chat_messages')).to.have.length(1);
    });
  });

  it('ends what a kill left of a session that was over: private words are gone, nobody is in', async () => {
    const session = await ground.openSession();
    const ann = await come(session, { name: 'Ann' });
    const bob = await come(session, { name: 'Bob' });
    await ann.guest.command('chat.send', { text: 'between us', clientId: 'secret-1', to: bob.id });
    // Killed when the end was stored, and nothing else yet.
    await ground.rooms
      .database('sessions')
      .where({ id: session.sessionId })
      .update({ ended_ms: 1, end_reason: 'ended' });
    await ground.restart();
    const of = { session_id: session.sessionId };
    expect(await ground.rooms.database('private_messages').where(of)).to.have.length(0);
    expect(await ground.rooms.database('participants').where(of).whereNull('left_ms')).to.have.length(0);
  });

  it('lets authors and moderators delete what was written, for late comers too', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const ann = await come(session, { name: 'Ann' });
    const bob = await come(session, { name: 'Bob' });
    for (const text of ['first', 'second', 'third'])
      await ann.guest.command('chat.send', { text, clientId: `client-${text}` });
    const [first, second] = [await bob.guest.next('chat.message'), await bob.guest.next('chat.message')];
    expect(await bob.guest.command('chat.delete', { id: first.id })).to.include({ code: 'not-allowed' });
    await ann.guest.command('chat.delete', { id: first.id });
    await olga.guest.command('chat.delete', { id: second.id });
    expect(await bob.guest.next('chat.deleted')).to.deep.equal({ id: first.id, by: 'author' });
    expect(await bob.guest.next('chat.deleted')).to.deep.equal({ id: second.id, by: 'moderator' });
    await ground.restart();
    const { chat } = await ground.connect({ resume: bob.resumeToken }).welcome();
    expect(chat.map(({ text, deletedBy }) => [text, deletedBy])).to.deep.equal([
      ['', 'author'],
      ['', 'moderator'],
      ['third', undefined],
    ]);
  });

  it('writes down who was there and when, with breaks, and the time of a kill', async () => {
    const session = await ground.openSession();
    const ann = await come(session, { name: 'Ann' });
    const stays = () => ground.rooms.database('attendance').where({ session_id: session.sessionId }).orderBy('from_ms');
    const sinceMs = ground.clock.nowMs();
    ground.clock.forward(60_000);
    ann.guest.close();
    for (let turn = 0; turn < 100 && (await stays())[0]?.to_ms === null; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    ground.clock.forward(10_000);
    const back = ground.connect({ resume: ann.resumeToken });
    await back.welcome();
    ground.clock.forward(30_000);
    await ground.rooms.rooms.tick();
    ground.clock.forward(40_000);
    // What a server does that begins anew after a kill.
    await createRoomStore(ground.rooms.database).endCutStays();
    const lengths = (await stays()).map(({ from_ms, to_ms }) =>
      [from_ms - sinceMs, to_ms - sinceMs].map((ms) => Math.abs(Math.round(ms / 1_000))),
    );
    expect(lengths).to.deep.equal([
      [0, 60],
      [70, 100],
    ]);
  });

  it('takes those off the list in seconds whose page said that it was closed', async () => {
    const session = await ground.openSession();
    const olga = await organizer(session);
    const ann = await come(session, { name: 'Ann' });
    await ground.rooms.goAway(ann.resumeToken);
    ann.guest.close();
    await olga.guest.next('participant.changed');
    ground.clock.forward(9_000);
    await ground.rooms.rooms.tick();
    expect(await olga.guest.next('participant.left')).to.deep.equal({ id: ann.id, reason: 'lost' });
  });

  it('is full for attendees at the meeting’s own limit, and says so', async () => {
    const session = await ground.openSession();
    await ground.rooms
      .database('meetings')
      .where({ id: session.meetingId })
      .update({ settings: '{"participantsMax":2}' });
    await ground.restart();
    await come(session, { name: 'Ann' });
    await come(session, { name: 'Bob' });
    expect((await ground.connect({ ticket: ground.ticket(session) }).refusal()).code).to.equal('room-full');
    expect((await organizer(session)).id).to.be.a('string');
  });
});
