import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import knex from 'knex';
import { MIGRATIONS } from '../../migrations/index.ts';
import { createOutboxStore } from '../../src/mail/outbox-store.ts';
import { openDatabase } from '../../src/platform/database.ts';

const SENT_MS = Date.UTC(2027, 0, 1);

describe('mails in the outbox of an older version', () => {
  it('are there after the upgrade with their contents, their domains and their age', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'webmeeting-older-'));
    const file = join(directory, 'older.sqlite');
    const older = knex({ client: 'better-sqlite3', connection: { filename: file }, useNullAsDefault: true });
    await older.migrate.latest({
      migrationSource: {
        getMigrations: () => Promise.resolve(MIGRATIONS.slice(0, 2)),
        getMigrationName: ({ name }: (typeof MIGRATIONS)[number]) => name,
        getMigration: ({ migration }: (typeof MIGRATIONS)[number]) => Promise.resolve(migration),
      },
    });
    const mail = {
      order_key: 'event-1',
      recipient: 'ann@Example.COM',
      envelope_from: 'meet@example.org',
      attempts: 1,
      created_ms: SENT_MS,
      due_ms: SENT_MS,
    };
    await older('outbox').insert([
      { ...mail, id: 'a', message_id: '<a@x.org>', subject: 'Waits', state: 'waiting', mime: Buffer.from('The text') },
      { ...mail, id: 'b', message_id: '<b@x.org>', subject: 'Left', state: 'sent', mime: null, left_ms: SENT_MS },
    ]);
    const many = Array.from({ length: 1_000 }, (_, number) => ({
      ...mail,
      ...{ id: `w${number}`, message_id: `<w${number}@x.org>`, order_key: `event-w${number % 50}`, subject: 'Waits' },
      ...{ state: 'waiting', mime: Buffer.alloc(12_288, number), created_ms: SENT_MS + number },
      ...{ recipient: `guest${number}@domain${number % 7}.example`, due_ms: SENT_MS + 1 },
    }));
    await older.batchInsert('outbox', many, 10);
    await older.destroy();

    const database = await openDatabase({ file });
    const store = createOutboxStore(database);
    expect(await store.readMime('a')).to.deep.equal(Buffer.from('The text'));
    expect(await store.readMime('b')).to.equal(undefined);
    expect(await store.hasContent('b')).to.equal(false);
    expect(await store.find('a')).to.include({ domain: 'example.com', sinceMs: SENT_MS, kind: '', state: 'waiting' });
    expect((await store.listDue(SENT_MS, 10)).map(({ id }) => id)).to.deep.equal(['a']);
    const waiting = await store.listDue(SENT_MS + 1, 2_000);
    expect(waiting).to.have.length(1_001);
    expect((await store.readMime('w999'))?.equals(Buffer.alloc(12_288, 999))).to.equal(true);
    expect(await store.count('waiting')).to.equal(1_001);
    expect(await database.raw('pragma foreign_key_check')).to.deep.equal([]);
    expect(await database.raw('pragma integrity_check')).to.deep.equal([{ integrity_check: 'ok' }]);
    await database.destroy();
    rmSync(directory, { recursive: true, force: true });
  });
});
