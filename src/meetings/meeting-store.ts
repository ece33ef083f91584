import { invalidField } from '../base/errors.ts';
import type { AccountId, MeetingId } from '../base/ids.ts';
import type { SettingsOfMeetingChange } from '../contract/http/meeting.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Meeting } from './meeting.ts';
import { DEFAULT_MEETING_POLICY, type SettingsPolicy, settingsByDefault, withinPolicy } from './meeting-policy.ts';
import { changedSettings, type MeetingSettings, readSettings, writeSettings } from './meeting-settings.ts';

interface MeetingRow {
  id: MeetingId;
  organizer_id: AccountId;
  pin_sealed: string;
  start_token_hash: string;
  generation: number;
  created_ms: number;
  cancelled_ms: number | null;
  settings: string;
}

interface NewMeeting extends Omit<Meeting, 'cancelledMs' | 'settings'> {
  /** As everywhere unless said. */
  readonly settings?: MeetingSettings;
  readonly startTokenHash: string;
  readonly createdMs: number;
}

/** Keeps meetings; their PINs are encrypted under the installation's key. */
export interface MeetingStore {
  /** Answers it as it will be found. */
  insert(transaction: Transaction, meeting: NewMeeting): Promise<Meeting>;
  findById(id: MeetingId, connection?: Connection): Promise<Meeting | undefined>;
  findByIds(ids: readonly MeetingId[], connection?: Connection): Promise<Map<MeetingId, Meeting>>;
  findByStartTokenHash(hash: string, connection?: Connection): Promise<Meeting | undefined>;
  cancel(transaction: Transaction, id: MeetingId, nowMs: number): Promise<void>;
  /** What was recorded and is not among the old organizer's documents yet becomes the new one's. */
  setOrganizer(transaction: Transaction, id: MeetingId, organizerId: AccountId): Promise<void>;
  /** Changes what is said of its settings; answers all of them, or undefined when there is no such meeting. */
  changeSettings(
    transaction: Transaction,
    id: MeetingId,
    change: SettingsOfMeetingChange,
  ): Promise<MeetingSettings | undefined>;
  /** Takes a cancellation back. */
  reopen(transaction: Transaction, id: MeetingId): Promise<void>;
}

const PIN_PURPOSE = 'meeting-pin';
/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;

export const createMeetingStore = ({
  database,
  keyring,
  policy = () => DEFAULT_MEETING_POLICY,
}: {
  readonly database: Database;
  readonly keyring: Keyring;
  /** What the settings of meetings stand under. */
  readonly policy?: () => SettingsPolicy;
}): MeetingStore => {
  const readHeld = (text: string): MeetingSettings =>
    withinPolicy(readSettings(text, settingsByDefault(policy())), policy());
  const writeSaid = (settings: MeetingSettings): string => writeSettings(settings, settingsByDefault(policy()));
  const refuseBeyond = ({ participantsMax = 0, everyoneWaits }: SettingsOfMeetingChange): void => {
    const { participantsMax: most, lobby } = policy();
    if (participantsMax > most) throw invalidField('settings.participantsMax', 'too-large', `At most ${most} people.`);
    if (everyoneWaits === false && lobby === 'always')
      throw invalidField('settings.everyoneWaits', 'policy', 'Here everyone waits until a moderator lets them in.');
  };
  const meetings = (connection: Connection) => connection<MeetingRow>('meetings');
  const decoy = keyring.seal(PIN_PURPOSE, '000000');
  const fromRow = (row: MeetingRow): Meeting => {
    const pin = keyring.open(PIN_PURPOSE, row.pin_sealed);
    if (pin === undefined)
      throw new Error('The key file does not belong to this database: restore both from the same backup.');
    return {
      id: row.id,
      organizerId: row.organizer_id,
      pin,
      generation: row.generation,
      settings: readHeld(row.settings),
      ...(row.cancelled_ms !== null && { cancelledMs: row.cancelled_ms }),
    };
  };
  return {
    async insert(transaction, meeting) {
      const settings = withinPolicy(meeting.settings ?? settingsByDefault(policy()), policy());
      await meetings(transaction).insert({
        id: meeting.id,
        organizer_id: meeting.organizerId,
        pin_sealed: keyring.seal(PIN_PURPOSE, meeting.pin),
        start_token_hash: meeting.startTokenHash,
        generation: meeting.generation,
        created_ms: meeting.createdMs,
        cancelled_ms: null,
        settings: writeSaid(settings),
      });
      const { id, organizerId, pin, generation } = meeting;
      return { id, organizerId, pin, generation, settings };
    },
    async findById(id, connection = database) {
      const row = await meetings(connection).where({ id }).first();
      // The same work as for one that exists: how long an answer takes must not tell which IDs do.
      if (!row) {
        keyring.open(PIN_PURPOSE, decoy);
        readHeld('{}');
      }
      return row && fromRow(row);
    },
    async findByIds(ids, connection = database) {
      const found = new Map<MeetingId, Meeting>();
      for (let start = 0; start < ids.length; start += VALUES_PER_QUERY) {
        const rows = await meetings(connection).whereIn('id', ids.slice(start, start + VALUES_PER_QUERY));
        for (const row of rows) found.set(row.id, fromRow(row));
      }
      return found;
    },
    async findByStartTokenHash(hash, connection = database) {
      const row = await meetings(connection).where({ start_token_hash: hash }).first();
      return row && fromRow(row);
    },
    async setOrganizer(transaction, id, organizerId) {
      await meetings(transaction).where({ id }).update({ organizer_id: organizerId });
      await transaction('recordings')
        .where({ meeting_id: id })
        .whereIn('state', ['recording', 'paused', 'stopped', 'rendering'])
        .update({ account_id: organizerId });
    },
    async changeSettings(transaction, id, change) {
      const row = await meetings(transaction).where({ id }).first('settings');
      if (row === undefined) return undefined;
      refuseBeyond(change);
      const settings = changedSettings(readHeld(row.settings), change);
      await meetings(transaction)
        .where({ id })
        .update({ settings: writeSaid(settings) });
      return settings;
    },
    async reopen(transaction, id) {
      await meetings(transaction).where({ id }).update({ cancelled_ms: null });
    },
    async cancel(transaction, id, nowMs) {
      await meetings(transaction).where({ id }).whereNull('cancelled_ms').update({ cancelled_ms: nowMs });
    },
  };
};
