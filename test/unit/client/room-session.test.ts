import { expect } from 'chai';
import { chatLines } from '../../../src/client/room/live/chat/chat-log.ts';
import { createRoomSession, type RoomMessages } from '../../../src/client/room/live/room-session.ts';
import type { Connection } from '../../../src/client/room/live/room-state.ts';
import type { CommandAnswer } from '../../../src/contract/room/room-messages.ts';
import type { ParticipantBody, Welcome } from '../../../src/contract/room/room-state.ts';

const NOW = '2027-03-01T09:00:00.000Z';
const ME: ParticipantBody = {
  id: 'me',
  number: 1,
  name: 'Zoe',
  role: 'attendee',
  via: 'web',
  microphone: 'none',
  mayModerate: false,
  device: 1,
  connected: true,
  joinedAt: NOW,
};
const WELCOME: Welcome = {
  you: { id: 'me', number: 1, name: 'Zoe', role: 'attendee' },
  resumeToken: 'resume',
  meeting: { id: '351354086', title: '', joinUrl: 'https://x/m/351354086', phoneNumbers: [], organizerName: 'B' },
  startedAt: NOW,
  now: NOW,
  participants: [ME],
  chat: [],
  screenKey: 'key',
  privateChat: [],
  settings: { locked: false, everyoneWaits: false, participantsMax: 1_000 },
  screen: null,
  recording: null,
  may: [],
};

