import type { Database } from '../platform/database.ts';
import type { SipTransport } from './sip/sip-calls.ts';

/** A call that came in. */
export interface NewCall {
  readonly id: string;
  readonly transport: SipTransport;
  readonly viaTrunk: boolean;
  /** E.164, as the network says; empty: not known. */
  readonly number: string;
  readonly startedMs: number;
}

interface CallRow {
  id: string;
  direction: 'in' | 'out';
  transport: SipTransport;
  via_trunk: boolean;
  number: string;
  meeting_id: string;
  session_id: string;
  started_ms: number;
  answered_ms: number | null;
  ended_ms: number | null;
  outcome: string;
}

/** Keeps which calls came in; those out are kept by who asks for them. */
export interface CallStore {
  begin(call: NewCall): Promise<void>;
  answered(id: string, nowMs: number): Promise<void>;
  /** They are in a room. */
  entered(id: string, where: { readonly meetingId: string; readonly sessionId: string }): Promise<void>;
  /** The first word about its end holds. */
  ended(id: string, outcome: string, nowMs: number): Promise<void>;
  /** Ends those that a stop of the server cut short. */
  endCut(nowMs: number): Promise<void>;
  /** Forgets those, in and out, that ended before: numbers are people's, and strangers may call as often as they like. */
  forget(beforeMs: number): Promise<void>;
}

export const createCallStore = (database: Database): CallStore => {
  const calls = () => database<CallRow>('phone_calls');
  return {
    async begin({ id, transport, viaTrunk, number, startedMs }) {
      await calls().insert({
        id,
        direction: 'in',
        transport,
        via_trunk: viaTrunk,
        number,
        started_ms: startedMs,
      });
    },
    async answered(id, nowMs) {
      await calls().where({ id }).whereNull('answered_ms').update({ answered_ms: nowMs });
    },
    async entered(id, { meetingId, sessionId }) {
      await calls().where({ id }).update({ meeting_id: meetingId, session_id: sessionId });
    },
    async ended(id, outcome, nowMs) {
      await calls().where({ id }).whereNull('ended_ms').update({ ended_ms: nowMs, outcome });
    },
    async endCut(nowMs) {
      await calls().where({ direction: 'in' }).whereNull('ended_ms').update({ ended_ms: nowMs, outcome: 'stopped' });
    },
    async forget(beforeMs) {
      await calls().where('ended_ms', '<', beforeMs).delete();
    },
  };
};
