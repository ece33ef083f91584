import { signal } from '@preact/signals';
import { expect } from 'chai';
import { createChatSession } from '../../../../src/client/room/live/chat/chat-session.ts';
import { unsettledIn } from '../../../../src/client/room/live/chat/chat-state.ts';
import {
  applyRoomChange,
  NEW_ROOM,
  type RoomChange,
  type RoomState,
} from '../../../../src/client/room/live/room-state.ts';
import type { CommandAnswer } from '../../../../src/contract/room/room-messages.ts';
import { event, NOW_MS, said, to, welcome } from './chat-fixture.ts';

interface Asked {
  readonly name: string;
  readonly body: {
    readonly text?: string;
    readonly clientId?: string;
    readonly to?: string | undefined;
    readonly id?: string;
  };
  readonly answer: (answer: CommandAnswer) => void;
}

const OK: CommandAnswer = { ok: true };
const refused = (code: Extract<CommandAnswer, { ok: false }>['code']): CommandAnswer => ({ ok: false, code });
/** Lets what was answered have its effect. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};

/** A chat whose room is the test: it answers each question when it likes. */
const openChat = () => {
  const state = signal<RoomState>(NEW_ROOM);
  const asked: Asked[] = [];
  const waits: (() => void)[] = [];
  let count = 0;
  const apply = (change: RoomChange): void => {
    state.value = applyRoomChange(state.peek(), change, NOW_MS);
  };
  const chat = createChatSession({
    state,
    apply,
    ask: (name, body) => new Promise((resolve) => asked.push({ name, body, answer: resolve })),
    newClientId: () => {
      count += 1;
      return `client-${count}`;
    },
    wait: () => new Promise((resolve) => waits.push(resolve)),
  });
  const connect = (more: Parameters<typeof welcome>[0] = {}): void => {
    state.value = event('welcome', welcome(more))(state.peek(), NOW_MS);
    chat.onConnection();
    apply({ kind: 'connection', state: 'connected' });
    chat.onConnection();
  };
  const cut = (): void => {
    apply({ kind: 'connection', state: 'reconnecting' });
    chat.onConnection();
  };
  return {
    chat,
    state,
    asked,
    connect,
    cut,
    passTime: () => {
      for (const wake of waits.splice(0)) wake();
    },
    sent: () => asked.map(({ body }) => body.text),
    pending: () => unsettledIn(state.peek()).map(({ line }) => `${line.delivery}:${line.text}`),
  };
};

