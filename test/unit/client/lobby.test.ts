import { expect } from 'chai';
import type { LobbyMessageBody } from '../../../src/contract/room/room-state.ts';
import { BARE, LINK, openEntry, Refused, settle, WAITING } from './entry-ground.ts';

const LOBBY = { ...WAITING, startsAt: null, lobby: 'everyone-waits' } as const;
const FROM_OLGA: LobbyMessageBody = { id: 'm1', by: 'Olga', text: 'One moment', sentAt: '2027-03-01T09:01:00.000Z' };

/** Somebody who waits in the lobby. */
const openLobby = async (options: Parameters<typeof openEntry>[0] = {}) => {
  const ground = openEntry({ joins: [LOBBY], ...options });
  await ground.entry.load();
  await ground.entry.enter();
  await settle();
  const stream = () => {
    const wait = ground.waits.at(-1);
    if (wait === undefined) throw new Error('nobody waits');
    return wait.listener;
  };
  return {
    ...ground,
    stream,
    writes: () =>
      ground.calls.filter((call) => (call as string[])[0] === 'write').map((call) => (call as unknown[])[1]),
    joins: () => ground.calls.filter((call) => (call as string[])[0] === 'join'),
    lines: () => ground.entry.lobby.state.value.lines,
  };
};

describe('the lobby, for whoever waits', () => {
  it('says why a moderator has to let one in, and when one of them has seen it, not before', async () => {
    const { entry, stream } = await openLobby();
    expect(entry.screen.value).to.include({ kind: 'waiting', bare: false, lobby: 'everyone-waits' });
    stream().onConnection(true);
    expect(entry.lobby.state.value.seen).to.equal(false);
    stream().onNews({ kind: 'seen' });
    expect(entry.lobby.state.value.seen).to.equal(true);
  });

  it('without a PIN one asks to be let in, and the page says no more than with a wrong one', async () => {
    const nothing = { ...WAITING, startsAt: null };
    const { entry, calls } = openEntry({
      address: BARE,
      door: { needsPin: true },
      joins: [nothing],
      remembered: 'Gus',
    });
    await entry.load();
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', BARE, { name: 'Gus' }]);
    expect(entry.screen.value).to.include({ kind: 'waiting', bare: true, lobby: undefined, startsAtMs: undefined });
  });

  it('goes in by a moderator’s word with the ticket that was waited with', async () => {
    const { entry, stream, calls, shown, cues, waits } = await openLobby();
    stream().onNews({ kind: 'admitted' });
    stream().onNews({ kind: 'admitted' });
    expect(entry.screen.value).to.include({ kind: 'waiting', admitted: true });
    await settle();
    expect(calls.filter((call) => (call as string[])[0] === 'enter')).to.deep.equal([['enter', 'wait-1']]);
    expect(entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-let-in' });
    expect(shown.at(-1)).to.equal('/m/351354086');
    expect(cues).to.deep.equal(['admitted']);
    expect(waits.at(-1)?.stopped).to.equal(true);
  });

  it('who is let in while the server is away goes in as soon as it answers', async () => {
    const { entry, stream, later } = await openLobby({ enters: [new Refused('unreachable')] });
    stream().onNews({ kind: 'admitted' });
    await settle();
    expect(entry.screen.value).to.include({ kind: 'waiting', admitted: true });
    later.at(-1)?.work();
    await settle();
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('who is let in by a server that is too slow asks again when it says, and not before', async () => {
    const { stream, later } = await openLobby({ enters: [new Refused('unavailable', {}, 15)] });
    stream().onNews({ kind: 'admitted' });
    await settle();
    expect(later.at(-1)?.afterMs).to.equal(15_000);
  });

  it('who is declined reads the word, and waits no more until they knock again; the next wait begins afresh', async () => {
    const { entry, stream, waits, cues, joins } = await openLobby({
      joins: [LOBBY, { ...LOBBY, waitTicket: 'wait-2' }],
    });
    entry.lobby.write('Hello?');
    stream().onNews({ kind: 'seen' });
    stream().onNews({ kind: 'declined', word: 'Not today' });
    expect(entry.screen.value).to.deep.equal({ kind: 'declined', word: 'Not today' });
    expect(waits[0]?.stopped).to.equal(true);
    expect(cues).to.deep.equal(['declined']);
    expect(joins()).to.have.length(1);
    await entry.enter();
    await settle();
    expect(entry.screen.value).to.include({ kind: 'waiting', lobby: 'everyone-waits' });
    expect(waits.at(-1)?.ticket).to.equal('wait-2');
    expect(entry.lobby.state.value).to.deep.equal({ seen: false, lines: [] });
    entry.goAway();
    expect(entry.screen.value).to.have.nested.include({ kind: 'problem', 'problem.kind': 'wentAway' });
    expect(waits.at(-1)?.stopped).to.equal(true);
  });

  it('a message is shown at once, and is under way until the server has it', async () => {
    const { entry, lines, writes } = await openLobby();
    expect(entry.lobby.write('  Hello\n there ')).to.equal(true);
    expect(lines()).to.have.length(1);
    expect(lines()[0]).to.include({ text: 'Hello there', by: undefined, delivery: 'waits' });
    await settle();
    expect(writes()).to.deep.equal([{ ticket: 'wait-1', text: 'Hello there', clientId: 'client-id-1' }]);
    expect(lines()[0]?.delivery).to.equal('sent');
    expect(entry.lobby.write('\u0007 ')).to.equal(false);
    expect(entry.lobby.write('x'.repeat(501))).to.equal(false);
  });

  it('after a lost stream the messages are told again, under the same names and in their order', async () => {
    const { entry, stream, writes, lines } = await openLobby({ writes: [new Refused('unreachable')] });
    stream().onConnection(true);
    entry.lobby.write('one');
    await settle();
    expect(lines()[0]?.delivery).to.equal('waits');
    stream().onConnection(false);
    entry.lobby.write('two');
    await settle();
    stream().onConnection(true);
    await settle();
    expect(lines().map(({ delivery }) => delivery)).to.deep.equal(['sent', 'sent']);
    const last = writes().slice(-2) as { clientId: string }[];
    expect(last.map(({ clientId }) => clientId)).to.deep.equal(['client-id-1', 'client-id-2']);
  });

  it('a message that the network refused goes out by itself after a while, also without a lost stream', async () => {
    const { entry, later, lines } = await openLobby({ writes: [new Refused('too-many-attempts')] });
    entry.lobby.write('one');
    await settle();
    expect(lines()[0]?.delivery).to.equal('waits');
    later.at(-1)?.work();
    await settle();
    expect(lines()[0]?.delivery).to.equal('sent');
  });

  it('a message that the server does not take is marked, and not sent again', async () => {
    const { entry, stream, lines, writes } = await openLobby({ writes: [new Refused('invalid-input')] });
    entry.lobby.write('\u200b');
    await settle();
    expect(lines()[0]?.delivery).to.equal('refused');
    stream().onConnection(true);
    await settle();
    expect(writes()).to.have.length(1);
  });

  it('what the server tells again after a lost stream stands there once', async () => {
    const { entry, stream, lines, cues } = await openLobby();
    entry.lobby.write('Hello?');
    await settle();
    for (let time = 0; time < 2; time += 1) {
      stream().onNews({ kind: 'message', message: { id: 'm0', text: 'Hello?', sentAt: '2027-03-01T09:00:00.000Z' } });
      stream().onNews({ kind: 'message', message: FROM_OLGA });
    }
    expect(lines().map(({ by, text }) => [by, text])).to.deep.equal([
      [undefined, 'Hello?'],
      ['Olga', 'One moment'],
    ]);
    expect(cues.filter((cue) => cue === 'message')).to.have.length(1);
  });

  it('when the door changes one asks again and keeps the conversation; who comes in is in', async () => {
    const again = { ...LOBBY, lobby: 'locked', waitTicket: 'wait-2' } as const;
    const { entry, stream, waits, lines, writes } = await openLobby({ joins: [LOBBY, again] });
    entry.lobby.write('Hello?');
    await settle();
    stream().onOpen();
    await settle();
    expect(entry.screen.value).to.include({ kind: 'waiting', lobby: 'locked' });
    expect(lines()).to.have.length(1);
    waits.at(-1)?.listener.onConnection(true);
    await settle();
    expect(writes().at(-1)).to.include({ ticket: 'wait-2', clientId: 'client-id-1' });
  });

  it('a door that says “open” over and over, and is not, is asked at most every few seconds', async () => {
    const { stream, joins, later, forward } = await openLobby({ joins: [LOBBY, LOBBY, LOBBY, LOBBY] });
    for (let time = 0; time < 5; time += 1) {
      stream().onOpen();
      await settle();
    }
    expect(joins()).to.have.length(2);
    forward(3_000);
    for (const planned of later.filter(({ off, afterMs }) => !off && afterMs <= 3_000)) planned.work();
    await settle();
    expect(joins()).to.have.length(3);
  });

  it('who was sent back waits with the ticket that the room gave, and is let in as anybody else', async () => {
    const { entry, waits, calls } = openEntry({ address: LINK });
    await entry.load();
    await entry.enter();
    entry.leaveRoom({ kind: 'sentBack', waitTicket: 'wait-from-room' });
    expect(entry.screen.value).to.include({ kind: 'waiting', lobby: 'sent-back', bare: false });
    expect(waits.at(-1)?.ticket).to.equal('wait-from-room');
    waits.at(-1)?.listener.onNews({ kind: 'admitted' });
    await settle();
    expect(calls.at(-1)).to.deep.equal(['enter', 'wait-from-room']);
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('what is said to somebody who waits no more is not heard', async () => {
    const { entry, stream, calls } = await openLobby();
    const before = stream();
    entry.correct();
    before.onNews({ kind: 'declined', word: '' });
    before.onNews({ kind: 'admitted' });
    await settle();
    expect(entry.screen.value.kind).to.equal('door');
    expect(calls.some((call) => (call as string[])[0] === 'enter')).to.equal(false);
  });
});
