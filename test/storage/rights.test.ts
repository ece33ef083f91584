import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AccountStore, createAccountStore } from '../../src/accounts/account-store.ts';
import { createGiveRights, type GiveRights } from '../../src/accounts/give-rights.ts';
import type { GroupId } from '../../src/accounts/group.ts';
import { createGroupStore, type GroupStore } from '../../src/accounts/group-store.ts';
import type { Licence } from '../../src/accounts/licence.ts';
import { createLicenceStore } from '../../src/accounts/licence-store.ts';
import { createRightStore } from '../../src/accounts/right-store.ts';
import { createSetMemberships, type SetMembershipsFrom } from '../../src/accounts/set-memberships.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import type { Right } from '../../src/base/rights.ts';
import { createAudit } from '../../src/platform/audit.ts';
import {
  type Connection,
  createUnitOfWork,
  type Database,
  openDatabase,
  type UnitOfWork,
} from '../../src/platform/database.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const BY = { kind: 'terminal' } as const;

describe('giving rights', () => {
  let directory: string;
  let database: Database;
  let unitOfWork: UnitOfWork;
  let accounts: AccountStore;
  let groups: GroupStore;
  let giveRights: GiveRights;
  let setMembershipsFrom: SetMembershipsFrom;
  const clock = createTurnedClock(1_000_000);

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-rights-'));
    database = await openDatabase({ file: join(directory, 'webmeeting.sqlite') });
    unitOfWork = createUnitOfWork(database);
    accounts = createAccountStore(database);
    groups = createGroupStore(database);
    const audit = createAudit({ database, clock });
    const rights = createRightStore(database);
    giveRights = createGiveRights({ rights, licences: createLicenceStore(database), audit, clock });
    setMembershipsFrom = createSetMemberships({ groups, accounts, giveRights, audit });
  });
  afterEach(async () => {
    await database.destroy();
    rmSync(directory, { recursive: true, force: true });
  });

  const addAccount = async (
    name: string,
    rights: readonly Right[],
    connection: Connection = database,
  ): Promise<AccountId> => {
    const id = newId<AccountId>();
    const can = { rights, admin: rights.includes('admin'), webMeeting: rights.includes('webmeeting') };
    const person = { id, name, email: `${name}@example.org`, language: 'en' as const, timeZone: 'UTC' };
    await accounts.insert({ ...person, ...can, passwordHash: '', createdMs: 0 }, connection);
    return id;
  };
  const addGroup = async (name: string, rights: readonly Right[]): Promise<GroupId> => {
    const id = newId<GroupId>();
    await unitOfWork((transaction) => groups.insert({ id, name, rights }, 0, transaction));
    return id;
  };
  const license = (licence: Omit<Licence, 'reference'>): Promise<void> =>
    unitOfWork((transaction) => createLicenceStore(database).put({ ...licence, reference: '' }, 0, transaction));
  const rightsOf = async (id: AccountId): Promise<readonly Right[]> => (await accounts.findById(id))?.rights ?? [];
  const give = (id: AccountId, ...rights: Right[]) =>
    unitOfWork((transaction) => giveRights.setOwnRights(transaction, id, rights, BY));
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => undefined,
      (thrown: { code: string; details: { fields?: { code: string }[] } }) => thrown,
    );
    return error === undefined ? 'nothing' : `${error.code} ${error.details.fields?.map(({ code }) => code).join()}`;
  };
  const directorySays = (id: AccountId, ...names: string[]): Promise<boolean> =>
    unitOfWork((transaction) => setMembershipsFrom(transaction, id, 'ldap', names));

  it('writes who gave and took what, once for each change', async () => {
    const zoe = await addAccount('zoe', ['webmeeting', 'record']);
    expect(await give(zoe, 'webmeeting', 'documents')).to.deep.equal(['webmeeting', 'documents']);
    await give(zoe, 'documents', 'webmeeting');
    const lines = await database('audit_log').where({ action: 'account.rights' });
    expect(lines.map(({ target_name, detail }) => [target_name, JSON.parse(detail)])).to.deep.equal([
      ['zoe@example.org', { given: ['documents'], taken: ['record'] }],
    ]);
  });

  it('asks for seats again when somebody who was suspended comes back, not while they are', async () => {
    const zoe = await addAccount('zoe', ['record']);
    await license({ service: 'record', type: 'seats', seats: 1 });
    await database('accounts').where({ id: zoe }).update({ suspended_ms: 1 });
    const ann = await addAccount('ann', ['webmeeting']);
    await give(ann, 'webmeeting', 'record');
    expect(await give(zoe, 'record', 'documents'), 'rights of the suspended need no seat').to.include('record');
    const resume = unitOfWork(async (transaction) => {
      await transaction('accounts').where({ id: zoe }).update({ suspended_ms: null });
      await giveRights.checkSeats(transaction, [zoe]);
    });
    expect(await refusal(resume)).to.equal('no-seat-left record');
    expect((await accounts.findById(zoe))?.suspended).to.equal(true);
  });

  it('refuses to leave nobody administrator: those who are suspended do not count', async () => {
    const admin = await addAccount('admin', ['admin']);
    const other = await addAccount('other', ['admin']);
    await database('accounts').where({ id: other }).update({ suspended_ms: 1 });
    expect(await refusal(give(admin, 'webmeeting'))).to.equal('conflict last-administrator');
    const suspend = unitOfWork(async (transaction) => {
      await transaction('accounts').where({ id: admin }).update({ suspended_ms: 1 });
      await giveRights.keepAdministrator(transaction);
    });
    expect(await refusal(suspend)).to.equal('conflict last-administrator');
    await database('accounts').where({ id: other }).update({ suspended_ms: null });
    expect(await give(admin, 'webmeeting')).to.deep.equal(['webmeeting']);
  });

  it('a directory puts people into the groups that there are, and out of those it put them into', async () => {
    const zoe = await addAccount('zoe', ['webmeeting']);
    const [studio, office] = [await addGroup('Studio', ['record']), await addGroup('Office', ['documents'])];
    await unitOfWork((transaction) => groups.join(office, zoe, 'manual', transaction));
    expect(await directorySays(zoe, 'STUDIO', 'office', 'nowhere')).to.equal(true);
    expect(await rightsOf(zoe)).to.deep.equal(['webmeeting', 'record', 'documents']);
    expect(await directorySays(zoe, 'studio', 'Office'), 'nothing new').to.equal(false);
    expect(await directorySays(zoe)).to.equal(true);
    expect(await groups.membershipsOf(zoe)).to.deep.equal([{ groupId: office, source: 'manual' }]);
    expect(await rightsOf(zoe)).to.deep.equal(['webmeeting', 'documents']);
    expect(await groups.memberIds(studio)).to.deep.equal([]);
  });

  it('a directory is refused nothing: without a seat the right is left out until one is free', async () => {
    const [zoe, ann] = [await addAccount('zoe', []), await addAccount('ann', ['record'])];
    await addGroup('Studio', ['record', 'documents']);
    await license({ service: 'record', type: 'seats', seats: 1 });
    await directorySays(zoe, 'Studio');
    expect(await rightsOf(zoe)).to.deep.equal(['documents']);
    await give(ann);
    await directorySays(zoe, 'Studio');
    expect(await rightsOf(zoe)).to.deep.equal(['record', 'documents']);
  });

  it('a directory cannot take the console from the last administrator', async () => {
    const admin = await addAccount('admin', []);
    await addGroup('Administration', ['admin']);
    await directorySays(admin, 'Administration');
    await directorySays(admin);
    expect(await rightsOf(admin)).to.deep.equal(['admin']);
  });

  it('accounts that are made without anybody to refuse it to get what there are seats for', async () => {
    await addAccount('ann', ['record']);
    await license({ service: 'record', type: 'seats', seats: 1 });
    await license({ service: 'caldav', type: 'subscription', endsMs: clock.nowMs() });
    const fitting = await unitOfWork((transaction) =>
      giveRights.fitting(transaction, ['caldav', 'record', 'documents', 'admin']),
    );
    expect(fitting).to.deep.equal(['documents', 'admin']);
  });

  it('gives a group of a thousand a right in a moment', async () => {
    const group = await addGroup('Everybody', ['record']);
    const people: AccountId[] = [];
    await unitOfWork(async (transaction) => {
      for (let count = 0; count < 1_000; count += 1)
        people.push(await addAccount(`p${count}`, ['webmeeting'], transaction));
    });
    await database.batchInsert(
      'account_group_members',
      people.map((id) => ({ group_id: group, account_id: id, source: 'manual' })),
      100,
    );
    const startMs = performance.now();
    await unitOfWork((transaction) => giveRights.recompute(transaction, people, ['record']));
    expect(performance.now() - startMs).to.be.below(3_000);
    expect((await createRightStore(database).holders()).record).to.equal(1_000);
  });
});
