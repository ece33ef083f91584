import { signal } from '@preact/signals';
import { expect } from 'chai';
import { createOwnPhone, type OwnPhone } from '../../../../src/client/room/live/calls/own-phone.ts';
import { createSoundRest } from '../../../../src/client/room/live/calls/sound-rest.ts';
import { ApiProblem } from '../../../../src/client/shared/api.ts';
import { callsGround } from './calls-ground.ts';

describe('one’s own telephone as one’s sound', () => {
  let ground: ReturnType<typeof callsGround>;
  let phone: OwnPhone;
  let told: string[];
  const wish = signal<'on' | 'muted' | 'none'>('on');
  const speakerOn = signal(true);
  let open = true;
  const sound = () => ({ wish: wish.value, open, speaker: speakerOn.value });
  const HERE = { wish: 'on', open: true, speaker: true };
  const SILENT = { wish: 'none', open: false, speaker: false };

  beforeEach(() => {
    ground = callsGround();
    told = [];
    [wish.value, speakerOn.value, open] = ['on', true, true];
    const rest = createSoundRest({
      link: { setSpeaker: () => {} },
      microphone: {
        wish,
        open: async () => {
          open = true;
        },
        close: () => {
          open = false;
        },
      },
      speakerOn,
    });
    phone = createOwnPhone({
      calls: ground.calls,
      rest,
      language: () => 'fr',
      onHungUp: () => void told.push('hung up'),
      onFailed: (standing) => void told.push(standing),
    });
  });
  afterEach(() => {
    phone.stop();
    ground.calls.stop();
  });

  const answered = async (): Promise<void> => {
    ground.goes({ state: 'answered', participantId: 'p' });
    ground.joins('p');
    await ground.tick();
  };

  it('silences the browser when it is in, not while it rings', async () => {
    await phone.call('+33612345678');
    expect(ground.asked).to.deep.equal([{ number: '+33612345678', self: true, language: 'fr' }]);
    expect([phone.state.value.kind, sound()]).to.deep.equal(['calling', HERE]);
    await answered();
    expect([phone.state.value.kind, sound()]).to.deep.equal(['on', SILENT]);
  });

  it('silences it from the start for who came for that', async () => {
    const called = phone.call('+33612345678', { rest: true });
    expect([phone.state.value.kind, sound()]).to.deep.equal(['calling', SILENT]);
    await called;
  });

  it('gives the loudspeaker back when it is hung up, and opens no microphone', async () => {
    await phone.call('+33612345678');
    await answered();
    await ground.leaves('p');
    expect([phone.state.value.kind, sound()]).to.deep.equal(['off', { ...SILENT, speaker: true }]);
    expect(told).to.deep.equal(['hung up']);
  });

  it('is hung up by who wants the sound of the computer, as it was', async () => {
    wish.value = 'muted';
    await phone.call('+33612345678');
    await answered();
    phone.useComputer();
    await ground.settle();
    expect([phone.state.value.kind, sound(), ground.ended]).to.deep.equal([
      'off',
      { ...HERE, wish: 'muted' },
      ['call-1'],
    ]);
    expect(told).to.deep.equal([]);
  });

  it('says in passing that it was not reached while one hears by the computer', async () => {
    await phone.call('+33612345678');
    ground.goes({ state: 'busy' });
    await ground.tick();
    expect([phone.state.value.kind, told, sound()]).to.deep.equal(['off', ['busy'], HERE]);
  });

  it('keeps saying it while one hears nothing, and calls again', async () => {
    await phone.call('+33612345678', { rest: true });
    ground.goes({ state: 'no-answer' });
    await ground.tick();
    expect(phone.state.value).to.deep.equal({ kind: 'failed', standing: 'no-answer', problem: undefined });
    phone.again();
    await ground.settle();
    expect([phone.state.value.kind, ground.asked.length]).to.deep.equal(['calling', 2]);
  });

  it('says why the server does not call, and gives the computer’s sound', async () => {
    ground.refusal = new ApiProblem('unavailable', 503);
    const refused = await phone.call('+33612345678', { rest: true });
    expect(refused?.code).to.equal('unavailable');
    expect(phone.state.value).to.deep.equal({ kind: 'failed', standing: undefined, problem: refused });
    phone.useComputer();
    expect([phone.state.value.kind, sound()]).to.deep.equal(['off', HERE]);
  });
});
