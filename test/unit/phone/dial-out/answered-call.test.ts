import { expect } from 'chai';
import {
  type AnsweredAct,
  type AnsweredInput,
  openAnsweredCall,
  stepAnsweredCall,
} from '../../../../src/phone/dial-out/answered-call.ts';

const PLAYED: AnsweredInput = { kind: 'played' };
const digit = (key: string): AnsweredInput => ({ kind: 'digit', digit: key });

const acts = (mustConsent: boolean, ...inputs: readonly AnsweredInput[]): AnsweredAct[] => {
  let { state, act } = openAnsweredCall(mustConsent);
  return [
    act,
    ...inputs.map((input) => {
      ({ state, act } = stepAnsweredCall(state, input));
      return act;
    }),
  ];
};

describe('a call of ours that is answered', () => {
  it('is invited, and comes in with the key 1 alone', () => {
    expect(acts(false, digit('1'))).to.deep.equal(['invite', 'enter']);
    expect(acts(false, digit('2'), digit('#'), digit('1'))).to.deep.equal(['invite', 'nothing', 'nothing', 'enter']);
  });

  it('is invited three times, and then taken for a mailbox', () => {
    expect(acts(false, PLAYED, PLAYED, PLAYED)).to.deep.equal(['invite', 'invite', 'invite', 'give-up']);
    expect(acts(false, PLAYED, PLAYED, digit('1'))).to.deep.equal(['invite', 'invite', 'invite', 'enter']);
  });

  it('agrees to being recorded with a key of its own where that is asked', () => {
    expect(acts(true, digit('1'), digit('1'))).to.deep.equal(['invite', 'ask-consent', 'enter']);
    expect(acts(true, PLAYED, digit('1'), PLAYED, PLAYED, PLAYED)).to.deep.equal([
      ...['invite', 'invite', 'ask-consent', 'ask-consent', 'ask-consent', 'give-up'],
    ]);
  });
});
