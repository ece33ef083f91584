import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { inOrder, RIGHTS, type Right, USUAL_RIGHTS } from '../base/rights.ts';
import type { Connection, Database } from '../platform/database.ts';
import { type Account, emailKey } from './account.ts';
import { accountSearchKey } from './account-search-key.ts';

/** The column that says whether an account has a right in effect. */
export const RIGHT_COLUMNS = {
  webmeeting: 'may_webmeeting',
  record: 'may_record',
  telephone: 'may_telephone',
  'dial-out': 'may_dial_out',
  caldav: 'may_caldav',
  documents: 'may_documents',
  admin: 'is_admin',
} as const satisfies Record<Right, string>;

type RightColumn = (typeof RIGHT_COLUMNS)[Right];

interface AccountRow extends Record<RightColumn, number | boolean> {
  id: AccountId;
  email: string;
  email_key: string;
  name: string;
  search_key: string;
  password_hash: string;
  language: Language;
  time_zone: string;
  created_ms: number;
  suspended_ms: number | null;
  is_service: number | boolean;
}

export interface NewAccount extends Omit<Account, 'suspended' | 'rights'> {
  /** Without it, those of `admin` and `webMeeting`, and all the usual ones. */
  readonly rights?: readonly Right[];
  readonly passwordHash: string;
  readonly createdMs: number;
}

export interface AccountStore {
  /** Of people's accounts. */
  count(connection?: Connection): Promise<number>;
  /** The server's own account too. */
  findById(id: AccountId, connection?: Connection): Promise<Account | undefined>;
  findByEmail(email: string, connection?: Connection): Promise<Account | undefined>;
  /** The accounts among `emails`, in no order. The server's own is no one's address. */
  findByEmails(emails: readonly string[], connection?: Connection): Promise<Account[]>;
  /** Administrators who may sign in. */
  listAdministrators(): Promise<Account[]>;
  /** The argon2id hash of an account's password, a PHC string; undefined while it has none, as after an invitation. */
  passwordHash(id: AccountId, connection?: Connection): Promise<string | undefined>;
  insert(account: NewAccount, connection?: Connection): Promise<void>;
  update(
    id: AccountId,
    change: Partial<Pick<Account, 'email' | 'name' | 'language' | 'timeZone'>>,
    connection?: Connection,
  ): Promise<void>;
  setPasswordHash(id: AccountId, passwordHash: string, connection?: Connection): Promise<void>;
  /** The server's own account, which owns what nobody here does. */
  findService(connection?: Connection): Promise<Account | undefined>;
  insertService(account: Omit<NewAccount, 'passwordHash'>, connection?: Connection): Promise<void>;
}

const rightsOf = (row: Record<RightColumn, number | boolean>): Right[] =>
  RIGHTS.filter((right) => Boolean(row[RIGHT_COLUMNS[right]]));

const columnsOf = (rights: readonly Right[]): Record<RightColumn, boolean> =>
  Object.fromEntries(RIGHTS.map((right) => [RIGHT_COLUMNS[right], rights.includes(right)])) as Record<
    RightColumn,
    boolean
  >;

export const rightsOfNew = ({
  rights,
  admin,
  webMeeting,
}: Pick<NewAccount, 'rights' | 'admin' | 'webMeeting'>): Right[] =>
  inOrder(
    rights ?? [
      ...USUAL_RIGHTS.filter((right) => right !== 'webmeeting' || webMeeting),
      ...(admin ? (['admin'] as const) : []),
    ],
  );

const fromRow = (row: AccountRow): Account => ({
  id: row.id,
  email: row.email,
  name: row.name,
  language: row.language,
  timeZone: row.time_zone,
  rights: rightsOf(row),
  admin: Boolean(row.is_admin),
  webMeeting: Boolean(row.may_webmeeting),
  suspended: row.suspended_ms !== null,
});

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;

/** No address: who has the server's own address as a person may have an account with it. */
const SERVICE_KEY = 'service';
/** No password gives this hash. */
const NO_PASSWORD = '';

const toRow = (account: NewAccount): AccountRow => ({
  id: account.id,
  email: account.email,
  email_key: emailKey(account.email),
  name: account.name,
  search_key: accountSearchKey(account.name, account.email),
  password_hash: account.passwordHash,
  ...columnsOf(rightsOfNew(account)),
  language: account.language,
  time_zone: account.timeZone,
  created_ms: account.createdMs,
  suspended_ms: null,
  is_service: false,
});

export const createAccountStore = (database: Database): AccountStore => {
  const accounts = (connection: Connection) => connection<AccountRow>('accounts');
  const people = (connection: Connection) => accounts(connection).where({ is_service: false });

  /** Name and address, and the words that both are found by. */
  const renamed = async (
    id: AccountId,
    { name, email }: Partial<Pick<Account, 'name' | 'email'>>,
    connection: Connection,
  ): Promise<Partial<AccountRow>> => {
    if (name === undefined && email === undefined) return {};
    const row = await accounts(connection).where({ id }).first('name', 'email');
    return {
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email, email_key: emailKey(email) }),
      search_key: accountSearchKey(name ?? row?.name ?? '', email ?? row?.email ?? ''),
    };
  };

  return {
    async count(connection = database) {
      const row = await people(connection).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
    async findById(id, connection = database) {
      const row = await accounts(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async findByEmail(email, connection = database) {
      const row = await people(connection)
        .where({ email_key: emailKey(email) })
        .first();
      return row && fromRow(row);
    },
    async findByEmails(emails, connection = database) {
      const keys = emails.map(emailKey);
      const found: Account[] = [];
      for (let start = 0; start < keys.length; start += VALUES_PER_QUERY) {
        const rows = await people(connection).whereIn('email_key', keys.slice(start, start + VALUES_PER_QUERY));
        found.push(...rows.map(fromRow));
      }
      return found;
    },
    async listAdministrators() {
      const rows = await people(database).where({ is_admin: true }).whereNull('suspended_ms').orderBy('created_ms');
      return rows.map(fromRow);
    },
    async passwordHash(id, connection = database) {
      const row = await accounts(connection).where({ id }).first('password_hash');
      return row?.password_hash || undefined;
    },
    async insert(account, connection = database) {
      await accounts(connection).insert(toRow(account));
    },
    async update(id, change, connection = database) {
      const row = {
        ...(await renamed(id, change, connection)),
        ...(change.language !== undefined && { language: change.language }),
        ...(change.timeZone !== undefined && { time_zone: change.timeZone }),
      };
      if (Object.keys(row).length > 0) await accounts(connection).where({ id }).update(row);
    },
    async setPasswordHash(id, passwordHash, connection = database) {
      await accounts(connection).where({ id }).update({ password_hash: passwordHash });
    },
    async findService(connection = database) {
      const row = await accounts(connection).where({ is_service: true }).first();
      return row && fromRow(row);
    },
    async insertService(account, connection = database) {
      const row = toRow({ ...account, passwordHash: NO_PASSWORD });
      await accounts(connection).insert({ ...row, email_key: SERVICE_KEY, is_service: true });
    },
  };
};
