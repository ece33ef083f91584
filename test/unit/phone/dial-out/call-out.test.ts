import { expect } from 'chai';
import type { LegMedia, PromptSamples } from '../../../../src/media/phone/phone-media.ts';
import { beginCallOut, type CallOut } from '../../../../src/phone/dial-out/call-out.ts';
import type { CallHearer, DialOutcome, SipCall } from '../../../../src/phone/sip/sip-calls.ts';
import { createTurnedClock } from '../../../kit/turned-clock.ts';

const MINUTE_MS = 60_000;
const INVITATION: PromptSamples = new Int16Array([1]);
const CONSENT: PromptSamples = new Int16Array([2]);

/** A call out whose provider, other end and room are the test. */
const begin = ({ mustConsent = false } = {}) => {
  const clock = createTurnedClock(0);
  const said: string[] = [];
  let hear: (CallHearer & { ringing(): void }) | undefined;
  let settle = (_outcome: DialOutcome): void => {};
  let fail = (_error: unknown): void => {};
  const outcome = new Promise<DialOutcome>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  const media = {
    play(sounds: readonly PromptSamples[]) {
      said.push(sounds[0] === INVITATION ? 'invitation' : 'consent');
      return said.length;
    },
    stopPlaying: () => void said.push('stop'),
  } as unknown as LegMedia;
  const call = {
    media: () => media,
    async hangUp() {
      said.push('hang up');
      hear?.ended('hung-up');
    },
  } as unknown as SipCall;
  let enter = (_participantId: string): void => {};
  const out: CallOut = beginCallOut(
    { number: '+33612345678', mustConsent, longestMs: 30 * MINUTE_MS },
    {
      dial(number, hearer) {
        said.push(`dial ${number}`);
        hear = hearer;
        return { outcome, cancel: () => void said.push('cancel') };
      },
      invitation: async () => [INVITATION],
      consent: async () => [CONSENT],
      enter(_call, consentedMs, entered) {
        said.push(`enter ${consentedMs ?? 'without consent'}`);
        enter = entered;
        const heard = (what: string) => (): void => void said.push(`room: ${what}`);
        return { digit: heard('digit'), played() {}, voice() {}, held: heard('held'), ended: heard('ended') };
      },
      answered: (atMs) => void said.push(`answered ${atMs}`),
      ended: (atMs, how) => void said.push(`${how} ${atMs}`),
      failed: (error) => void said.push(`failed: ${String(error)}`),
      nowMs: () => clock.nowMs(),
    },
  );
  if (hear === undefined) throw new Error('nothing was dialled');
  const hearer = hear;
  /** What is said next, once everything that is ready has been done. */
  const next = async (): Promise<string[]> => {
    await new Promise(setImmediate);
    return said.splice(0);
  };
  const answer = async (): Promise<string[]> => {
    settle({ kind: 'answered', call });
    return next();
  };
  return {
    out,
    clock,
    hearer,
    settle: (last: DialOutcome) => settle(last),
    fail: (error: unknown) => fail(error),
    enter: (id: string) => enter(id),
    next,
    answer,
  };
};

