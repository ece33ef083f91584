import { expect } from 'chai';
import fc from 'fast-check';
import { chatLines } from '../../../../src/client/room/live/chat/chat-log.ts';
import { conversationWith, unreadOf } from '../../../../src/client/room/live/chat/chat-state.ts';
import type { Partner } from '../../../../src/client/room/live/chat/conversation.ts';
import type { RoomState } from '../../../../src/client/room/live/room-state.ts';
import type { ChatMessageBody } from '../../../../src/contract/room/room-state.ts';
import { event, inRoom, NOW_MS, person, run, said, to, welcome } from './chat-fixture.ts';

const texts = (state: RoomState, partner: Partner) =>
  chatLines(conversationWith(state, partner).log).map((line) => {
    if (line.kind === 'activity') return line.what;
    return line.deletedBy === undefined ? line.text : `deleted by ${line.deletedBy}`;
  });
const tabs = (state: RoomState) => state.privates.filter(({ open }) => open).map(({ partner }) => partner.id);
const message = (body: ChatMessageBody) => event('chat.message', body);
const LOOK_AWAY = { kind: 'look', at: undefined } as const;
const lookAt = (partner: Partner) => ({ kind: 'look', at: { partner } }) as const;

describe('private conversations as the screen sees them', () => {
  it('keep what two say apart from what all say, both ways, and open by themselves', () => {
    const state = run(
      [
        message(said(1, 'b')),
        message(said(1, 'a', to('z'))),
        message(said(2, 'z', to('a'))),
        message(said(3, 'z', to('b'))),
      ],
      inRoom(),
    );
    expect(texts(state, undefined)).to.deep.equal(['message 1']);
    expect(texts(state, 'a')).to.deep.equal(['message 1', 'message 2']);
    expect(texts(state, 'b')).to.deep.equal(['message 3']);
    expect(tabs(state)).to.deep.equal(['a', 'b']);
  });

  it('come with the welcome, as history that counts as read', () => {
    const state = inRoom({ chat: [said(4, 'b')], privateChat: [said(1, 'a', to('z')), said(2, 'z', to('a'))] });
    expect(texts(state, 'a')).to.deep.equal(['message 1', 'message 2']);
    expect(state.unread).to.equal(0);
    expect(conversationWith(state, 'a').newFrom).to.equal(undefined);
  });

  it('take from a later welcome only what was missed, and count it', () => {
    const before = inRoom({ chat: [said(1, 'b')], privateChat: [said(1, 'a', to('z'))] });
    const after = run(
      [
        { kind: 'connection', state: 'reconnecting' },
        LOOK_AWAY,
        event(
          'welcome',
          welcome({
            chat: [said(1, 'b'), said(2, 'a')],
            privateChat: [said(1, 'a', to('z')), said(2, 'z', to('a')), said(5, 'a', to('z')), said(7, 'b', to('z'))],
          }),
        ),
      ],
      before,
    );
    expect(texts(after, undefined)).to.deep.equal(['message 1', 'message 2']);
    expect(texts(after, 'a')).to.deep.equal(['message 1', 'message 2', 'message 5']);
    expect(unreadOf(after, 'a')).to.equal(1);
    expect(unreadOf(after, 'b')).to.equal(1);
    expect(after.unread).to.equal(3);
  });

  it('count what is not in sight, each for itself, and all together', () => {
    const state = run(
      [message(said(1, 'a', to('z'))), message(said(2, 'a', to('z'))), message(said(3, 'b', to('z')))],
      inRoom(),
    );
    expect([unreadOf(state, 'a'), unreadOf(state, 'b'), state.unread]).to.deep.equal([2, 1, 3]);
    const looked = run([lookAt('a')], state);
    expect([unreadOf(looked, 'a'), unreadOf(looked, 'b'), looked.unread]).to.deep.equal([0, 1, 1]);
    const more = run([message(said(4, 'a', to('z'))), message(said(1, 'b'))], looked);
    expect([unreadOf(more, 'a'), more.unread], 'in sight; that of all is not').to.deep.equal([0, 2]);
  });

  it('close and are opened again by a message or a click, with all that was said', () => {
    const closed = run([message(said(1, 'a', to('z'))), { kind: 'close-conversation', id: 'a' }], inRoom());
    expect(tabs(closed)).to.deep.equal([]);
    expect(closed.unread, 'what one closes one has seen').to.equal(0);
    expect(tabs(run([message(said(2, 'a', to('z')))], closed))).to.deep.equal(['a']);
    const clicked = run([{ kind: 'open-conversation', person: { id: 'a', name: 'A' } }], closed);
    expect(texts(clicked, 'a')).to.deep.equal(['message 1']);
    expect(tabs(run([{ kind: 'open-conversation', person: { id: 'a', name: 'A' } }], clicked))).to.deep.equal(['a']);
  });

  it('a closed conversation stays closed when a welcome repeats what was said, or a message is deleted', () => {
    const closed = run([message(said(1, 'a', to('z'))), { kind: 'close-conversation', id: 'a' }], inRoom());
    const again = run(
      [
        event('welcome', welcome({ privateChat: [said(1, 'a', to('z'))] })),
        event('chat.deleted', { id: 'p1', by: 'author' }),
      ],
      closed,
    );
    expect(tabs(again)).to.deep.equal([]);
    expect(texts(again, 'a')).to.deep.equal(['deleted by author']);
  });

  it('say that the other one has gone and come back', () => {
    const state = run(
      [
        message(said(1, 'a', to('z'))),
        event('participant.left', { id: 'a', reason: 'lost' }),
        event('participant.joined', person('a')),
      ],
      inRoom(),
    );
    expect(texts(state, 'a')).to.deep.equal(['message 1', 'lost', 'joined']);
    expect(texts(state, undefined)).to.deep.equal(['lost', 'joined']);
    expect(state.unread).to.equal(1);
  });

  it('say of who comes by telephone that they do', () => {
    const state = run([event('participant.joined', person('p', { via: 'phone' }))], inRoom());
    expect(texts(state, undefined)).to.deep.equal(['joinedByPhone']);
  });

  it('show an own message at once in its own conversation, and settle it once', () => {
    const wrote = run([{ kind: 'write', clientId: 'mine-0001', text: 'psst', to: { id: 'a', name: 'A' } }], inRoom());
    expect(texts(wrote, 'a')).to.deep.equal(['psst']);
    expect(texts(wrote, undefined)).to.deep.equal([]);
    const refused = run([{ kind: 'not-sent', clientId: 'mine-0001', code: 'not-found' }], wrote);
    expect(conversationWith(refused, 'a').log.unsettled[0]).to.include({ delivery: 'failed', failure: 'not-found' });
    const arrived = run([{ kind: 'arrived', clientId: 'mine-0001' }], wrote);
    expect(conversationWith(arrived, 'a').log.unsettled[0]).to.include({ delivery: 'sent' });
    const settled = run([message(said(1, 'z', { ...to('a'), text: 'psst', clientId: 'mine-0001' }))], arrived);
    expect(texts(settled, 'a')).to.deep.equal(['psst']);
    expect(conversationWith(settled, 'a').log.unsettled).to.deep.equal([]);
  });

  it('keep the newest name of the other one', () => {
    const renamed = { from: { id: 'a', name: 'Anna' } };
    const state = run([message(said(1, 'a', to('z'))), message(said(2, 'a', { ...to('z'), ...renamed }))], inRoom());
    expect(state.privates[0]?.partner.name).to.equal('Anna');
  });
});

