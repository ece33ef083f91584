import { expect } from 'chai';
import { checkAudit } from '../../src/admin/audit-check.ts';
import { exportAudit } from '../../src/admin/audit-export.ts';
import { type AuditStore, createAuditStore } from '../../src/admin/audit-store.ts';
import { createAuditView } from '../../src/admin/audit-view.ts';
import { type Audit, createAudit } from '../../src/platform/audit.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { createTurnedClock, type TurnedClock } from '../kit/turned-clock.ts';

const NOON = Date.UTC(2031, 2, 3, 12);

describe('the audit log', () => {
  let database: Database;
  let store: AuditStore;
  let audit: Audit;
  let clock: TurnedClock;

  beforeEach(async () => {
    database = await openDatabase({ file: ':memory:' });
    store = createAuditStore(database);
    clock = createTurnedClock(NOON);
    audit = createAudit({ database, clock });
  });
  afterEach(() => database.destroy());

  const write = async (count: number): Promise<void> => {
    for (let index = 1; index <= count; index += 1) {
      await audit.write({
        actor: { kind: 'account', id: 'a', name: `Admin${index % 2}@example.org`, network: '192.0.2.1' },
        action: index % 3 === 0 ? 'backup.made' : 'account.suspend',
        target: { id: String(index), name: `=cmd${index}@example.org` },
      });
      clock.forward(1_000);
    }
  };
  /** As somebody with the database in hands would. */
  const byForce = async (statement: string): Promise<void> => {
    await database.raw('DROP TRIGGER audit_log_unchanged');
    await database.raw('DROP TRIGGER audit_log_kept');
    await database.raw(statement);
  };
  const refusal = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: Error) => error.message,
    );

  it('takes lines and lets none be changed or taken out', async () => {
    await write(3);
    const append = 'the audit log is append-only';
    expect(await refusal(database('audit_log').where({ id: 2 }).update({ actor_name: 'x' }))).to.include(append);
    expect(await refusal(database('audit_log').where({ id: 2 }).delete())).to.include(append);
    expect(await refusal(database('audit_log').delete())).to.include(append);
    expect(await checkAudit(store)).to.deep.equal({ lines: 3 });
  });

  it('finds the first line that was changed by force', async () => {
    await write(5);
    await byForce("UPDATE audit_log SET target_name = 'somebody else' WHERE id = 3");
    expect((await checkAudit(store)).broken).to.deep.equal({
      id: 3,
      how: 'changed',
      at: new Date(NOON + 2_000).toISOString(),
    });
  });

  it('finds where a line was taken out, at the start, between, and at the end', async () => {
    await write(5);
    await byForce('DELETE FROM audit_log WHERE id = 3');
    expect((await checkAudit(store)).broken).to.include({ id: 4, how: 'changed' });
    await database.raw('DELETE FROM audit_log WHERE id >= 3');
    expect((await checkAudit(store)).broken).to.deep.equal({ id: 3, how: 'missing' });
    await database.raw('DELETE FROM audit_log WHERE id = 1');
    expect((await checkAudit(store)).broken).to.include({ id: 2, how: 'changed' });
  });

  it('finds lines that somebody put in', async () => {
    await write(2);
    await database.raw(
      "INSERT INTO audit_log (at_ms, actor_kind, action, chain) VALUES (1, 'system', 'backup.made', 'made up')",
    );
    expect((await checkAudit(store)).broken).to.include({ id: 3, how: 'changed' });
  });

  it('does not tell of forgotten lines where there were none, and knows that nothing stood before the first', async () => {
    await database('audit_floor').update({ kept_from_ms: NOON - 2_000 });
    expect(await checkAudit(store)).to.deep.equal({ lines: 0 });
    await write(2);
    expect(await checkAudit(store)).to.deep.equal({ lines: 2 });
    await byForce("UPDATE audit_log SET target_name = 'somebody else' WHERE id = 1");
    expect((await checkAudit(store)).broken).to.include({ id: 1, how: 'changed' });
  });

  it('is well after old lines were forgotten as the retention says, and only those can be', async () => {
    await write(5);
    await database('audit_floor').update({ kept_from_ms: NOON + 2_000 });
    await database('audit_log')
      .where('at_ms', '<', NOON + 2_000)
      .delete();
    const check = await checkAudit(store);
    expect(check).to.deep.equal({ lines: 3, keptFrom: new Date(NOON + 2_000).toISOString() });
    expect(await refusal(database('audit_log').where({ id: 4 }).delete())).to.include('append-only');
  });

  it('is listed by person, subject and time, a page at a time, each line once', async () => {
    await write(7);
    const { list } = createAuditView({ store });
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = await list({ person: 'admin1' }, 2, before);
      seen.push(...page.lines.map(({ id }) => id));
      before = page.next;
    } while (before !== undefined);
    expect(seen).to.deep.equal([7, 5, 3, 1]);
    const ids = async (filter: Parameters<typeof list>[0]) => (await list(filter, 50)).lines.map(({ id }) => id);
    expect(await ids({ subjects: ['backup'] })).to.deep.equal([6, 3]);
    expect(await ids({ fromMs: NOON + 1_000, toMs: NOON + 3_000 })).to.deep.equal([3, 2]);
    expect(await ids({ person: '%' })).to.deep.equal([]);
  });

  it('is exported whole, as lines of JSON that keep their chain and as CSV in which nothing is a formula', async () => {
    await write(1_100);
    const text = async (format: 'csv' | 'jsonl'): Promise<string> => {
      let all = '';
      for await (const piece of exportAudit(store, {}, format)) all += piece;
      return all;
    };
    const lines = (await text('jsonl')).trim().split('\n');
    expect(lines).to.have.length(1_100);
    expect(JSON.parse(lines[0] ?? ''))
      .to.include({ id: 1_100 })
      .and.to.have.property('chain')
      .with.length(64);
    const rows = (await text('csv')).trim().split('\r\n');
    expect(rows).to.have.length(1_101);
    expect(rows[1]).to.include(`"'=cmd1100@example.org"`);
  });
});
