import { countOne, createTally, type Tally } from '../../base/tally.ts';

/** What was answered to callers' requests since the start, for the metrics. */
export interface SipCounters {
  /** `INVITE 200`: method and final status. */
  readonly answered: Tally;
}

export const createSipCounters = (): SipCounters => ({ answered: createTally() });

/** The method is the caller's word: whatever they make up is one and the same. */
const KNOWN = new Set(['INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'REGISTER', 'INFO', 'UPDATE', 'PRACK', 'REFER']);

export const countAnswer = ({ answered }: SipCounters, method: string, status: number): void =>
  countOne(answered, `${KNOWN.has(method) ? method : 'other'} ${status}`);
