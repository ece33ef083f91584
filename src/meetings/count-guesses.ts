import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import { countOne, createTally, type Tally } from '../base/tally.ts';
import type { GuessLimits } from './guess-limits.ts';
import type { MeetingStore } from './meeting-store.ts';

/** By which way somebody who has no key comes. */
export type GuessVia = 'web' | 'phone';

/** Attempts to come in with an ID and a PIN, for the metrics: a guesser shows here first. */
export interface GuessCounters {
  /** Wrong, whether there is such a meeting or not. */
  readonly wrongPins: Tally<GuessVia>;
  /** Refused unheard, because there were too many. */
  readonly tooMany: Tally<GuessVia>;
  /** IDs that no meeting has. */
  readonly unknownIds: Tally<GuessVia>;
}

export const createGuessCounters = (): GuessCounters => ({
  wrongPins: createTally(),
  tooMany: createTally(),
  unknownIds: createTally(),
});

/** The same limits, with each attempt that was not right counted. */
export const countGuesses = (limits: GuessLimits, via: GuessVia, counters: GuessCounters): GuessLimits => ({
  async attempt(network, meetingId, isRight) {
    try {
      const right = await limits.attempt(network, meetingId, isRight);
      if (!right) countOne(counters.wrongPins, via);
      return right;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'too-many-attempts') countOne(counters.tooMany, via);
      throw error;
    }
  },
});

/** The same meetings, with each look for one that there is not counted. */
export const countUnknownIds = (
  { findById }: Pick<MeetingStore, 'findById'>,
  via: GuessVia,
  counters: GuessCounters,
): Pick<MeetingStore, 'findById'> => ({
  async findById(id: MeetingId, connection) {
    const meeting = await findById(id, connection);
    if (meeting === undefined) countOne(counters.unknownIds, via);
    return meeting;
  },
});
