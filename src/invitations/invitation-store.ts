import type { AccountId, MeetingId } from '../base/ids.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { InvitationNotice, ToldFacts, ToldInvitation } from './told-invitation.ts';

interface NoticeRow {
  uid: string;
  object_id: string;
  organizer_id: AccountId;
  due_ms: number;
  attempts: number;
}

interface InvitationRow {
  uid: string;
  recurrence_id: string;
  address: string;
  organizer_id: AccountId;
  sequence: number;
  state: 'told' | 'cancelled';
  snapshot: string;
  told_ms: number;
  meeting_id?: MeetingId | null;
}

export interface InvitationStore {
  findNotice(uid: string, connection?: Connection): Promise<InvitationNotice | undefined>;
  putNotice(transaction: Transaction, notice: InvitationNotice): Promise<void>;
  removeNotice(transaction: Transaction, uid: string): Promise<void>;
  listDueNotices(nowMs: number, limit: number): Promise<InvitationNotice[]>;
  nextNoticeMs(): Promise<number | undefined>;
  /** Later, unless it was changed meanwhile. */
  postponeNotice(notice: InvitationNotice, dueMs: number): Promise<void>;
  /** What is still to be said of an organizer's events is due now. */
  hasten(organizerId: AccountId, nowMs: number): Promise<void>;
  /** Everyone who was ever told of this event. */
  listTold(uid: string, connection?: Connection): Promise<ToldInvitation[]>;
  /** What one person was told of it: of the whole, of single dates. */
  listToldTo(uid: string, address: string, connection?: Connection): Promise<ToldInvitation[]>;
  putTold(transaction: Transaction, told: ToldInvitation): Promise<void>;
  /** The organizer who tells, or is about to tell, people of an event of this UID; undefined when nobody counts on one. */
  tellerOf(uid: string, connection?: Connection): Promise<AccountId | undefined>;
  /** Lower-case addresses that this organizer ever told of an event of theirs. */
  listAddressesTold(uid: string, organizerId: AccountId): Promise<Set<string>>;
  /**
   * What was told of the events of a meeting, also since they have it no more, the newest first: to one address, or to some of
   * everybody.
   */
  listToldOfMeeting(meetingId: MeetingId, address: string | undefined): Promise<ToldInvitation[]>;
  /** The event is another organizer's from now on; so is what its people were told of it. */
  setOrganizer(transaction: Transaction, uid: string, from: AccountId, organizerId: AccountId): Promise<void>;
  /** From now on somebody else tells these of the event, also of its end. */
  handOver(transaction: Transaction, uid: string, addresses: readonly string[]): Promise<void>;
}

const toNotice = (row: NoticeRow): InvitationNotice => ({
  uid: row.uid,
  objectId: row.object_id,
  organizerId: row.organizer_id,
  dueMs: row.due_ms,
  attempts: row.attempts,
});

const toTold = (row: InvitationRow): ToldInvitation => ({
  uid: row.uid,
  recurrenceId: row.recurrence_id,
  address: row.address,
  organizerId: row.organizer_id,
  sequence: row.sequence,
  state: row.state,
  facts: JSON.parse(row.snapshot) as ToldFacts,
  toldMs: row.told_ms,
});

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;
/** Somebody may be invited to that many single dates of one meeting, and be told of the newest. */
const TOLD_OF_MEETING = 50;

export const createInvitationStore = (database: Database): InvitationStore => {
  const notices = (connection: Connection = database) => connection<NoticeRow>('invitation_notices');
  const invitations = (connection: Connection = database) => connection<InvitationRow>('invitations');
  return {
    async findNotice(uid, connection) {
      const row = await notices(connection).where({ uid }).first();
      return row && toNotice(row);
    },
    async putNotice(transaction, notice) {
      const row = {
        object_id: notice.objectId,
        organizer_id: notice.organizerId,
        due_ms: notice.dueMs,
        attempts: notice.attempts,
      };
      await notices(transaction)
        .insert({ uid: notice.uid, ...row })
        .onConflict('uid')
        .merge();
    },
    async removeNotice(transaction, uid) {
      await notices(transaction).where({ uid }).delete();
    },
    async listDueNotices(nowMs, limit) {
      const rows = await notices().where('due_ms', '<=', nowMs).orderBy('due_ms').limit(limit);
      return rows.map(toNotice);
    },
    async nextNoticeMs() {
      const row = await notices().min({ dueMs: 'due_ms' }).first();
      const dueMs: unknown = row?.dueMs;
      return typeof dueMs === 'number' ? dueMs : undefined;
    },
    async postponeNotice({ uid, dueMs, attempts }, laterMs) {
      await notices()
        .where({ uid, due_ms: dueMs })
        .update({ due_ms: laterMs, attempts: attempts + 1 });
    },
    async hasten(organizerId, nowMs) {
      await notices().where({ organizer_id: organizerId }).where('due_ms', '>', nowMs).update({ due_ms: nowMs });
    },
    async listTold(uid, connection) {
      const rows = await invitations(connection).where({ uid });
      const told: ToldInvitation[] = [];
      const breathe = createBreather();
      for (const row of rows) {
        told.push(toTold(row));
        await breathe();
      }
      return told;
    },
    async listToldTo(uid, address, connection) {
      const rows = await invitations(connection).where({ uid, address: address.toLowerCase() });
      return rows.map(toTold);
    },
    async putTold(transaction, told) {
      await invitations(transaction)
        .insert({
          uid: told.uid,
          recurrence_id: told.recurrenceId,
          address: told.address,
          organizer_id: told.organizerId,
          sequence: told.sequence,
          state: told.state,
          snapshot: JSON.stringify(told.facts),
          told_ms: told.toldMs,
          // Stays when the meeting is switched off: its links are still asked about.
          ...(told.facts.meetingId !== undefined && { meeting_id: told.facts.meetingId }),
        })
        .onConflict(['uid', 'recurrence_id', 'address'])
        .merge();
    },
    async tellerOf(uid, connection) {
      const notice = await notices(connection).where({ uid }).first('organizer_id');
      const row = notice ?? (await invitations(connection).where({ uid, state: 'told' }).first('organizer_id'));
      return row?.organizer_id;
    },
    async listAddressesTold(uid, organizerId) {
      const rows = await invitations().where({ uid, organizer_id: organizerId }).distinct('address');
      return new Set(rows.map(({ address }) => address));
    },
    async listToldOfMeeting(meetingId, address) {
      const rows = await invitations()
        .where({ meeting_id: meetingId, ...(address !== undefined && { address }) })
        .orderBy('told_ms', 'desc')
        .limit(TOLD_OF_MEETING);
      return rows.map(toTold);
    },
    async setOrganizer(transaction, uid, from, organizerId) {
      const known = { uid, organizer_id: from };
      // Another due time: what may be composed this moment is told in the name of the old one.
      await notices(transaction)
        .where(known)
        .update({ organizer_id: organizerId, due_ms: database.raw('?? + 1', ['due_ms']) });
      await invitations(transaction).where(known).update({ organizer_id: organizerId });
    },
    async handOver(transaction, uid, addresses) {
      for (let start = 0; start < addresses.length; start += VALUES_PER_QUERY)
        await invitations(transaction)
          .where({ uid, state: 'told' })
          .whereIn('address', addresses.slice(start, start + VALUES_PER_QUERY))
          .update({ state: 'cancelled' });
    },
  };
};