describe('the mark of what is new', () => {
  it('stands above the first message that came unseen, and stays while one reads', () => {
    const state = run([LOOK_AWAY, message(said(1, 'b')), message(said(2, 'a')), message(said(3, 'b'))], inRoom());
    expect(state.everyone.newFrom).to.equal(1);
    const read = run([lookAt(undefined), message(said(4, 'b'))], state);
    expect(read.everyone.newFrom).to.equal(1);
    expect(read.unread).to.equal(0);
  });

  it('moves on to what comes when one looks away again, and goes with the conversation', () => {
    const state = run(
      [LOOK_AWAY, message(said(1, 'b')), lookAt(undefined), LOOK_AWAY, message(said(2, 'b'))],
      inRoom(),
    );
    expect(state.everyone.newFrom).to.equal(2);
    expect(run([{ kind: 'turn-away', from: undefined }], state).everyone.newFrom, 'still unread').to.equal(2);
    const left = run([lookAt(undefined), { kind: 'turn-away', from: undefined }], state);
    expect(left.everyone.newFrom).to.equal(undefined);
  });

  it('is no matter of own messages', () => {
    const state = run([LOOK_AWAY, message(said(1, 'z')), message(said(2, 'b'))], inRoom());
    expect(state.everyone.newFrom).to.equal(2);
    expect(state.unread).to.equal(1);
  });
});

describe('deleted messages', () => {
  it('stay as a line without words, and are nothing to read any more', () => {
    const state = run(
      [LOOK_AWAY, message(said(1, 'b')), message(said(2, 'a')), event('chat.deleted', { id: 'm1', by: 'moderator' })],
      inRoom(),
    );
    expect(texts(state, undefined)).to.deep.equal(['deleted by moderator', 'message 2']);
    expect(JSON.stringify(state)).not.to.contain('message 1');
    expect(state.unread).to.equal(1);
  });

  it('come as such with the history, also when they were whole before', () => {
    const state = inRoom({ chat: [said(1, 'b'), said(2, 'b', { text: '', deletedBy: 'author' })] });
    expect(texts(state, undefined)).to.deep.equal(['message 1', 'deleted by author']);
    const back = run(
      [
        event(
          'welcome',
          welcome({
            chat: [said(1, 'b', { text: '', deletedBy: 'moderator' }), said(2, 'b', { text: '', deletedBy: 'author' })],
          }),
        ),
      ],
      state,
    );
    expect(texts(back, undefined)).to.deep.equal(['deleted by moderator', 'deleted by author']);
  });
});

describe('what the room tells in another order, twice or late', () => {
  it('makes the same log', () => {
    const all = Array.from({ length: 12 }, (_, index) => said(index + 1, index % 3 === 0 ? 'z' : 'b'));
    const inOrder = texts(run(all.map(message), inRoom()), undefined);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...all, ...all, ...all.slice(3, 6)], { minLength: 0 }),
        fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
        (some, cuts) => {
          const steps = some.map(message);
          for (const cut of cuts) steps.splice(cut, 0, event('welcome', welcome({ chat: all.slice(0, cut) })));
          const state = run([...steps, event('welcome', welcome({ chat: all }))], inRoom(), NOW_MS);
          expect(texts(state, undefined)).to.deep.equal(inOrder);
          const keys = chatLines(state.everyone.log).map(({ key }) => key);
          expect(new Set(keys).size).to.equal(keys.length);
        },
      ),
    );
  });

  it('keeps two thousand lines and no more', () => {
    const many = Array.from({ length: 2_100 }, (_, index) => said(index + 1, 'b'));
    const state = run([event('welcome', welcome({ chat: many }))], inRoom());
    expect(texts(state, undefined)).to.have.length(2_000);
    expect(texts(state, undefined)[0]).to.equal('message 101');
  });
});
