import { expect } from 'chai';
import { chatRows } from '../../../../src/client/room/live/chat/chat-rows.ts';
import { conversationWith } from '../../../../src/client/room/live/chat/chat-state.ts';
import type { RoomState } from '../../../../src/client/room/live/room-state.ts';
import type { ChatMessageBody } from '../../../../src/contract/room/room-state.ts';
import { event, inRoom, run, said } from './chat-fixture.ts';

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const kinds = (state: RoomState, numbered = true) =>
  chatRows(conversationWith(state, undefined), { numbered, dayOf }).map((row) => {
    if (row.kind !== 'message') return row.kind;
    return `${row.line.sequence}${row.goesOn ? '+' : ''}`;
  });
const room = (bodies: readonly ChatMessageBody[]) =>
  run(
    bodies.map((body) => event('chat.message', body)),
    inRoom(),
  );
const on = (day: number, time: string) => ({ sentAt: `2027-03-0${day}T${time}.000Z` });

describe('the rows of a conversation', () => {
  it('part the days where a meeting crosses midnight, and begin a turn there', () => {
    const state = room([
      said(1, 'b', on(1, '23:58:00')),
      said(2, 'b', on(1, '23:59:59')),
      said(3, 'b', on(2, '00:00:01')),
    ]);
    expect(kinds(state)).to.deep.equal(['1', '2+', 'day', '3']);
  });

  it('put one name over the messages of one turn', () => {
    const renamed = { from: { id: 'b', name: 'Bob' } };
    const state = room([
      said(1, 'b'),
      said(2, 'b'),
      said(3, 'a'),
      said(4, 'b'),
      said(5, 'b', renamed),
      said(400, 'b', renamed),
    ]);
    expect(kinds(state, false)).to.deep.equal(['1', '2+', '3', '4', '5', '400']);
  });

  it('say where messages are missing, of those that are numbered one by one', () => {
    const state = room([said(201, 'b'), said(202, 'a'), said(230, 'b')]);
    expect(kinds(state)).to.deep.equal(['gap', '201', '202', 'gap', '230']);
    expect(kinds(state, false)).to.deep.equal(['201', '202', '230']);
    expect(kinds(run([event('chat.message', said(200, 'b'))], room([said(201, 'b')])))[1]).to.equal('200');
  });

  it('mark the first of what is new', () => {
    const state = run(
      [{ kind: 'look', at: undefined }, event('chat.message', said(2, 'b')), event('chat.message', said(3, 'b'))],
      room([said(1, 'b')]),
    );
    expect(kinds(state)).to.deep.equal(['1', 'new', '2', '3+']);
  });
});