describe('a call out of a room', () => {
  it('rings, is answered, is invited, and is in with the key 1', async () => {
    const { out, clock, hearer, enter, next, answer } = begin();
    expect([out.state(), await next()]).to.deep.equal(['calling', ['dial +33612345678']]);
    hearer.ringing();
    expect(out.state()).to.equal('ringing');
    clock.set(5_000);
    expect(await answer()).to.deep.equal(['answered 5000', 'invitation']);
    expect([out.state(), out.participantId()]).to.deep.equal(['answered', undefined]);
    hearer.digit('5');
    hearer.digit('1');
    expect(await next()).to.deep.equal(['stop', 'enter without consent']);
    enter('p1');
    expect(out.participantId()).to.equal('p1');
    hearer.digit('6');
    hearer.held(true);
    expect(await next()).to.deep.equal(['room: digit', 'room: held']);
    clock.set(60_000);
    hearer.ended('bye');
    expect(await next()).to.deep.equal(['room: ended', 'bye 60000']);
    expect([out.participantId(), out.isUnderWay(), out.isShown(60_000)]).to.deep.equal([undefined, false, false]);
  });

  it('agrees to being recorded at the time of the key', async () => {
    const { clock, hearer, next, answer } = begin({ mustConsent: true });
    await answer();
    hearer.digit('1');
    expect(await next()).to.deep.equal(['consent']);
    clock.set(7_000);
    hearer.digit('1');
    expect(await next()).to.deep.equal(['stop', 'enter 7000']);
  });

  for (const kind of ['busy', 'declined', 'no-answer', 'not-found', 'failed'] as const)
    it(`shows for two minutes that it was ${kind}`, async () => {
      const { out, settle, next } = begin();
      await next();
      settle({ kind });
      expect(await next()).to.deep.equal([`${kind} 0`]);
      expect([out.state(), out.isUnderWay()]).to.deep.equal([kind, false]);
      expect([out.isShown(2 * MINUTE_MS - 1), out.isShown(2 * MINUTE_MS)]).to.deep.equal([true, false]);
    });

  it('has failed when the signalling breaks', async () => {
    const { out, fail, next } = begin();
    fail('broken');
    expect(await next()).to.deep.equal(['dial +33612345678', 'failed: broken', 'failed 0']);
    expect(out.state()).to.equal('failed');
  });

  it('rings no longer once it is ended', async () => {
    const { out, settle, next } = begin();
    out.end();
    expect(await next()).to.deep.equal(['dial +33612345678', 'cancel']);
    settle({ kind: 'cancelled' });
    expect(await next()).to.deep.equal(['cancelled 0']);
    out.end();
    expect(await next()).to.deep.equal([]);
  });

  it('is hung up when the answer crosses the end', async () => {
    const { out, answer } = begin();
    out.end();
    expect(await answer()).to.deep.equal(['dial +33612345678', 'cancel', 'hang up', 'cancelled 0']);
    expect(out.state()).to.equal('cancelled');
  });

  it('was declined by whoever hangs up on the invitation', async () => {
    const { out, hearer, next, answer } = begin();
    await answer();
    hearer.ended('bye');
    expect(await next()).to.deep.equal(['declined 0']);
    expect(out.state()).to.equal('declined');
  });

  it('leaves no mailbox in the room: after three invitations it is hung up', async () => {
    const { out, hearer, next, answer } = begin();
    await answer();
    hearer.played(1);
    expect(await next()).to.deep.equal(['invitation']);
    hearer.played(2);
    await next();
    hearer.played(3);
    expect(await next()).to.deep.equal(['hang up', 'no-answer 0']);
    expect(out.state()).to.equal('no-answer');
  });

  it('has failed when the room does not take them', async () => {
    const { out, hearer, next, answer } = begin();
    await answer();
    hearer.digit('1');
    hearer.ended('hung-up');
    expect((await next()).slice(2)).to.deep.equal(['room: ended', 'failed 0']);
    expect(out.state()).to.equal('failed');
  });

  it('rings a minute, waits a minute for the key, and lasts no longer than it may', async () => {
    const ringing = begin();
    await ringing.next();
    ringing.out.tick(MINUTE_MS - 1);
    expect(await ringing.next()).to.deep.equal([]);
    ringing.out.tick(MINUTE_MS);
    ringing.out.tick(MINUTE_MS + 1_000);
    expect(await ringing.next()).to.deep.equal(['cancel']);
    ringing.settle({ kind: 'cancelled' });
    expect(await ringing.next()).to.deep.equal(['no-answer 0']);

    const invited = begin();
    await invited.answer();
    invited.out.tick(MINUTE_MS);
    expect(await invited.next()).to.deep.equal(['hang up', 'no-answer 0']);

    const talking = begin();
    await talking.answer();
    talking.hearer.digit('1');
    talking.enter('p1');
    await talking.next();
    talking.out.tick(30 * MINUTE_MS - 1);
    expect(await talking.next()).to.deep.equal([]);
    talking.out.tick(30 * MINUTE_MS);
    expect(await talking.next()).to.deep.equal(['hang up', 'room: ended', 'hung-up 0']);
  });
});
