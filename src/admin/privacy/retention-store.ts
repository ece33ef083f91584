import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../platform/database.ts';

/** So that nobody waits long for the one connection, nor sound for its thread: a few milliseconds of work each. */
const SESSIONS_AT_ONCE = 20;
const ROWS_AT_ONCE = 500;
const LOOKED_AT_ONCE = 1_000;

/** Forgets what is older than may be kept; each answers how much it was. */
export interface RetentionStore {
  forgetChat(beforeMs: number): Promise<number>;
  forgetAttendance(beforeMs: number): Promise<number>;
  forgetMailLines(beforeMs: number): Promise<number>;
  forgetAudit(beforeMs: number): Promise<number>;
}

export const createRetentionStore = (database: Database): RetentionStore => {
  /** Runs `forget` over the sessions that ended before and have any of it, each looked at once. */
  const ofSessions = async (
    beforeMs: number,
    holding: string,
    forget: (sessions: readonly string[]) => Promise<number>,
  ): Promise<number> => {
    let forgotten = 0;
    for (let after: readonly [number, string] = [-1, '']; ; ) {
      const looked: { id: string; ended_ms: number; holds: number }[] = await database('sessions')
        .where('ended_ms', '<', beforeMs)
        .whereRaw('(ended_ms, id) > (?, ?)', [...after])
        .orderBy(['ended_ms', 'id'])
        .limit(LOOKED_AT_ONCE)
        .select('id', 'ended_ms', database.raw(`(${holding}) AS holds`));
      const ids = looked.filter(({ holds }) => holds === 1).map(({ id }) => id);
      for (let from = 0; from < ids.length; from += SESSIONS_AT_ONCE) {
        forgotten += await forget(ids.slice(from, from + SESSIONS_AT_ONCE));
        await setImmediate();
      }
      await setImmediate();
      const last = looked.at(-1);
      if (last === undefined || looked.length < LOOKED_AT_ONCE) return forgotten;
      after = [last.ended_ms, last.id];
    }
  };
  /** Deletes a few rows at a time until there are none. */
  const littleByLittle = async (remove: (most: number) => Promise<number>): Promise<number> => {
    let removed = 0;
    for (;;) {
      const now = await remove(ROWS_AT_ONCE);
      removed += now;
      if (now < ROWS_AT_ONCE) return removed;
      await setImmediate();
    }
  };
  return {
    forgetChat: (beforeMs) =>
      ofSessions(
        beforeMs,
        `(EXISTS (SELECT 1 FROM chat_messages WHERE session_id = sessions.id)
          OR EXISTS (SELECT 1 FROM private_messages WHERE session_id = sessions.id))`,
        (ids) =>
          database.transaction(async (transaction): Promise<number> => {
            const all = await transaction('chat_messages')
              .whereIn('session_id', [...ids])
              .delete();
            return (
              all +
              (await transaction('private_messages')
                .whereIn('session_id', [...ids])
                .delete())
            );
          }),
      ),
    // Who was recorded, and who may hear a recording because they were there, is known as long as there is one.
    forgetAttendance: (beforeMs) =>
      ofSessions(
        beforeMs,
        `EXISTS (SELECT 1 FROM participants WHERE session_id = sessions.id)
          AND NOT EXISTS (SELECT 1 FROM recordings WHERE session_id = sessions.id)
          AND NOT EXISTS (SELECT 1 FROM document_shares WHERE document_shares.session_id = sessions.id)`,
        (ids) =>
          database.transaction(async (transaction): Promise<number> => {
            for (const table of ['attendance', 'room_standings', 'lobby_decisions'])
              await transaction(table)
                .whereIn('session_id', [...ids])
                .delete();
            return transaction('participants')
              .whereIn('session_id', [...ids])
              .delete();
          }),
      ),
    async forgetMailLines(beforeMs) {
      const sent = await littleByLittle((most) =>
        database('outbox')
          .whereIn(
            'id',
            database('outbox')
              .whereIn('state', ['sent', 'kept', 'failed'])
              .where('left_ms', '<', beforeMs)
              .limit(most)
              .select('id'),
          )
          .delete(),
      );
      const received = await littleByLittle((most) =>
        database('incoming_mails')
          .whereIn('id', database('incoming_mails').where('handled_ms', '<', beforeMs).limit(most).select('id'))
          .delete(),
      );
      return sent + received;
    },
    async forgetAudit(beforeMs) {
      // The book lets go only of what lies before its floor.
      await database('audit_floor')
        .where({ id: 1 })
        .where('kept_from_ms', '<', beforeMs)
        .update({ kept_from_ms: beforeMs });
      return littleByLittle(async (most) =>
        Number(
          await database('audit_log')
            .whereIn(
              'id',
              database('audit_log').where('at_ms', '<', beforeMs).orderBy('at_ms').limit(most).select('id'),
            )
            .delete(),
        ),
      );
    },
  };
};
