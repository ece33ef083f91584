import type { ErrorCode } from '../base/errors.ts';
import { createTally, type Tally } from '../base/tally.ts';
import type { JoinResult } from './count-joins.ts';

/** What the rooms' edge did since the start, for the metrics and for tests. */
export interface RoomCounters {
  commandsTaken: number;
  /** Attempts to come in, telephones' among them. */
  readonly joins: Tally<JoinResult>;
  /** Connections and commands refused, by code. */
  readonly refused: Map<ErrorCode, number>;
  /** Events that are no command. */
  unknownEvents: number;
  /** Acknowledgements of frames that were never sent. */
  badAcknowledgements: number;
  /** Connections closed because of what they sent. */
  connectionsClosed: number;
}

export const createRoomCounters = (): RoomCounters => ({
  commandsTaken: 0,
  joins: createTally(),
  refused: new Map(),
  unknownEvents: 0,
  badAcknowledgements: 0,
  connectionsClosed: 0,
});

export const countRefused = ({ refused }: RoomCounters, code: ErrorCode): void => {
  refused.set(code, (refused.get(code) ?? 0) + 1);
};
