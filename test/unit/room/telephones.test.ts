import { expect } from 'chai';
import type { ParticipantId } from '../../../src/base/ids.ts';
import { type Ask, apply } from '../../../src/room/apply.ts';
import { participantBody } from '../../../src/room/participant.ts';
import type { RoomEffect } from '../../../src/room/room-effect.ts';
import { welcomeTo } from '../../../src/room/welcome.ts';
import { enterAs, roomAfter, SESSION } from './room-commands.ts';

const now = SESSION.startedMs + 60_000;
const caller = { number: '+33 6 12 34 56 78', masked: '+33 6 •• •• •• 78' };
const olga = enterAs('olga', { role: 'organizer', person: 'account:olga', key: 'account' });
const byPhone = enterAs('cleo', { via: 'phone', caller });
const told = (effects: readonly RoomEffect[]) =>
  effects.flatMap((effect) =>
    effect.effect === 'tell' ? [{ event: effect.event, body: effect.body, to: effect.to }] : [],
  );
const rename = (actorId: string, id: string, name: string): Ask => ({
  kind: 'ask',
  actorId: actorId as ParticipantId,
  name: 'participant.rename',
  body: { id, name },
  newId: 'new',
});
const views = { meeting: { phoneNumbers: [], agenda: [] } as never, resumeToken: '', screenKey: '', nowMs: now };

describe('somebody on a telephone in a room', () => {
  it('is shown to all with a number of which digits are left out, and to those who moderate with the whole of it', () => {
    const { effects } = apply(roomAfter(olga, enterAs('bob')), byPhone, now);
    const joined = told(effects).find(({ event }) => event === 'participant.joined');
    expect(joined?.to).to.equal(undefined);
    expect(joined?.body).to.include({ via: 'phone', caller: caller.masked });
    expect(told(effects).filter(({ event }) => event === 'participant.caller')).to.deep.equal([
      { event: 'participant.caller', body: { id: 'cleo', number: caller.number }, to: ['olga'] },
    ]);
  });

  it('is whole in the welcome of those who moderate, and of nobody else', () => {
    const room = roomAfter(olga, enterAs('bob'), byPhone);
    const welcomeOf = (id: string) => {
      const participant = room.participants.get(id as ParticipantId);
      if (participant === undefined) throw new Error(`${id} is not in`);
      return welcomeTo(room, participant, views);
    };
    expect(welcomeOf('olga').callers).to.deep.equal({ cleo: caller.number });
    expect(JSON.stringify(welcomeOf('bob'))).to.include(caller.masked);
    expect(JSON.stringify(welcomeOf('bob'))).to.not.include(caller.number);
  });

  it('has no number at all when it is withheld', () => {
    const room = roomAfter(olga, enterAs('bob'));
    const { state, effects } = apply(room, { ...byPhone, caller: { number: '', masked: '' } }, now);
    expect(told(effects).map(({ event }) => event)).to.not.include('participant.caller');
    const cleo = state.participants.get('cleo' as ParticipantId);
    expect(cleo && participantBody(cleo)).to.not.have.property('caller');
    expect(cleo?.via).to.equal('phone');
  });

  it('is renamed by those who moderate, for good', () => {
    const { state, effects } = apply(roomAfter(olga, byPhone), rename('olga', 'cleo', 'Cléo Martin'), now);
    expect(state.participants.get('cleo' as ParticipantId)?.name).to.equal('Cléo Martin');
    expect(effects.map(({ effect }) => effect)).to.deep.equal(['store', 'tell']);
  });

  it('is renamed by nobody else, and nobody at a browser is', () => {
    const room = roomAfter(olga, enterAs('bob'), byPhone);
    expect(apply(room, rename('bob', 'cleo', 'Chloé'), now).refused).to.equal('not-allowed');
    expect(apply(room, rename('cleo', 'cleo', 'Chloé'), now).refused).to.equal('not-allowed');
    expect(apply(room, rename('olga', 'bob', 'Bobby'), now).refused).to.equal('not-allowed');
    expect(apply(room, rename('olga', 'nobody', 'Bobby'), now).refused).to.equal('not-found');
  });

  it('shows its whole number in the lobby, to those who admit', () => {
    const knock = {
      ...{ id: 'knock', participantId: 'cleo' as ParticipantId, key: 'none' as const, role: 'attendee' as const },
      ...{ rank: 9, mayModerate: false, person: 'guest:cleo', name: 'Cleo', via: 'phone' as const, caller },
      reason: 'no-key' as const,
    };
    const { effects } = apply(roomAfter(olga, enterAs('bob')), { kind: 'knock', knock }, now);
    const waiting = told(effects).find(({ event }) => event === 'lobby.waiting');
    expect(waiting?.to).to.deep.equal(['olga']);
    expect(waiting?.body).to.include({ via: 'phone', caller: caller.number });
  });
});
