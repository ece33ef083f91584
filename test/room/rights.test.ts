import { expect } from 'chai';
import { ROOM_COMMANDS, type RoomCommandName } from '../../src/contract/room/room-messages.ts';
import { connectHeadless, type HeadlessClient, newMessageName } from '../kit/headless-client.ts';
import { type Cast, castOf } from './attack-cast.ts';
import { prepareRoomGround, type RoomGround } from './room-ground.ts';

/**
 * Who may do what, as the issue says it and not as the program does: O the organizer, M moderators ("everything the organizer may
 * do", but giving the meeting away), A everyone else in the room. Who waits, was put out, has left or was sent back may nothing.
 */
const SHOULD: Readonly<Record<RoomCommandName, string>> = {
  'chat.send': 'OMA',
  'chat.delete': 'OMA',
  'microphone.set': 'OMA',
  'hand.set': 'OMA',
  'hand.lower': 'OM',
  'name.set': 'OMA',
  'quality.set': 'OMA',
  'moderator.give': 'OM',
  'moderator.take': 'OM',
  'organizer.give': 'O',
  'participant.mute': 'OM',
  'participant.rename': 'OM',
  'participants.mute': 'OM',
  'participant.wait': 'OM',
  'participant.remove': 'OM',
  'participant.let-back': 'OM',
  'meeting.set': 'OM',
  'lobby.admit': 'OM',
  'lobby.decline': 'OM',
  'lobby.see': 'OM',
  'lobby.write': 'OM',
  'device.answer': 'OMA',
  'screen.start': 'OM',
  'screen.set': 'OM',
  'screen.stop': 'OM',
  'screen.offer': 'OM',
  'recording.start': 'O',
  'recording.pause': 'O',
  'recording.stop': 'O',
  'recording.mark': 'OM',
  'session.leave': 'OMA',
  'session.end': 'OM',
};
const COMMANDS = Object.keys(SHOULD) as RoomCommandName[];

/** A session with everybody in it whom a command may be about. */
interface Scene {
  readonly cast: Cast;
  readonly olga: HeadlessClient;
  /** An attendee with an account here, its microphone open and its hand up. */
  readonly target: HeadlessClient;
  readonly moderator: HeadlessClient;
  readonly removedId: string;
  readonly waiterId: string;
  /** Somebody on a telephone. */
  readonly callerId: string;
}

const setScene = async (ground: RoomGround): Promise<Scene> => {
  const cast = await castOf(ground);
  const olga = await cast.join('Olga', 'organizer');
  const [target, moderator, removed, waiter, caller] = await Promise.all([
    cast.join('Tess', 'attendee', { mayModerate: true, key: 'account' }),
    cast.join('Max', 'moderator'),
    cast.join('Rob'),
    cast.wait('Wanda'),
    cast.join('Odile', 'attendee', { caller: { number: '+33612345678', masked: '+33 6 •• •• •• 78' } }),
  ]);
  await olga.command('participant.remove', { id: removed.view.welcome?.you.id });
  await target.command('microphone.set', { state: 'on' });
  await target.command('hand.set', { raised: true });
  const removedId = removed.view.welcome?.you.id ?? '';
  return { cast, olga, target, moderator, removedId, waiterId: waiter.id, callerId: caller.view.me.id };
};

const idOf = (client: HeadlessClient): string => client.view.welcome?.you.id ?? '';

/** What somebody writes: its identifier. */
const write = async (client: HeadlessClient): Promise<string> => {
  const text = newMessageName();
  await client.say(text);
  await client.until('the message', ({ view }) => view.texts().includes(text));
  return [...client.view.chat.values()].find((message) => message.text === text)?.id ?? '';
};

