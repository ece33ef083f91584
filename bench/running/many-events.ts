import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import knex from 'knex';
import { MIGRATIONS } from '../../migrations/index.ts';
import { upgradeSchema } from '../../src/platform/schema-store.ts';

const ACCOUNTS_USUALLY = 1_000;
const INVITED = 3;
const AT_ONCE = 1_000;

const raw = (uid: string, start: string): string =>
  [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//bench//EN',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20270101T000000Z',
    ],
    ...[
      `DTSTART:${start}`,
      'DURATION:PT50M',
      `SUMMARY:Planning ${uid}`,
      'LOCATION:Room 4',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ],
  ].join('\r\n');

/** A data folder as the release before this one left it: that many events, each with its date and three people invited. */
export const makeOlderData = async (
  dataDirectory: string,
  events: number,
  accounts = ACCOUNTS_USUALLY,
): Promise<void> => {
  mkdirSync(dataDirectory, { recursive: true });
  const database = knex({
    client: 'better-sqlite3',
    connection: { filename: join(dataDirectory, 'webmeeting.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await database.raw('PRAGMA journal_mode = WAL');
  await upgradeSchema(database, { migrations: MIGRATIONS.slice(0, 6) });
  await database.destroy();
  const filling = new Sqlite(join(dataDirectory, 'webmeeting.sqlite'));
  filling.pragma('synchronous = OFF');
  const insert = (table: string, rows: Readonly<Record<string, string | number>>[]): void => {
    const names = Object.keys(rows[0] ?? {});
    const marks = names.map(() => '?').join(', ');
    const statement = filling.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`);
    filling.transaction(() => {
      for (const row of rows) statement.run(...Object.values(row));
    })();
  };
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  insert(
    'accounts',
    numbers(accounts).map((index) => {
      const email = `person${index}@example.org`;
      return {
        ...{ id: `account-${index}`, email, email_key: email, name: `Person ${index}`, password_hash: 'x' },
        ...{ language: 'en', time_zone: 'Europe/Paris', created_ms: 1, is_admin: index === 0 ? 1 : 0 },
      };
    }),
  );
  insert(
    'calendars',
    numbers(accounts).map((index) => ({
      ...{ id: `calendar-${index}`, account_id: `account-${index}`, name: 'Own', color: 'blue', is_default: 1 },
    })),
  );
  for (let from = 0; from < events; from += AT_ONCE) {
    const some = numbers(Math.min(AT_ONCE, events - from)).map((index) => from + index);
    const startMs = (index: number): number => Date.UTC(2027, 0, 1) + index * 600_000;
    insert(
      'calendar_objects',
      some.map((index) => {
        const text = raw(
          `event-${index}`,
          `${new Date(startMs(index)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
        );
        const start = { start_ms: startMs(index), end_ms: startMs(index) + 3_000_000 };
        return {
          ...{
            id: `event-${index}`,
            calendar_id: `calendar-${index % accounts}`,
            uri: `${index}.ics`,
            uid: `event-${index}`,
          },
          ...{
            raw: text,
            etag: 'x',
            schedule_tag: 'x',
            summary: `Planning ${index}`,
            created_by: 'x',
            size: text.length,
          },
          ...{ ...start, created_ms: 1, changed_ms: 1, facts: '{}', search: `planning ${index}` },
        };
      }),
    );
    insert(
      'calendar_instances',
      some.map((index) => ({
        ...{ object_id: `event-${index}`, calendar_id: `calendar-${index % accounts}` },
        ...{ start_ms: startMs(index), end_ms: startMs(index) + 3_000_000 },
      })),
    );
    insert(
      'attendees',
      some.flatMap((index) =>
        numbers(INVITED).map((number) => ({
          ...{
            object_id: `event-${index}`,
            address: `guest${number}@example.net`,
            role: 'attendee',
            answer: 'NEEDS-ACTION',
          },
        })),
      ),
    );
  }
  filling.close();
};
