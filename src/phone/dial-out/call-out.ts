import type { RoomCallBody } from '../../contract/http/phone.ts';
import type { PromptSamples } from '../../media/phone/phone-media.ts';
import type { CallHearer, Dialling, DialOutcome, SipCall, SipServer } from '../sip/sip-calls.ts';
import { type AnsweredInput, type AnsweredStep, openAnsweredCall, stepAnsweredCall } from './answered-call.ts';
import { INVITED_MS, RINGS_MS, SHOWN_MS } from './limits.ts';

type State = RoomCallBody['state'];

/** What a call out needs of the house; each is bound to the one call. */
export interface CallOutParts {
  readonly dial: SipServer['dial'];
  /** What is said to whoever answers, to the end of the pause behind it. */
  readonly invitation: () => Promise<readonly PromptSamples[]>;
  readonly consent: () => Promise<readonly PromptSamples[]>;
  /**
   * Leads the call into the room; what it hears from then on goes to the hearer that is answered. `consentedMs`: they agreed to being
   * recorded.
   */
  readonly enter: (
    call: SipCall,
    consentedMs: number | undefined,
    entered: (participantId: string) => void,
  ) => CallHearer;
  readonly answered: (atMs: number) => void;
  /** Once. */
  readonly ended: (atMs: number, outcome: string) => void;
  readonly failed: (error: unknown) => void;
  readonly nowMs: () => number;
}

export interface CallOutPlan {
  /** E.164. */
  readonly number: string;
  readonly mustConsent: boolean;
  readonly longestMs: number;
}

/** One call out of a room, from the first ring to the end. */
export interface CallOut {
  state(): State;
  /** Who is in by it. */
  participantId(): string | undefined;
  /** Whether a line is taken by it. */
  isUnderWay(): boolean;
  /** Whether it is of interest to those who asked for it. */
  isShown(nowMs: number): boolean;
  /** Lets it ring no longer, or hangs up. */
  end(): void;
  /** Does what time has made due. */
  tick(nowMs: number): void;
}

const QUIET: CallHearer = { digit() {}, played() {}, voice() {}, held() {}, ended() {} };

/** Hears whoever has answered, until they press 1 or it is plain that nobody listens. */
const invite = (
  call: SipCall,
  mustConsent: boolean,
  { invitation, consent, failed, nowMs }: Pick<CallOutParts, 'invitation' | 'consent' | 'failed' | 'nowMs'>,
  end: { readonly enter: (consentedMs: number | undefined) => void; readonly giveUp: () => void },
): CallHearer => {
  let at = openAnsweredCall(mustConsent);
  let isOver = false;
  const play = (sounds: Promise<readonly PromptSamples[]>): void => {
    const asked = at.state;
    sounds.then((ready) => {
      // A key may have been quicker than the sound.
      if (!isOver && at.state === asked) call.media()?.play(ready);
    }, failed);
  };
  const take = (step: AnsweredStep): void => {
    if (isOver) return;
    at = step;
    isOver = step.act === 'enter' || step.act === 'give-up';
    if (step.act === 'invite') play(invitation());
    else if (step.act === 'ask-consent') play(consent());
    else if (step.act === 'give-up') end.giveUp();
    else if (step.act === 'enter') end.enter(step.state.asked === 'consent' ? nowMs() : undefined);
  };
  const hear = (input: AnsweredInput): void => take(stepAnsweredCall(at.state, input));
  take(at);
  return {
    ...QUIET,
    digit: (digit) => hear({ kind: 'digit', digit }),
    played: () => hear({ kind: 'played' }),
    ended() {
      isOver = true;
    },
  };
};

export const beginCallOut = (plan: CallOutPlan, parts: CallOutParts): CallOut => {
  const { nowMs, failed } = parts;
  const beganMs = nowMs();
  let state: State = 'calling';
  let hearer: CallHearer = QUIET;
  let call: SipCall | undefined;
  let answeredMs = 0;
  let isEntering = false;
  let participantId: string | undefined;
  let overMs: number | undefined;
  /** Why we ended it, when it was we. */
  let ourWord: State | undefined;

  const over = (last: State, outcome: string): void => {
    if (overMs !== undefined) return;
    overMs = nowMs();
    state = last;
    parts.ended(overMs, outcome);
  };
  /** Somebody had answered, and it is over. Who hangs up on the invitation has declined it. */
  const overAfterAnswer = (how: string): void => {
    if (participantId !== undefined) over('answered', how);
    else {
      const last = ourWord ?? (isEntering ? 'failed' : 'declined');
      over(last, last);
    }
  };
  /** They may never say that they have heard it. */
  const hangUp = (answeredCall: SipCall): void => {
    answeredCall.hangUp().then(() => overAfterAnswer('hung-up'), failed);
  };
  /** Ends it for a reason of ours. */
  const giveUp = (word: State): void => {
    if (overMs !== undefined) return;
    ourWord ??= word;
    if (call === undefined) dialling.cancel();
    else hangUp(call);
  };

  const settle = (outcome: DialOutcome): void => {
    if (outcome.kind !== 'answered') {
      const last = outcome.kind === 'cancelled' ? (ourWord ?? 'cancelled') : outcome.kind;
      over(last, last);
      return;
    }
    const answeredCall = outcome.call;
    call = answeredCall;
    answeredMs = nowMs();
    // The answer and our giving up have crossed.
    if (ourWord !== undefined) {
      hangUp(answeredCall);
      return;
    }
    state = 'answered';
    parts.answered(answeredMs);
    hearer = invite(answeredCall, plan.mustConsent, parts, {
      giveUp: () => giveUp('no-answer'),
      enter(consentedMs) {
        isEntering = true;
        answeredCall.media()?.stopPlaying();
        hearer = parts.enter(answeredCall, consentedMs, (id) => {
          participantId = id;
        });
      },
    });
  };

  const dialling: Dialling = parts.dial(plan.number, {
    ringing() {
      if (state === 'calling') state = 'ringing';
    },
    digit: (digit) => hearer.digit(digit),
    played: (playId) => hearer.played(playId),
    voice: (frame) => hearer.voice(frame),
    held: (on) => hearer.held(on),
    ended(how) {
      hearer.ended(how);
      overAfterAnswer(how);
    },
  });
  dialling.outcome.then(settle).catch((error: unknown) => {
    failed(error);
    over('failed', 'failed');
  });

  return {
    state: () => state,
    participantId: () => (overMs === undefined ? participantId : undefined),
    isUnderWay: () => overMs === undefined,
    // Who was in has left the list of participants too: that says enough.
    isShown: (atMs) => overMs === undefined || (participantId === undefined && atMs < overMs + SHOWN_MS),
    end: () => giveUp('cancelled'),
    tick(atMs) {
      if (overMs !== undefined || ourWord !== undefined) return;
      if (call === undefined) {
        if (atMs >= beganMs + RINGS_MS) giveUp('no-answer');
      } else if (atMs >= answeredMs + plan.longestMs) giveUp('cancelled');
      else if (participantId === undefined && atMs >= answeredMs + INVITED_MS) giveUp('no-answer');
    },
  };
};
