import { expect } from 'chai';
import { formatAudioFrame, parseAudioFrame } from '../../src/audio/audio-frame.ts';
import { ROOM_COMMANDS, type RoomCommandName } from '../../src/contract/room/room-messages.ts';
import type { ChatMessageBody } from '../../src/contract/room/room-state.ts';
import { type HeadlessClient, newMessageName } from '../kit/headless-client.ts';
import { openRoomWire } from '../kit/room-wire.ts';
import { type Cast, castOf } from './attack-cast.ts';
import { prepareRoomGround, type RoomGround } from './room-ground.ts';

const idOf = (client: HeadlessClient): string => client.view.welcome?.you.id ?? '';

/** What somebody would like the server to believe, put beside what each command wants. */
const CLAIMS = [
  'from',
  'id',
  'role',
  'by',
  'person',
  'participantId',
  'sequence',
  'number',
  '__proto__',
  'constructor',
];

describe('what nobody can make the server believe', function () {
  this.timeout(30_000);
  let ground: RoomGround;
  let cast: Cast;
  let olga: HeadlessClient;
  let mallory: HeadlessClient;
  beforeEach(async () => {
    ground = await prepareRoomGround();
    cast = await castOf(ground);
    olga = await cast.join('Olga', 'organizer');
    // With every right but the organizer's: only what is forged is refused.
    mallory = await cast.join('Mallory', 'moderator');
    await olga.next('participant.joined');
  });
  afterEach(async () => {
    cast.close();
    await ground.stop();
  });

  const bodies = (): Readonly<Record<RoomCommandName, object>> => ({
    'chat.send': { text: 'hello', clientId: newMessageName() },
    'chat.delete': { id: 'x' },
    'microphone.set': { state: 'on' },
    'hand.set': { raised: true },
    'hand.lower': { id: idOf(olga) },
    'name.set': { name: 'Mallory' },
    'quality.set': { quality: 'good' },
    'moderator.give': { id: idOf(olga) },
    'moderator.take': { id: idOf(olga) },
    'organizer.give': { id: idOf(olga) },
    'participant.mute': { id: idOf(olga) },
    'participant.rename': { id: idOf(olga), name: 'Mallory' },
    'participants.mute': {},
    'participant.wait': { id: idOf(olga) },
    'participant.remove': { id: idOf(olga) },
    'participant.let-back': { id: 'x' },
    'meeting.set': { locked: true },
    'lobby.admit': { ids: ['x'] },
    'lobby.decline': { id: 'x' },
    'lobby.see': { ids: ['x'] },
    'lobby.write': { id: 'x', text: 'x', clientId: newMessageName() },
    'device.answer': { id: 'x', answer: 'no' },
    'screen.start': { takeOver: true },
    'screen.set': { paused: true },
    'screen.stop': {},
    'screen.offer': { id: idOf(olga) },
    'recording.start': {},
    'recording.pause': { paused: true },
    'recording.stop': {},
    'recording.mark': { label: 'Decision' },
    'session.leave': {},
    'session.end': {},
  });

  for (const name of Object.keys(ROOM_COMMANDS) as RoomCommandName[]) {
    it(`${name}: with a field that it does not have, it is refused, and nobody hears of it`, async () => {
      const heard = olga.heard.length;
      const body = bodies()[name];
      for (const claim of CLAIMS.filter((one) => !(one in body) || one === 'constructor' || one === '__proto__')) {
        const json = JSON.stringify(body).replace(/}$/, `${Object.keys(body).length > 0 ? ',' : ''}"${claim}":"olga"}`);
        ground.clock.forward(1_000);
        expect(await mallory.commandRaw(name, json), claim).to.deep.equal({ ok: false, code: 'invalid-input' });
      }
      for (const json of ['', 'null', '[]', '"text"', '42', 'true', JSON.stringify([body]), '{"a":{"b":{}}}'])
        if (json !== '' || Object.keys(body).length > 0)
          expect(await mallory.commandRaw(name, json), json).to.deep.equal({ ok: false, code: 'invalid-input' });
      ground.clock.forward(5_000);
      await mallory.say('ordinary');
      await olga.until('it', ({ view }) => view.texts().includes('ordinary'));
      expect(olga.heard.slice(heard).map((one) => one.name)).to.deep.equal(['chat.message']);
    });
  }

  it('a key that stands twice counts once, and what is told is the server’s own words', async () => {
    const json = `{"text":"first","text":"second","clientId":"${newMessageName()}"}`;
    expect(await mallory.commandRaw('chat.send', json)).to.deep.equal({ ok: true });
    await olga.until('the message', ({ view }) => view.chat.size === 1);
    const [message] = [...olga.view.chat.values()] as ChatMessageBody[];
    expect(message).to.include({ text: 'second', sequence: 1 });
    expect(message?.from).to.deep.equal({ id: idOf(mallory), name: 'Mallory' });
    const twice = `{"id":"${idOf(mallory)}","id":"${idOf(olga)}"}`;
    expect(await mallory.commandRaw('participant.remove', twice)).to.deep.equal({ ok: false, code: 'not-allowed' });
    expect(olga.view.names()).to.deep.equal(['Mallory', 'Olga']);
  });

  it('a frame of sound carries the number of who sent it, whatever it says, and its mark is the server’s', async () => {
    await mallory.command('microphone.set', { state: 'on' });
    const max = await cast.join('Max');
    const header = { participant: 0, sequence: 0, captureMs: 0, level: 10, endOfTalkspurt: false };
    const direct = formatAudioFrame({ ...header, participant: olga.view.me.number }, new Uint8Array(60));
    const all = formatAudioFrame({ ...header, sequence: 1 }, new Uint8Array(60));
    // For everyone, and said to be for one alone.
    const forged = formatAudioFrame({ ...header, sequence: 2 }, new Uint8Array(60));
    forged[0] = 2;
    for (const frame of [direct, all, forged]) mallory.wire.speak(frame);
    await olga.until('sound', () => olga.framesHeard >= 2);
    await max.until('sound', () => max.framesHeard >= 1);
    const numbers = new Set(olga.frames.map((frame) => parseAudioFrame(frame)?.participant));
    expect([...numbers]).to.deep.equal([mallory.view.me.number]);
    const sequences = (client: HeadlessClient) => client.frames.map((frame) => parseAudioFrame(frame)?.sequence);
    expect(sequences(olga).slice(0, 2)).to.deep.equal([0, 1]);
    expect(olga.frames[0]?.[0]).to.equal(2);
    expect(olga.frames[1]?.[0]).to.equal(1);
    expect(sequences(max)).to.include(1).and.not.include(0);
    for (const client of [olga, max])
      for (const frame of client.frames.slice(1))
        expect(frame[0] === 2 && parseAudioFrame(frame)?.sequence !== 0).to.equal(false);
  });

  it('somebody in one room reaches nothing of another: no person, message, knock, presentation or sound', async () => {
    const other = await castOf(ground);
    const victim = await other.join('Victor', 'moderator');
    await victim.say('theirs');
    await victim.until('it', ({ view }) => view.chat.size === 1);
    const waiter = await other.wait('Wanda');
    await victim.command('microphone.set', { state: 'on' });
    const [message] = [...victim.view.chat.keys()];
    const heard = victim.heard.length;
    const target = { id: idOf(victim) };
    const asked: ReadonlyArray<readonly [string, object]> = [
      ['chat.delete', { id: message }],
      ['chat.send', { text: 'psst', clientId: newMessageName(), to: idOf(victim) }],
      ...['hand.lower', 'moderator.give', 'moderator.take', 'participant.mute', 'participant.wait'].map(
        (name) => [name, target] as const,
      ),
      ['participant.remove', target],
      ['screen.offer', target],
      ['lobby.decline', { id: waiter.id }],
      ['lobby.write', { id: waiter.id, text: 'psst', clientId: newMessageName() }],
      ['device.answer', { id: waiter.id, answer: 'both' }],
      ['lobby.admit', { ids: [waiter.id] }],
      ['lobby.see', { ids: [waiter.id] }],
    ];
    // Nothing to do is no failure where several are named.
    for (const [name, body] of asked)
      expect(await mallory.ask(name, body), name).to.be.oneOf(
        name === 'lobby.see' ? ['ok', 'not-found'] : ['not-found'],
      );
    await mallory.command('microphone.set', { state: 'on' });
    mallory.speak();
    mallory.speak(victim.view.me.number);
    await mallory.say('here');
    await olga.until('it', ({ view }) => view.texts().includes('here'));
    await victim.say('there');
    await victim.until('it', ({ view }) => view.texts().includes('there'));
    expect(victim.heard.slice(heard).map((one) => one.name)).to.deep.equal(['chat.message']);
    expect(victim.framesHeard).to.equal(0);
    expect(waiter.said).to.deep.equal([]);
    other.close();
  });

  it('no namespace but the room’s and the echo’s is there, and none of them is a way around the ticket', async () => {
    for (const namespace of ['/screen', '/admin', '/other', '/echo/../', '/socket.io']) {
      const refused = await new Promise<string>((resolve) => {
        const wire = openRoomWire(
          ground.rooms.url,
          { ticket: cast.ticket('Eve') },
          {
            event: () => resolve('an event'),
            audio: () => resolve('sound'),
            refused: () => {
              wire.close();
              resolve('refused');
            },
            ended: () => resolve('ended'),
          },
          { namespace },
        );
      });
      expect(refused, namespace).to.be.oneOf(['refused', 'ended']);
    }
    expect(olga.view.names()).to.deep.equal(['Mallory', 'Olga']);
  });
});
