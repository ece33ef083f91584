import { createNetworkLimit, createRateLimit } from '../platform/rate-limit.ts';

interface GuessBudget {
  readonly points: number;
  readonly windowMs: number;
}

export interface GuessBudgets {
  /** For one network, whatever the meeting; this and the next as `createNetworkLimit` counts. */
  readonly network: GuessBudget;
  /** For one network at one meeting. */
  readonly networkAtMeeting: GuessBudget;
  /** For one meeting, whoever guesses. */
  readonly meeting: GuessBudget;
  /** For everyone together. */
  readonly everyone: GuessBudget;
}

const MINUTE_MS = 60_000;

/**
 * With these, the PIN of a known meeting is found after 25,000 hours in the mean. Who knows no ID must guess ID and PIN in one
 * attempt, since nothing tells that an ID exists: with a thousand live meetings, some thousand years.
 */
const GUESS_BUDGETS: GuessBudgets = {
  network: { points: 10, windowMs: 10 * MINUTE_MS },
  networkAtMeeting: { points: 5, windowMs: 15 * MINUTE_MS },
  meeting: { points: 20, windowMs: 60 * MINUTE_MS },
  everyone: { points: 100, windowMs: MINUTE_MS },
};

/**
 * Knocks without a PIN try nothing, and their answers tell nothing: what is limited is how many people one network, or all, can put
 * before the moderators of a meeting. A school behind one address may knock as a whole.
 */
export const KNOCK_BUDGETS: GuessBudgets = {
  network: { points: 300, windowMs: 10 * MINUTE_MS },
  networkAtMeeting: { points: 250, windowMs: 10 * MINUTE_MS },
  meeting: { points: 500, windowMs: 10 * MINUTE_MS },
  everyone: { points: 1_000, windowMs: MINUTE_MS },
};

/**
 * Limits attempts to come in with nothing but an ID and a PIN. Every such attempt counts alike, known ID or not, or the count
 * itself would tell them apart; only one with the right PIN is given back. People with a key (a link, an account, the cookie of a
 * reload) never come here, so that no guesser can lock them out.
 */
export interface GuessLimits {
  /**
   * Counts one attempt, then has it looked at, and gives it back when `isRight`; or refuses with `too-many-attempts`. One at a time: a
   * whole school that comes with the right PIN in the moment in which the meeting starts never has more than one attempt under way.
   */
  attempt(network: string, meetingId: string, isRight: () => boolean): Promise<boolean>;
}

export const createGuessLimits = (budgets: GuessBudgets = GUESS_BUDGETS): GuessLimits => {
  const network = createNetworkLimit(budgets.network);
  const networkAtMeeting = createNetworkLimit(budgets.networkAtMeeting);
  const meeting = createRateLimit(budgets.meeting);
  const everyone = createRateLimit(budgets.everyone);
  const attempt = async (from: string, meetingId: string, isRight: () => boolean): Promise<boolean> => {
    // From the narrowest to the widest: one who is refused already uses up nothing that others share.
    const counts = [
      { limit: networkAtMeeting, key: `${from} ${meetingId}` },
      { limit: network, key: from },
      { limit: meeting, key: meetingId },
      { limit: everyone, key: '' },
    ];
    // Nor does it leave anything behind: IDs are for the guesser to choose, as many as they like.
    for (const { limit, key } of counts) await limit.check(key);
    for (const { limit, key } of counts) await limit.take(key);
    const right = isRight();
    if (right) for (const { limit, key } of counts) await limit.giveBack(key);
    return right;
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    attempt(from, meetingId, isRight) {
      const mine = turn.then(() => attempt(from, meetingId, isRight));
      // Counting is in memory and quick. A refusal is for who made the attempt, not for the next in line.
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
};
