import { expect } from 'chai';
import { mustTellPause, mustTellStop } from '../../../src/client/room/screen/own-screen-rules.ts';

const MINE = { participantId: 'me', paused: false };
const THEIRS = { participantId: 'other', paused: false };

describe('one’s own screen', () => {
  it('ends in the room when one stops, but another’s that took its place does not', () => {
    const live = { id: 'me', presenting: 'live', takesOver: true } as const;
    expect(mustTellStop(MINE, live)).to.equal(true);
    expect(mustTellStop(null, live)).to.equal(true);
    expect(mustTellStop(THEIRS, live)).to.equal(false);
  });

  it('that was about to begin ends what it asked for, and nothing else', () => {
    const starting = { id: 'me', presenting: 'starting', takesOver: false } as const;
    expect(mustTellStop(null, starting)).to.equal(true);
    expect(mustTellStop(THEIRS, starting)).to.equal(false);
    expect(mustTellStop(THEIRS, { ...starting, takesOver: true })).to.equal(true);
    for (const presenting of ['no', 'asking'] as const)
      expect(mustTellStop(null, { ...starting, presenting })).to.equal(false);
  });

  it('stays paused in a room that has forgotten it with a restart', () => {
    expect(mustTellPause(MINE, 'me', true)).to.equal(true);
    expect(mustTellPause({ ...MINE, paused: true }, 'me', false)).to.equal(true);
    expect(mustTellPause({ ...MINE, paused: true }, 'me', true)).to.equal(false);
    expect(mustTellPause(THEIRS, 'me', true)).to.equal(false);
    expect(mustTellPause(null, 'me', true)).to.equal(false);
  });
});