/** A body with which the command would be done, if its sender may. */
const bodyOf = async (name: RoomCommandName, actor: HeadlessClient, person: string, scene: Scene): Promise<object> => {
  const target = { id: idOf(scene.target) };
  const screen = async (): Promise<void> => {
    if ((await actor.ask('screen.start', { takeOver: true })) !== 'ok')
      await scene.moderator.ask('screen.start', { takeOver: true });
  };
  const record = async (): Promise<void> => {
    // Whoever is the organizer by now.
    for (const client of scene.cast.clients)
      if (client.end === undefined && (await client.ask('recording.start')) === 'ok') return;
  };
  const ownLink = async (): Promise<string> =>
    (await scene.cast.wait('Elsewhere', { person, key: 'link', reason: 'already-inside' })).id;
  const bodies: Readonly<Record<RoomCommandName, () => object | Promise<object>>> = {
    'chat.send': () => ({ text: 'hello', clientId: newMessageName() }),
    'chat.delete': async () => ({ id: await write(actor) }),
    'microphone.set': () => ({ state: 'muted' }),
    'hand.set': () => ({ raised: true }),
    'hand.lower': () => target,
    'name.set': () => ({ name: 'Other name' }),
    'quality.set': () => ({ quality: 'poor' }),
    'moderator.give': () => target,
    'moderator.take': async () => {
      const second = await scene.cast.join('Moritz', 'moderator');
      return { id: idOf(second) };
    },
    'organizer.give': () => target,
    'participant.mute': () => target,
    'participant.rename': () => ({ id: scene.callerId, name: 'Odile Martin' }),
    'participants.mute': () => ({}),
    'participant.wait': () => target,
    'participant.remove': () => target,
    'participant.let-back': () => ({ id: scene.removedId }),
    'meeting.set': () => ({ locked: true }),
    'lobby.admit': () => ({ ids: [scene.waiterId] }),
    'lobby.decline': () => ({ id: scene.waiterId, word: 'Not today' }),
    'lobby.see': () => ({ ids: [scene.waiterId] }),
    'lobby.write': () => ({ id: scene.waiterId, text: 'One moment', clientId: newMessageName() }),
    'device.answer': async () => ({ id: await ownLink(), answer: 'no' }),
    'screen.start': () => ({ takeOver: true }),
    'screen.set': async () => {
      await screen();
      return { paused: true };
    },
    'screen.stop': async () => {
      await screen();
      return {};
    },
    'screen.offer': () => ({ id: idOf(scene.moderator) }),
    'recording.start': () => ({}),
    'recording.pause': async () => {
      await record();
      return { paused: true };
    },
    'recording.stop': async () => {
      await record();
      return {};
    },
    'recording.mark': async () => {
      await record();
      return { label: 'Decision' };
    },
    'session.leave': () => ({}),
    'session.end': () => ({}),
  };
  return bodies[name]();
};

interface Actor {
  readonly client: HeadlessClient;
  readonly person: string;
}

/** Each way to be in the room, how somebody comes to be so, and as what they count. */
const INSIDE: ReadonlyArray<readonly [string, 'O' | 'M' | 'A', (scene: Scene) => Promise<Actor>]> = [
  ['the organizer', 'O', async ({ olga }) => ({ client: olga, person: 'account:Olga' })],
  ['a moderator', 'M', async ({ cast }) => ({ client: await cast.join('Ann', 'moderator'), person: 'account:Ann' })],
  ['an attendee', 'A', async ({ cast }) => ({ client: await cast.join('Ann'), person: 'account:Ann' })],
  [
    'a guest who came by the PIN',
    'A',
    async ({ cast }) => ({
      client: await cast.join('Ann', 'attendee', {
        person: 'guest:ann',
        key: 'admitted',
        knockId: await admitted(cast),
      }),
      person: 'guest:ann',
    }),
  ],
  [
    'an attendee who was made a moderator',
    'M',
    async ({ cast, olga }) => {
      const client = await cast.join('Ann', 'attendee', { mayModerate: true, key: 'account' });
      expect(await olga.ask('moderator.give', { id: idOf(client) })).to.equal('ok');
      return { client, person: 'account:Ann' };
    },
  ],
  [
    'a moderator who is one no more',
    'A',
    async ({ cast, olga }) => {
      const client = await cast.join('Ann', 'moderator');
      expect(await olga.ask('moderator.take', { id: idOf(client) })).to.equal('ok');
      return { client, person: 'account:Ann' };
    },
  ],
  [
    'a moderator who is one no more and has come back by a new ticket',
    'A',
    async ({ cast, olga }) => {
      const client = await cast.join('Ann', 'moderator');
      await olga.command('moderator.take', { id: idOf(client) });
      await client.leave();
      return { client: await cast.join('Ann', 'moderator'), person: 'account:Ann' };
    },
  ],
  [
    'an organizer who has given the meeting away',
    'M',
    async ({ cast, olga }) => {
      const next = await cast.join('Nora', 'moderator');
      expect(await olga.ask('organizer.give', { id: idOf(next) })).to.equal('ok');
      return { client: olga, person: 'account:Olga' };
    },
  ],
  [
    'the second device of a moderator',
    'M',
    async ({ cast }) => {
      await cast.join('Ann', 'moderator');
      return { client: await cast.join('Ann', 'moderator'), person: 'account:Ann' };
    },
  ],
  [
    'the second device of an attendee',
    'A',
    async ({ cast }) => {
      await cast.join('Ann');
      return { client: await cast.join('Ann', 'attendee', { key: 'account' }), person: 'account:Ann' };
    },
  ],
  [
    'a moderator whose connection broke and came back',
    'M',
    async ({ cast }) => {
      const client = await cast.join('Ann', 'moderator');
      client.wire.drop();
      await client.comeBack();
      return { client, person: 'account:Ann' };
    },
  ],
  [
    'an attendee who was put out and let back',
    'A',
    async ({ cast, olga }) => {
      const client = await cast.join('Ann');
      await olga.command('participant.remove', { id: idOf(client) });
      await olga.command('participant.let-back', { id: idOf(client) });
      return { client: await cast.join('Ann'), person: 'account:Ann' };
    },
  ],
];

