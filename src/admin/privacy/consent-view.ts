import type { ConsentList } from '../../contract/http/privacy.ts';
import type { Database } from '../../platform/database.ts';

interface Row {
  name: string;
  person: string;
  email: string | null;
  meeting_id: string;
  started_ms: number;
  consented_ms: number;
  recordings: number;
}

/** Who agreed at the door to being recorded, when, the newest first. */
export interface ConsentView {
  list(range: { readonly offset: number; readonly limit: number }): Promise<ConsentList>;
}

const addressOf = ({ person, email }: Row): string =>
  email ?? (person.startsWith('invitee:') ? person.slice('invitee:'.length) : '');

export const createConsentView = (database: Database): ConsentView => ({
  async list({ offset, limit }) {
    const consented = () => database('participants').whereNotNull('participants.consented_ms');
    const rows: Row[] = await consented()
      .join('sessions', 'sessions.id', 'participants.session_id')
      .leftJoin('accounts', (join) => join.on(database.raw("participants.person = 'account:' || accounts.id")))
      .orderBy([
        { column: 'participants.consented_ms', order: 'desc' },
        { column: 'participants.id', order: 'asc' },
      ])
      .offset(offset)
      .limit(limit)
      .select(
        ...['participants.name', 'participants.person', 'accounts.email', 'sessions.meeting_id', 'sessions.started_ms'],
        'participants.consented_ms',
        database.raw('(SELECT count(*) FROM recordings WHERE recordings.session_id = sessions.id) AS recordings'),
      );
    const counted = await consented().count({ total: '*' }).first();
    return {
      total: Number(counted?.['total'] ?? 0),
      consents: rows.map((row) => ({
        name: row.name,
        address: addressOf(row),
        meetingId: row.meeting_id,
        sessionAt: new Date(row.started_ms).toISOString(),
        consentedAt: new Date(row.consented_ms).toISOString(),
        recordings: Number(row.recordings),
      })),
    };
  },
});
