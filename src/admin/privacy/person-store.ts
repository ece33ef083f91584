import type { AccountId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';

/** Somebody by their address, and as what else they are known. */
export interface KnownPerson {
  /** Lower case. */
  readonly address: string;
  readonly account?: { readonly id: AccountId; readonly name: string };
  /** Of accounts with this address that were deleted: what they did in meetings is kept under these. */
  readonly formerAccounts?: readonly string[];
}

type Query = ReturnType<Connection>;
type Row = Readonly<Record<string, unknown>>;

/** One kind of thing that is kept of a person: where it is, and what of it is theirs to see. */
interface Kind {
  /** Those rows that are about them. */
  readonly of: (connection: Connection, person: KnownPerson) => Query;
  /** Never a hash, a key or what others wrote to others. */
  readonly columns: readonly string[];
}

const personKeys = ({ address, account, formerAccounts = [] }: KnownPerson): string[] => [
  `invitee:${address}`,
  ...formerAccounts.map((id) => `account:${id}`),
  ...(account === undefined ? [] : [`account:${account.id}`]),
];

const stays = (connection: Connection, person: KnownPerson): Query =>
  connection('participants').where((query) =>
    query.whereIn('participants.person', personKeys(person)).orWhereIn('participants.also', personKeys(person)),
  );

/** Their stays as what points to one has them: session and participant together are found by an index. */
const places = (connection: Connection, person: KnownPerson) =>
  stays(connection, person).select('participants.session_id', 'participants.id');
const PLACE = ['session_id', 'participant_id'];

/** Events with a date that is not over, to which they are invited: what was told of these stays, so that nobody is told anew. */
const coming = (connection: Connection, { address }: KnownPerson, nowMs: number): Query =>
  connection('attendees')
    .join('calendar_objects', 'calendar_objects.id', 'attendees.object_id')
    .where('attendees.address', address)
    .where((query) => query.whereNull('calendar_objects.end_ms').orWhere('calendar_objects.end_ms', '>', nowMs));

const ofAccount =
  (table: string) =>
  (connection: Connection, { account }: KnownPerson): Query =>
    connection(table).where({ account_id: account?.id ?? '' });

/** All that is kept of somebody, by the name of its file in an export. */
const KINDS: Readonly<Record<string, Kind>> = {
  account: {
    of: (connection, { account }) => connection('accounts').where({ id: account?.id ?? '' }),
    columns: ['email', 'name', 'language', 'time_zone', 'created_ms', 'seen_ms', 'suspended_ms', 'origin'],
  },
  devices: {
    of: ofAccount('sign_in_sessions'),
    columns: ['created_ms', 'seen_ms', 'expires_ms', 'user_agent', 'network', 'method'],
  },
  'app-passwords': { of: ofAccount('app_passwords'), columns: ['name', 'created_ms', 'used_ms'] },
  identities: { of: ofAccount('identities'), columns: ['provider', 'subject', 'created_ms', 'used_ms'] },
  calendars: { of: ofAccount('calendars'), columns: ['id', 'name', 'description', 'kind', 'created_ms'] },
  events: {
    of: (connection, { account }) =>
      connection('calendar_objects')
        .join('calendars', 'calendars.id', 'calendar_objects.calendar_id')
        .where({ 'calendars.account_id': account?.id ?? '' }),
    columns: ['calendar_objects.calendar_id', 'calendar_objects.uid', 'calendar_objects.raw'],
  },
  meetings: {
    of: (connection, { account }) => connection('meetings').where({ organizer_id: account?.id ?? '' }),
    columns: ['id', 'created_ms', 'cancelled_ms', 'settings'],
  },
  documents: {
    of: ofAccount('documents'),
    columns: ['id', 'parent_id', 'kind', 'name', 'type', 'bytes', 'origin', 'created_ms', 'changed_ms', 'deleted_ms'],
  },
  recordings: {
    of: ofAccount('recordings'),
    columns: ['id', 'meeting_id', 'state', 'started_ms', 'ended_ms', 'duration_ms'],
  },
  invitations: {
    of: (connection, { address }) => connection('invitations').where({ address }),
    columns: ['uid', 'recurrence_id', 'meeting_id', 'state', 'told_ms', 'snapshot'],
  },
  invited: {
    of: (connection, { address }) =>
      connection('attendees')
        .join('calendar_objects', 'calendar_objects.id', 'attendees.object_id')
        .where('attendees.address', address),
    columns: [
      ...['calendar_objects.uid', 'calendar_objects.summary', 'calendar_objects.start_ms', 'attendees.recurrence_id'],
      ...['attendees.name', 'attendees.role', 'attendees.answer', 'attendees.language', 'attendees.time_zone'],
    ],
  },
  answers: {
    of: (connection, { address }) => connection('answers').where({ address }),
    columns: ['object_id', 'recurrence_id', 'answer', 'comment', 'needs', 'delegate', 'via', 'answered_ms'],
  },
  notes: {
    of: (connection, { address }) => connection('event_notes').where({ address }),
    columns: ['uid', 'recurrence_id', 'kind', 'name', 'body', 'state', 'at_ms'],
  },
  participations: {
    of: stays,
    columns: ['session_id', 'name', 'role', 'via', 'joined_ms', 'left_ms', 'consented_ms', 'caller'],
  },
  attendance: {
    of: (connection, person) => connection('attendance').whereIn(PLACE, places(connection, person)),
    columns: ['session_id', 'from_ms', 'to_ms'],
  },
  chat: {
    of: (connection, person) => connection('chat_messages').whereIn(PLACE, places(connection, person)),
    columns: ['session_id', 'sender_name', 'text', 'sent_ms', 'files'],
  },
  'private-chat': {
    of: (connection, person) =>
      connection('private_messages').where((query) =>
        query
          .whereIn(PLACE, places(connection, person))
          .orWhereIn(['session_id', 'recipient_id'], places(connection, person)),
      ),
    columns: ['session_id', 'sender_name', 'recipient_name', 'text', 'sent_ms', 'files'],
  },
  calls: {
    of: (connection, person) => connection('phone_calls').whereIn('person', personKeys(person)),
    columns: ['direction', 'number', 'meeting_id', 'started_ms', 'answered_ms', 'ended_ms', 'outcome'],
  },
  'mails-sent': {
    of: (connection, { address }) => connection('outbox').whereRaw('lower(outbox.recipient) = ?', [address]),
    columns: ['recipient', 'subject', 'kind', 'state', 'created_ms', 'left_ms'],
  },
  'mails-received': {
    of: (connection, { address }) =>
      connection('incoming_mails').where((query) =>
        query.whereRaw('lower(sender) = ?', [address]).orWhereRaw('lower(envelope_from) = ?', [address]),
      ),
    columns: ['sender', 'subject', 'state', 'reason', 'received_ms'],
  },
  shares: {
    of: (connection, { address }) => connection('document_shares').where({ address }),
    columns: ['document_id', 'created_ms', 'expires_ms'],
  },
  'deputy-of': {
    of: (connection, { address }) => connection('meeting_deputies').where({ address }),
    columns: ['meeting_id', 'recurrence_id', 'named_ms'],
  },
  keys: {
    of: (connection, { address }) => connection('meeting_grants').where({ invitee: address }),
    columns: ['meeting_id', 'recurrence_id', 'name', 'role', 'revoked_ms'],
  },
  'audit-log': {
    of: (connection, { address }) =>
      connection('audit_log').where((query) => query.where({ actor_name: address }).orWhere({ target_name: address })),
    columns: ['at_ms', 'actor_name', 'network', 'action', 'target_name'],
  },
};

/** What is deleted with a person, whether they have an account or not; in an order that leaves nothing pointing at nothing. */
const GOES = [
  ...['chat', 'private-chat', 'attendance', 'calls', 'notes', 'answers', 'shares', 'deputy-of'],
  ...['mails-sent', 'mails-received', 'invitations', 'keys', 'participations'],
] as const;
/** What a deletion leaves: entries in calendars of others, and the book of what was done. */
const STAYS = ['invited', 'audit-log'] as const;

const MANY = 1_000;

/** All that is kept of one person. */
export interface PersonStore {
  /** Of accounts that were deleted, as the audit log has them. */
  formerAccounts(address: string): Promise<string[]>;
  kinds(): readonly string[];
  /** Page after page, so that much of it fits into little memory. */
  read(kind: string, person: KnownPerson): AsyncGenerator<readonly Row[]>;
  goes(person: KnownPerson, nowMs: number): Promise<Record<string, number>>;
  stays(person: KnownPerson): Promise<Record<string, number>>;
  isInRoom(person: KnownPerson): Promise<boolean>;
  /** Mails to them that were kept as files. */
  keptMails(person: KnownPerson): Promise<string[]>;
  /** Answers how much of each kind went. */
  remove(transaction: Transaction, person: KnownPerson, nowMs: number): Promise<Record<string, number>>;
}

const kindOf = (name: string): Kind => {
  const kind = KINDS[name];
  if (kind === undefined) throw new Error(`there is no kind ${name}`);
  return kind;
};

/** Of keys and of what was told, those of coming events stay. */
const deletable = (name: (typeof GOES)[number], connection: Connection, person: KnownPerson, nowMs: number): Query => {
  const rows = kindOf(name).of(connection, person);
  if (name === 'invitations')
    return rows.whereNotIn('uid', coming(connection, person, nowMs).select('calendar_objects.uid'));
  if (name === 'keys')
    return rows.whereNotIn(
      'meeting_id',
      coming(connection, person, nowMs)
        .whereNotNull('calendar_objects.meeting_id')
        .select('calendar_objects.meeting_id'),
    );
  return rows;
};

export const createPersonStore = (database: Database): PersonStore => {
  const count = async (query: Query): Promise<number> =>
    Number(((await query.count({ total: '*' }).first()) as { total?: number } | undefined)?.total ?? 0);
  return {
    formerAccounts: (address) =>
      database('audit_log')
        .where({ action: 'account.delete' })
        .whereRaw('lower(target_name) = ?', [address])
        .pluck('target_id'),
    kinds: () => Object.keys(KINDS),
    async *read(name, person) {
      const { of, columns } = kindOf(name);
      for (let offset = 0; ; offset += MANY) {
        const rows: Row[] = await of(database, person)
          .select([...columns])
          .limit(MANY)
          .offset(offset);
        if (rows.length > 0) yield rows;
        if (rows.length < MANY) return;
      }
    },
    async goes(person, nowMs) {
      const counts: Record<string, number> = {};
      for (const name of GOES) counts[name] = await count(deletable(name, database, person, nowMs));
      return counts;
    },
    async stays(person) {
      const counts: Record<string, number> = {};
      for (const name of STAYS) counts[name] = await count(kindOf(name).of(database, person));
      return counts;
    },
    async isInRoom(person) {
      const row = await stays(database, person)
        .join('sessions', 'sessions.id', 'participants.session_id')
        .whereNull('sessions.ended_ms')
        .whereNull('participants.left_ms')
        .first('participants.id');
      return row !== undefined;
    },
    keptMails: async (person) => kindOf('mails-sent').of(database, person).where({ state: 'kept' }).pluck('id'),
    async remove(transaction, person, nowMs) {
      const counts: Record<string, number> = {};
      await transaction('room_files').whereIn(PLACE, places(transaction, person)).update({ sender_name: '' });
      await transaction('room_standings').whereIn('person', personKeys(person)).delete();
      for (const name of GOES) counts[name] = Number(await deletable(name, transaction, person, nowMs).delete());
      const { address } = person;
      for (const table of ['reply_addresses', 'answer_links', 'date_mails'])
        await transaction(table).where({ address }).delete();
      await transaction('former_links').where({ invitee: address }).delete();
      return counts;
    },
  };
};