/** A link whose other end is the test. */
const openSession = () => {
  const listeners = new Map<string, (body: never) => void>();
  const sent: { name: string; body: unknown }[] = [];
  let answer: (name: string) => CommandAnswer = () => ({ ok: true });
  let tellState = (_state: Connection): void => {};
  const messages: RoomMessages = {
    on: (event, listener) => {
      listeners.set(event, listener as (body: never) => void);
      return () => listeners.delete(event);
    },
    onState: (listener) => {
      tellState = listener;
      listener('connecting');
      return () => {};
    },
    command: async (name, body) => {
      sent.push({ name, body });
      return answer(name);
    },
    retry: () => {},
  };
  let count = 0;
  const session = createRoomSession({
    messages,
    clock: { nowMs: () => Date.parse(NOW) },
    newClientId: () => {
      count += 1;
      return `client-${count}`;
    },
  });
  return {
    session,
    sent,
    emit: (event: string, body: unknown) => listeners.get(event)?.(body as never),
    state: (state: Connection) => tellState(state),
    answerWith: (next: (name: string) => CommandAnswer) => {
      answer = next;
    },
    lines: () => chatLines(session.state.value.everyone.log).flatMap((line) => (line.kind === 'message' ? [line] : [])),
  };
};
/** Lets the answers of commands arrive. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

const entered = () => {
  const room = openSession();
  room.emit('welcome', WELCOME);
  room.state('connected');
  return room;
};

describe('one’s own part in a room', () => {
  it('sends what is written, trimmed and without marks that nobody sees', async () => {
    const { session, sent } = entered();
    session.chat.send('  \u202a+33 6 12\u202c\r\nhello \u0000 ');
    session.chat.send(' \n ');
    await settle();
    expect(sent).to.deep.equal([{ name: 'chat.send', body: { clientId: 'client-1', text: '+33 6 12\nhello' } }]);
  });

  it('takes no message before the welcome, so that the screen keeps it', async () => {
    const { session, sent, emit, state } = openSession();
    expect(session.chat.send('early')).to.equal(false);
    emit('welcome', WELCOME);
    state('connected');
    expect(session.chat.send(' ')).to.equal(false);
    expect(session.chat.send('early')).to.equal(true);
    await settle();
    expect(sent.map(({ body }) => body)).to.deep.equal([{ clientId: 'client-1', text: 'early' }]);
  });

  it('says why a message was refused, and sends the same message again under the same name', async () => {
    const { session, sent, answerWith, lines } = entered();
    answerWith(() => ({ ok: false, code: 'invalid-input' }));
    session.chat.send('hello');
    await settle();
    expect(lines()[0]).to.include({ delivery: 'failed', failure: 'invalid-input' });
    answerWith(() => ({ ok: true }));
    session.chat.sendAgain('client-1');
    await settle();
    expect(lines()[0]).to.include({ delivery: 'sent' });
    expect(sent.map(({ body }) => body)).to.deep.equal([
      { clientId: 'client-1', text: 'hello' },
      { clientId: 'client-1', text: 'hello' },
    ]);
  });

  it('keeps what was written while the connection is away and sends it with the next welcome', async () => {
    const { session, sent, state, emit, answerWith, lines } = entered();
    state('reconnecting');
    answerWith(() => ({ ok: false, code: 'unavailable' }));
    session.chat.send('still there?');
    await settle();
    expect(lines()[0]).to.include({ delivery: 'pending' });
    answerWith(() => ({ ok: true }));
    emit('welcome', WELCOME);
    state('connected');
    await settle();
    expect(sent.filter(({ name }) => name === 'chat.send')).to.have.length(1);
  });

  it('calls a message failed when the connection holds and no answer comes', async () => {
    const { session, answerWith, lines } = entered();
    answerWith(() => ({ ok: false, code: 'unavailable' }));
    session.chat.send('hello');
    await settle();
    expect(lines()[0]).to.include({ delivery: 'failed', failure: 'unavailable' });
  });

  it('sends such a message again by itself after a reconnection, but none that the room refused', async () => {
    const { session, sent, emit, state, answerWith, lines } = entered();
    answerWith(() => ({ ok: false, code: 'unavailable' }));
    session.chat.send('lost');
    await settle();
    answerWith(() => ({ ok: false, code: 'invalid-input' }));
    session.chat.send('refused');
    await settle();
    answerWith(() => ({ ok: true }));
    state('reconnecting');
    expect(lines().map(({ delivery }) => delivery)).to.deep.equal(['pending', 'failed']);
    emit('welcome', WELCOME);
    state('connected');
    await settle();
    expect(sent.map(({ body }) => (body as { text: string }).text)).to.deep.equal(['lost', 'refused', 'lost']);
  });

  it('tells the room how the microphone is used, also when it was opened before the welcome, and again after a reconnection', async () => {
    const room = openSession();
    room.session.useMicrophone('on');
    expect(room.sent).to.deep.equal([]);
    room.emit('welcome', WELCOME);
    room.state('connected');
    expect(room.sent).to.deep.equal([{ name: 'microphone.set', body: { state: 'on' } }]);
    room.emit('participant.changed', { ...ME, microphone: 'on' });
    room.session.useMicrophone('on');
    expect(room.sent, 'not what the room knows already').to.have.length(1);
    room.emit('welcome', WELCOME);
    expect(room.sent).to.have.length(2);
  });

  it('stays muted when somebody muted it while the connection was away, and says so', () => {
    const room = entered();
    room.session.useMicrophone('on');
    const heard: string[] = [];
    room.session.onEvent(({ name }) => heard.push(name));
    room.emit('welcome', { ...WELCOME, participants: [{ ...ME, microphone: 'muted' }] });
    expect(heard).to.include('you.muted');
    expect(room.sent.map(({ body }) => body)).to.deep.equal([{ state: 'on' }]);
  });

  it('tells of a microphone that is switched there and back before the room has confirmed the first', () => {
    const room = entered();
    room.session.useMicrophone('on');
    room.emit('participant.changed', { ...ME, microphone: 'on' });
    room.session.useMicrophone('muted');
    room.session.useMicrophone('on');
    room.emit('participant.changed', { ...ME, microphone: 'muted' });
    room.emit('participant.changed', { ...ME, microphone: 'on' });
    expect(room.sent.map(({ body }) => body)).to.deep.equal([{ state: 'on' }, { state: 'muted' }, { state: 'on' }]);
  });

  it('hears nothing more once it is stopped', () => {
    const { session, emit } = entered();
    session.stop();
    emit('session.ended', { reason: 'ended' });
    expect(session.state.value.ended).to.equal(undefined);
  });
});