/** A knock that was admitted. */
async function admitted(cast: Cast): Promise<string> {
  const waiter = await cast.wait('Ann', { person: 'guest:ann' });
  const host = await cast.join('Host', 'moderator');
  expect(await host.ask('lobby.admit', { ids: [waiter.id] })).to.equal('ok');
  await host.leave();
  return waiter.id;
}

/** Each way to be in the room no more. */
const OUTSIDE: ReadonlyArray<readonly [string, (scene: Scene, ann: HeadlessClient) => Promise<unknown>]> = [
  ['was put out', ({ olga }, ann) => olga.command('participant.remove', { id: idOf(ann) })],
  ['was sent back to the lobby', ({ olga }, ann) => olga.command('participant.wait', { id: idOf(ann) })],
  ['has left', (_scene, ann) => ann.command('session.leave')],
  [
    'is in by a newer connection',
    async ({ cast }, ann) => cast.join('Ann', 'moderator', { participantId: ann.view.me.id as never }),
  ],
  ['was in a meeting that has ended', ({ olga }) => olga.command('session.end')],
];

describe('who may do what in a room', function () {
  this.timeout(60_000);
  let ground: RoomGround;
  const casts: Cast[] = [];
  before(async () => {
    ground = await prepareRoomGround();
  });
  after(async () => {
    for (const cast of casts) cast.close();
    await ground.stop();
  });
  const scene = async (): Promise<Scene> => {
    const made = await setScene(ground);
    casts.push(made.cast);
    return made;
  };

  it('is said for every command of the contract', () => {
    expect(COMMANDS.toSorted()).to.deep.equal(Object.keys(ROOM_COMMANDS).sort());
  });

  for (const [who, role, become] of INSIDE) {
    const may = COMMANDS.filter((name) => SHOULD[name].includes(role));
    const mayNot = COMMANDS.filter((name) => !SHOULD[name].includes(role));
    /** Exactly what one may do, and what no command is for. */
    const isShown = (shown: readonly string[]): boolean =>
      may.every((name) => shown.includes(name)) && !mayNot.some((name) => shown.includes(name));

    it(`${who}: is told so, and ${may.length} commands are done`, async () => {
      const outcomes: Record<string, string> = {};
      for (const name of may) {
        const place = await scene();
        const { client, person } = await become(place);
        await client.until('what the screen may show', ({ view }) => isShown(view.welcome?.may ?? []));
        outcomes[name] = await client.ask(name, await bodyOf(name, client, person, place));
        place.cast.close();
      }
      expect(outcomes).to.deep.equal(Object.fromEntries(may.map((name) => [name, 'ok'])));
    });

    if (mayNot.length === 0) continue;
    it(`${who}: ${mayNot.length} commands are refused, and nobody hears of them`, async () => {
      const place = await scene();
      const { client, person } = await become(place);
      const outcomes: Record<string, string> = {};
      const news: Record<string, string[]> = {};
      for (const name of mayNot) {
        const body = await bodyOf(name, client, person, place);
        await place.moderator.say('before');
        const heard = place.moderator.heard.length;
        outcomes[name] = await client.ask(name, body);
        const mark = newMessageName();
        await place.moderator.say(mark);
        await place.moderator.until('the mark', ({ view }) => view.texts().includes(mark));
        const since = place.moderator.heard.slice(heard).map((one) => one.name);
        if (since.some((event) => event !== 'chat.message')) news[name] = since;
        ground.clock.forward(1_000);
      }
      expect(outcomes).to.deep.equal(Object.fromEntries(mayNot.map((name) => [name, 'not-allowed'])));
      expect(news).to.deep.equal({});
      place.cast.close();
    });
  }

  for (const [what, leave] of OUTSIDE) {
    it(`who ${what} may nothing, also not before the connection is closed`, async () => {
      const place = await scene();
      const ann = await place.cast.join('Ann', 'moderator');
      const bodies = await Promise.all(
        COMMANDS.map(async (name) => [name, await bodyOf(name, place.moderator, 'account:Max', place)] as const),
      );
      const done: string[] = [];
      await leave(place, ann);
      for (const [name, body] of bodies)
        ann.wire.ask(name, body, (answer) => {
          if ((answer as { ok: boolean }).ok) done.push(name);
        });
      await ann.until('the end of the connection', ({ end }) => end !== undefined);
      expect(done).to.deep.equal([]);
      place.cast.close();
    });
  }

  it('a host is not moderated: not by moderators, and nobody by themselves', async () => {
    const { olga, moderator, cast } = await scene();
    for (const name of ['moderator.take', 'participant.wait', 'participant.remove', 'organizer.give'])
      expect(await moderator.ask(name, { id: idOf(olga) }), name).to.equal('not-allowed');
    for (const name of ['moderator.take', 'participant.wait', 'participant.remove', 'moderator.give'])
      expect(await moderator.ask(name, { id: idOf(moderator) }), name).to.equal('not-allowed');
    cast.close();
  });

  it('only an account with the right to WebMeeting is made a moderator, or the organizer', async () => {
    const { olga, cast } = await scene();
    const guest = await cast.join('Guest', 'attendee');
    for (const name of ['moderator.give', 'organizer.give'])
      expect(await olga.ask(name, { id: idOf(guest) }), name).to.equal('not-allowed');
    expect(guest.view.me.role).to.equal('attendee');
    cast.close();
  });

  it('a message of somebody else is taken away by those who moderate alone, a private one by its author alone', async () => {
    const { olga, moderator, target, cast } = await scene();
    const id = await write(olga);
    expect(await target.ask('chat.delete', { id })).to.equal('not-allowed');
    expect(await moderator.ask('chat.delete', { id })).to.equal('ok');
    await target.say('a secret', idOf(olga));
    await olga.until('the secret', ({ view }) => view.privateChat.size === 1);
    const [secret] = [...olga.view.privateChat.keys()];
    expect(await moderator.ask('chat.delete', { id: secret })).to.equal('not-found');
    expect(await target.ask('chat.delete', { id: secret })).to.equal('ok');
    cast.close();
  });

  it('who has given the meeting away and was made an attendee does not moderate again by coming back', async () => {
    const { olga, target, cast } = await scene();
    await olga.command('organizer.give', { id: idOf(target) });
    expect(await target.ask('moderator.take', { id: idOf(olga) })).to.equal('ok');
    await olga.leave();
    const again = await cast.join('Olga', 'organizer');
    expect(again.view.me.role).to.equal('attendee');
    cast.close();
  });

  it('a ticket for the lobby, a resume token of another kind or a ticket of another meeting opens no room', async () => {
    const { cast } = await scene();
    const other = await castOf(ground);
    for (const auth of [
      { ticket: 'x' },
      { resume: cast.ticket('Ann') },
      { ticket: '' },
      { ticket: cast.ticket('Ann').slice(0, -2) },
      { resume: '' },
      {},
      { ticket: cast.ticket('Ann'), resume: 'both' },
      { ticket: other.ticket('Ann'), role: 'organizer' },
    ]) {
      const client = connectHeadless(ground.rooms.url, auth);
      await client.until('a refusal', ({ refusal }) => refusal !== undefined);
      expect(client.entries).to.equal(0);
      client.close();
    }
    cast.close();
    other.close();
  });
});
