import type { AccountId, MeetingId, SessionId } from '../../base/ids.ts';
import type { Connection, Database } from '../../platform/database.ts';
import { accountOf, type HourOfCalls } from './call-policy.ts';
import { HOUR_MS } from './limits.ts';

interface CallOutRow {
  id: string;
  direction: 'in' | 'out';
  transport: string;
  via_trunk: boolean;
  number: string;
  meeting_id: MeetingId;
  session_id: SessionId;
  account_id: AccountId;
  person: string;
  started_ms: number;
  answered_ms: number | null;
  ended_ms: number | null;
  outcome: string;
}

/** A call out that is about to begin. */
export interface NewCallOut {
  readonly id: string;
  /** E.164. */
  readonly number: string;
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  /** Whose calls it counts among, beside the person's own: the organizer's when somebody has themselves called. */
  readonly accountId: AccountId;
  /** Who asked: `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`. */
  readonly person: string;
  readonly startedMs: number;
}

/** What was called before, as far as the database knows. */
export interface CountedCalls {
  readonly inAll: HourOfCalls;
  readonly ofAccounts: readonly HourOfCalls[];
  readonly ofPerson: number;
}

/** Calls out, kept before the first word to the provider: a restart forgives nothing. */
export interface CallOutStore {
  /** Keeps the call unless `refuse` throws at what was called before; both are one transaction. */
  begin(call: NewCallOut, refuse: (counted: CountedCalls) => void): Promise<void>;
  answered(id: string, atMs: number): Promise<void>;
  ended(id: string, atMs: number, outcome: string): Promise<void>;
  /** Ends those that were cut short when the server stopped. */
  endCut(atMs: number): Promise<void>;
}

export const createCallOutStore = (database: Database): CallOutStore => {
  const callsOut = (connection: Connection) => connection<CallOutRow>('phone_calls').where({ direction: 'out' });
  const hour = async (connection: Connection, nowMs: number, accountId?: AccountId): Promise<HourOfCalls> => {
    const ofHour = callsOut(connection).where('started_ms', '>', nowMs - HOUR_MS);
    if (accountId !== undefined)
      ofHour.where((own) => own.where('account_id', accountId).orWhere('person', `account:${accountId}`));
    const count = Number((await ofHour.clone().count({ total: '*' }).first())?.['total'] ?? 0);
    const first = Number((await ofHour.clone().min({ startedMs: 'started_ms' }).first())?.['startedMs'] ?? nowMs);
    return { count, firstMs: first };
  };
  const count = async (connection: Connection, call: NewCallOut): Promise<CountedCalls> => {
    const { startedMs, accountId, person, sessionId } = call;
    const accounts = new Set<AccountId>([accountId]);
    const own = accountOf(person);
    if (own !== undefined) accounts.add(own);
    const ofAccounts: HourOfCalls[] = [];
    for (const account of accounts) ofAccounts.push(await hour(connection, startedMs, account));
    const ofPerson = await callsOut(connection).where({ session_id: sessionId, person }).select('id');
    return { inAll: await hour(connection, startedMs), ofAccounts, ofPerson: ofPerson.length };
  };

  return {
    begin: (call, refuse) =>
      database.transaction(async (transaction) => {
        refuse(await count(transaction, call));
        await transaction<CallOutRow>('phone_calls').insert({
          id: call.id,
          direction: 'out',
          // The trunk's own: which of its servers takes the call shows later.
          transport: '',
          via_trunk: true,
          number: call.number,
          meeting_id: call.meetingId,
          session_id: call.sessionId,
          account_id: call.accountId,
          person: call.person,
          started_ms: call.startedMs,
        });
      }),
    async answered(id, atMs) {
      await callsOut(database).where({ id }).update({ answered_ms: atMs });
    },
    async ended(id, atMs, outcome) {
      await callsOut(database).where({ id }).update({ ended_ms: atMs, outcome });
    },
    async endCut(atMs) {
      await callsOut(database).whereNull('ended_ms').update({ ended_ms: atMs, outcome: 'stopped' });
    },
  };
};
