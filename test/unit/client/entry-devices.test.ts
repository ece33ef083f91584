import { expect } from 'chai';
import type { JoinAnswer } from '../../../src/contract/http/meeting.ts';
import { ADMITTED, LINK, openEntry, Refused, settle, WAITING } from './entry-ground.ts';

const ELSEWHERE = { ticket: 'ticket-both', url: 'https://meet.example.org/m/351354086', elsewhere: true } as const;
const HERE = { ...ADMITTED, ticket: 'ticket-here' };

describe('one person, two devices; and ways back into a meeting', () => {
  const ask = async (joins: (JoinAnswer | Error)[] = [ELSEWHERE, HERE]) => {
    const ground = openEntry({ joins });
    await ground.entry.load();
    await ground.entry.enter();
    return ground;
  };

  it('who is in already is asked before the room opens, and nothing is chosen for them', async () => {
    const { entry, later, calls, shown } = await ask();
    expect(entry.screen.value.kind).to.equal('device');
    expect(later.filter(({ off }) => !off)).to.deep.equal([]);
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Zoe' }]);
    expect(shown).to.deep.equal([]);
  });

  it('going on here moves the person', async () => {
    const { entry, calls } = await ask();
    await entry.moveHere();
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Zoe', device: 'move' }]);
    expect(entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-here' });
  });

  it('both: the ticket that was given brings this device in, or a new one when it has become too old', async () => {
    const quick = await ask();
    await quick.entry.joinWithBoth();
    expect(quick.entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-both' });
    expect(quick.calls.filter((call) => (call as string[])[0] === 'join')).to.have.length(1);
    const slow = await ask([ELSEWHERE, { ...ELSEWHERE, ticket: 'ticket-new' }]);
    slow.forward(50_000);
    await slow.entry.joinWithBoth();
    expect(slow.entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-new' });
  });

  it('not now: back to the door', async () => {
    const { entry } = await ask();
    entry.correct();
    expect(entry.screen.value.kind).to.equal('door');
  });

  it('who went on with another device comes back here by their own word only', async () => {
    const { entry, calls } = await ask([ADMITTED, HERE]);
    const before = calls.length;
    entry.leaveRoom({ kind: 'moved' });
    await settle();
    expect(calls).to.have.length(before);
    expect(entry.screen.value).to.deep.equal({ kind: 'problem', problem: { kind: 'moved' } });
    await entry.moveHere();
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Zoe', device: 'move' }]);
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('a room that wants a moderator’s word sends back to the door by itself, once', async () => {
    const lobby = { ...WAITING, startsAt: null, lobby: 'locked' } as const;
    const { entry } = await ask([ADMITTED, lobby]);
    entry.leaveRoom({ kind: 'mustWait' });
    await settle();
    expect(entry.screen.value).to.include({ kind: 'waiting', lobby: 'locked' });
    const again = await ask([ADMITTED, HERE]);
    again.entry.leaveRoom({ kind: 'mustWait' });
    await settle();
    again.entry.leaveRoom({ kind: 'mustWait' });
    await settle();
    expect(again.entry.screen.value).to.deep.equal({ kind: 'problem', problem: { kind: 'mustWait' } });
  });

  it('a full meeting is looked at now and then until somebody leaves; a server that is away ends that no more than a full house', async () => {
    const { entry, later } = await ask([
      new Refused('room-full'),
      new Refused('room-full'),
      new Refused('unreachable'),
      ADMITTED,
    ]);
    const waiting = () => later.filter(({ off, afterMs }) => !off && afterMs === 15_000);
    for (let look = 0; look < 3; look += 1) {
      expect(entry.screen.value).to.have.nested.include({ kind: 'problem', 'problem.kind': 'full' });
      const planned = waiting().at(-1);
      planned?.work();
      await settle();
    }
    expect(entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-1' });
  });

  it('who goes elsewhere from a full meeting is not brought back into it', async () => {
    const { entry, later } = await ask([new Refused('room-full')]);
    entry.askForId();
    expect(later.at(-1)?.off).to.equal(true);
    expect(entry.screen.value.kind).to.equal('type-id');
  });
});
