import type { Database } from '../platform/database.ts';

/**
 * Which sessions a person came into, by the account that they were signed in with or the address that invited them. Who was put out for
 * good was not there.
 */
export interface WasThereStore {
  wasThere(who: { readonly accountId: string; readonly address: string }, sessionId: string): Promise<boolean>;
  sessionsOf(who: { readonly accountId: string; readonly address: string }): Promise<string[]>;
}

interface ParticipantRow {
  session_id: string;
  person: string;
  also: string;
}

const SESSIONS_AT_MOST = 500;

export const createWasThereStore = (database: Database): WasThereStore => {
  const stays = ({ accountId, address }: { readonly accountId: string; readonly address: string }) => {
    const keys = [`account:${accountId}`, `invitee:${address}`];
    const putOut = database('room_standings')
      .whereRaw('room_standings.session_id = participants.session_id')
      .whereRaw('room_standings.person IN (participants.person, participants.also)')
      .where('room_standings.entry', 'out');
    return database<ParticipantRow>('participants')
      .where((query) => query.whereIn('person', keys).orWhereIn('also', keys))
      .whereNotExists(putOut);
  };
  return {
    async wasThere(who, sessionId) {
      const row = await stays(who).where({ session_id: sessionId }).first('session_id');
      return row !== undefined;
    },
    async sessionsOf(who) {
      const rows = await stays(who)
        .groupBy('session_id')
        .orderByRaw('max(joined_ms) DESC')
        .limit(SESSIONS_AT_MOST)
        .select<{ session_id: string }[]>('session_id');
      return rows.map((row) => row.session_id);
    },
  };
};
