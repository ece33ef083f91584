import { expect } from 'chai';
import { createPersonStore } from '../../src/admin/privacy/person-store.ts';
import { createRetentionStore } from '../../src/admin/privacy/retention-store.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import { createAudit } from '../../src/platform/audit.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';

const LINES = 3_000;
const OLD_MS = 1_000;
const BEFORE_MS = 2_000;

describe('what is older than may be kept', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase({ file: ':memory:' });
  });
  afterEach(() => database.destroy());

  /** How often everything else had its turn meanwhile. */
  const turnsDuring = async (work: () => Promise<unknown>): Promise<number> => {
    let turns = 0;
    let working = true;
    const turn = (): void => {
      turns += 1;
      if (working) setImmediate(turn);
    };
    setImmediate(turn);
    await work();
    working = false;
    return turns;
  };

  it('is forgotten a little at a time, so that sound goes on: the audit log', async () => {
    const audit = createAudit({ database, clock: { nowMs: () => OLD_MS } });
    await database.transaction(async (transaction) => {
      for (let line = 0; line < LINES; line += 1)
        await audit.write({ actor: { kind: 'system' }, action: 'retention.applied' }, transaction);
    });
    await createAudit({ database, clock: { nowMs: () => BEFORE_MS } }).write({
      actor: { kind: 'system' },
      action: 'retention.applied',
    });
    let forgotten = 0;
    const turns = await turnsDuring(async () => {
      forgotten = await createRetentionStore(database).forgetAudit(BEFORE_MS);
    });
    expect(forgotten).to.equal(LINES);
    expect(turns).to.be.at.least(LINES / 500);
    expect(await database('audit_log').pluck('at_ms')).to.deep.equal([BEFORE_MS]);
  });

  it('is forgotten a little at a time: lines of mails, but those that wait', async () => {
    const mail = (state: string, index: number) => ({
      ...{ id: `${state}${index}`, state, message_id: `${state}${index}`, recipient: 'a@example.org', subject: 'x' },
      ...{ order_key: '', envelope_from: 'b@example.org', due_ms: OLD_MS, created_ms: OLD_MS },
      ...{ left_ms: state === 'waiting' ? null : OLD_MS },
    });
    const mails = [mail('waiting', 0), ...Array.from({ length: LINES }, (_, index) => mail('sent', index))];
    await database.batchInsert('outbox', mails, 50);
    let forgotten = 0;
    const turns = await turnsDuring(async () => {
      forgotten = await createRetentionStore(database).forgetMailLines(BEFORE_MS);
    });
    expect(forgotten).to.equal(LINES);
    expect(turns).to.be.at.least(LINES / 500);
    expect(await database('outbox').pluck('state')).to.deep.equal(['waiting']);
  });

  it('is found by an index, as is all of one person: nothing reads a whole table', async () => {
    const asked = new Map<string, readonly unknown[]>();
    database.on('query', ({ sql, bindings }: { sql: string; bindings: readonly unknown[] }) => {
      if (/^(?:select|update|delete)/i.test(sql)) asked.set(sql, bindings);
    });
    const retention = createRetentionStore(database);
    await retention.forgetChat(BEFORE_MS);
    await retention.forgetAttendance(BEFORE_MS);
    await retention.forgetMailLines(BEFORE_MS);
    await retention.forgetAudit(BEFORE_MS);
    const store = createPersonStore(database);
    const account = { id: newId<AccountId>(), name: 'Ada' };
    const ada = { address: 'ada@example.org', account, formerAccounts: ['former'] };
    await store.formerAccounts(ada.address);
    await store.isInRoom(ada);
    await store.keptMails(ada);
    await store.goes(ada, BEFORE_MS);
    await store.stays(ada);
    for (const kind of store.kinds()) for await (const _page of store.read(kind, ada));
    await database.transaction((transaction) => store.remove(transaction, ada, BEFORE_MS));
    expect(asked.size).to.be.above(50);
    for (const [sql, bindings] of [...asked]) {
      const steps: { detail: string }[] = await database.raw(`EXPLAIN QUERY PLAN ${sql}`, [...bindings] as string[]);
      for (const { detail } of steps) expect(detail, sql).to.not.match(/^SCAN /);
    }
  });
});
