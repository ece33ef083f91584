import { INVITATION_TIMES } from './limits.ts';

/** Somebody has answered, and is not in yet: whether a person is there shows by the key that they press. */
export interface AnsweredCall {
  readonly asked: 'come-in' | 'consent';
  /** How often it was said. */
  readonly said: number;
  readonly mustConsent: boolean;
}

export type AnsweredInput = { readonly kind: 'digit'; readonly digit: string } | { readonly kind: 'played' };
export type AnsweredAct = 'invite' | 'ask-consent' | 'enter' | 'give-up' | 'nothing';

export interface AnsweredStep {
  readonly state: AnsweredCall;
  readonly act: AnsweredAct;
}

export const openAnsweredCall = (mustConsent: boolean): AnsweredStep => ({
  state: { asked: 'come-in', said: 1, mustConsent },
  act: 'invite',
});

/** 1 comes in, and agrees to being recorded when that is asked too; a mailbox presses nothing. */
export const stepAnsweredCall = (state: AnsweredCall, input: AnsweredInput): AnsweredStep => {
  if (input.kind === 'digit') {
    if (input.digit !== '1') return { state, act: 'nothing' };
    if (state.mustConsent && state.asked === 'come-in')
      return { state: { ...state, asked: 'consent', said: 1 }, act: 'ask-consent' };
    return { state, act: 'enter' };
  }
  if (state.said >= INVITATION_TIMES) return { state, act: 'give-up' };
  return { state: { ...state, said: state.said + 1 }, act: state.asked === 'consent' ? 'ask-consent' : 'invite' };
};
