import { expect } from 'chai';
import { ApiProblem } from '../../../../src/client/shared/api.ts';
import { callOf, callsGround } from './calls-ground.ts';

describe('calls out of the room, in the browser', () => {
  let ground: ReturnType<typeof callsGround>;
  beforeEach(() => {
    ground = callsGround();
  });
  afterEach(() => ground.calls.stop());

  it('are asked for once when one comes in, and no more while nothing is under way', async () => {
    expect(ground.calls.may.value).to.deep.equal({ others: false, self: false });
    await ground.welcome();
    expect(ground.calls.may.value).to.deep.equal({ others: true, self: true });
    expect(ground.looks).to.equal(1);
    expect(ground.later).to.have.length(0);
  });

  it('are looked at each second while the window is open, and no more when it is closed', async () => {
    const close = ground.calls.watch();
    await ground.settle();
    await ground.tick();
    await ground.tick();
    expect(ground.looks).to.equal(3);
    close();
    await ground.tick();
    expect(ground.later).to.have.length(0);
  });

  it('are looked at while one is under way, until who answered is in', async () => {
    await ground.calls.ask({ number: '+33612345678' });
    const standing = () => ground.calls.calls.value.map(ground.calls.standingOf);
    expect(standing()).to.deep.equal(['calling']);
    ground.goes({ state: 'ringing' });
    await ground.tick();
    expect(standing()).to.deep.equal(['ringing']);
    ground.goes({ state: 'answered' });
    await ground.tick();
    expect(standing()).to.deep.equal(['answered']);
    ground.goes({ participantId: 'p' });
    await ground.tick();
    // They are on their way: the room has not told of them yet.
    expect(standing()).to.deep.equal(['answered']);
    expect(ground.later).to.have.length(0);
    ground.joins('p');
    expect(standing()).to.deep.equal(['in']);
    await ground.leaves('p');
    expect(standing()).to.deep.equal(['left']);
  });

  it('tell which of the people is one’s own telephone', async () => {
    ground.answer = {
      ...ground.answer,
      calls: [
        callOf({ id: 'other', state: 'answered', participantId: 'p' }),
        callOf({ id: 'own', self: true, state: 'answered', participantId: 'q' }),
      ],
    };
    ground.joins('p', 'q');
    await ground.welcome();
    expect(ground.calls.ownPhone.value).to.equal('q');
    await ground.leaves('q');
    expect(ground.calls.ownPhone.value).to.equal(undefined);
  });

  it('say why one is refused, and are ended where nothing rings any more', async () => {
    ground.refusal = new ApiProblem('too-many-attempts', 429);
    const answer = await ground.calls.ask({ number: '+33612345678' });
    expect(answer).to.be.instanceOf(ApiProblem);
    expect(ground.calls.calls.value).to.deep.equal([]);
    ground.refusal = undefined;
    await ground.calls.ask({ number: '+33612345678' });
    await ground.calls.end('call-2');
    expect([ground.ended, ground.calls.calls.value]).to.deep.equal([['call-2'], []]);
  });
});