describe('own messages on their way', () => {
  it('leave one after the other, those to one person too, in the order in which they were written', async () => {
    const { chat, connect, asked, sent } = openChat();
    connect();
    chat.send('one');
    chat.send('two', 'a');
    chat.send('three');
    expect(sent()).to.deep.equal(['one']);
    asked[0]?.answer(OK);
    await settle();
    asked[1]?.answer(OK);
    await settle();
    expect(asked.map(({ body }) => body)).to.deep.equal([
      { clientId: 'client-1', text: 'one' },
      { clientId: 'client-2', text: 'two', to: 'a' },
      { clientId: 'client-3', text: 'three' },
    ]);
  });

  it('wait for the connection and leave once each, the unanswered first and by the same name', async () => {
    const { chat, connect, cut, asked, sent, pending } = openChat();
    connect();
    chat.send('one');
    cut();
    chat.send('two');
    chat.send('three', 'a');
    await settle();
    expect(sent(), 'nothing leaves without a connection').to.deep.equal(['one']);
    connect();
    asked[0]?.answer(refused('unavailable'));
    await settle();
    expect(asked[1]?.body).to.deep.equal({ clientId: 'client-1', text: 'one' });
    asked[1]?.answer(OK);
    await settle();
    asked[2]?.answer(OK);
    await settle();
    asked[3]?.answer(OK);
    await settle();
    expect(sent()).to.deep.equal(['one', 'one', 'two', 'three']);
    expect(pending()).to.deep.equal(['sent:one', 'sent:two', 'sent:three']);
  });

  it('that the room has shown meanwhile are there once', async () => {
    const { chat, connect, cut, state, pending } = openChat();
    connect();
    chat.send('one');
    cut();
    connect({ chat: [said(1, 'z', { clientId: 'client-1', text: 'one' })] });
    await settle();
    expect(pending()).to.deep.equal([]);
    expect(state.value.everyone.log.settled).to.have.length(1);
  });

  it('slow down when the room says so, instead of being lost', async () => {
    const { chat, connect, asked, sent, passTime, pending } = openChat();
    connect();
    chat.send('one');
    chat.send('two');
    asked[0]?.answer(refused('too-many-attempts'));
    await settle();
    expect(sent()).to.deep.equal(['one']);
    passTime();
    await settle();
    expect(sent()).to.deep.equal(['one', 'one']);
    asked[1]?.answer(OK);
    await settle();
    expect(sent()).to.deep.equal(['one', 'one', 'two']);
    expect(pending()).to.deep.equal(['sent:one', 'pending:two']);
  });

  it('say so when the room goes on refusing, and the next ones leave', async () => {
    const { chat, connect, asked, passTime, pending, sent } = openChat();
    connect();
    chat.send('one');
    chat.send('two');
    for (let turn = 0; turn < 6; turn += 1) {
      asked.at(-1)?.answer(refused('too-many-attempts'));
      await settle();
      passTime();
      await settle();
    }
    expect(pending()).to.deep.equal(['failed:one', 'pending:two']);
    expect(sent().at(-1)).to.equal('two');
  });

  it('that nobody answered although the connection held are told, and sent again by themselves after a reconnection', async () => {
    const { chat, connect, cut, asked, pending, sent } = openChat();
    connect();
    chat.send('one');
    asked[0]?.answer(refused('unavailable'));
    await settle();
    expect(pending()).to.deep.equal(['failed:one']);
    cut();
    expect(pending()).to.deep.equal(['pending:one']);
    connect();
    await settle();
    expect(sent()).to.deep.equal(['one', 'one']);
  });

  it('to somebody who is gone do not leave and are not taken from the field; one under way is told and kept', async () => {
    const { chat, connect, asked, state, pending } = openChat();
    connect();
    expect(chat.send('hello', 'nobody')).to.equal(false);
    chat.send('hello', 'a');
    state.value = event('participant.left', { id: 'a', reason: 'left' })(state.peek(), NOW_MS);
    asked[0]?.answer(refused('not-found'));
    await settle();
    expect(pending()).to.deep.equal(['failed:hello']);
    expect(chat.send('still there?', 'a')).to.equal(false);
    chat.sendAgain('client-1');
    await settle();
    expect(asked.at(-1)?.body).to.deep.equal({ clientId: 'client-1', text: 'hello', to: 'a' });
  });

  it('that were discarded do not leave', async () => {
    const { chat, connect, cut, sent, pending } = openChat();
    connect();
    cut();
    chat.send('no');
    chat.send('yes');
    chat.discard('client-1');
    connect();
    await settle();
    expect(sent()).to.deep.equal(['yes']);
    expect(pending()).to.deep.equal(['pending:yes']);
  });

  it('private ones of a conversation that is closed still leave', async () => {
    const { chat, connect, cut, asked, state } = openChat();
    connect({ privateChat: [said(1, 'a', to('z'))] });
    cut();
    chat.send('later', 'a');
    chat.close('a');
    connect();
    await settle();
    expect(asked.at(-1)?.body).to.deep.equal({ clientId: 'client-1', text: 'later', to: 'a' });
    expect(state.value.privates[0]?.open).to.equal(false);
  });
});

describe('drafts', () => {
  it('are kept for each conversation', () => {
    const { chat } = openChat();
    chat.drafts.keep(undefined, 'to all');
    chat.drafts.keep('a', 'to one');
    expect([chat.drafts.of(undefined), chat.drafts.of('a'), chat.drafts.of('b')]).to.deep.equal([
      'to all',
      'to one',
      '',
    ]);
    chat.drafts.keep('a', '');
    expect(chat.drafts.of('a')).to.equal('');
  });
});
