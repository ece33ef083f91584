import type { ErrorCode } from '../base/errors.ts';
import { countOne, type Tally } from '../base/tally.ts';
import type { Admit } from './admission.ts';
import { connectionRefusal } from './socket-answers.ts';

/** How a connection to a room came out: in for the first time, back after it was lost, or refused. */
export type JoinResult = 'entered' | 'returned' | ErrorCode;

/** Lets in as `admit` does, and counts each outcome. */
export const createCountedAdmit =
  (admit: Admit, joins: Tally<JoinResult>): Admit =>
  async (auth, connectionId, mayEnter) => {
    try {
      const admission = await admit(auth, connectionId, mayEnter);
      countOne(joins, 'resume' in auth ? 'returned' : 'entered');
      return admission;
    } catch (error) {
      countOne(joins, connectionRefusal(error).data.code);
      throw error;
    }
  };
