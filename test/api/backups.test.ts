import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BackupBody, BackupList } from '../../src/contract/http/backup.ts';
import type { OutboxMail, OutboxMailDetail } from '../../src/contract/http/outbox.ts';
import { readArchive } from '../../src/platform/backup/read-archive.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { until } from '../kit/own-process.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const DAY_MS = 86_400_000;
const PLAN = { active: false, at: '03:00', daily: 1, weekly: 0, monthly: 0, encrypted: false };
const PASSPHRASE = 'a long walk by the sea';

describe('backups in the console', () => {
  const clock = createTurnedClock(new Date(2027, 5, 16, 12).getTime());
  let house: RunningApp;
  let admin: ApiClient;
  before(async () => {
    house = await startApp({ overrides: { clock } });
    admin = await house.admin();
  });
  after(() => house.dispose());

  const list = (): Promise<BackupList> => admin.get<BackupList>('/admin/backups');
  const settled = async (): Promise<BackupList> => {
    let found = await list();
    await until(async () => {
      found = await list();
      return found.backups.every(({ state, check }) => state !== 'running' && check?.state !== 'running');
    });
    return found;
  };
  const makeOne = async (): Promise<BackupBody> => {
    const { id } = await admin.post<{ id: string }>('/admin/backups');
    const made = (await settled()).backups.find((backup) => backup.id === id);
    if (made === undefined) throw new Error('the backup is not listed');
    return made;
  };
  const fileOf = ({ file }: BackupBody): string => join(house.dataDirectory, 'backups', file);

  it('are none at first, and none is due: where they go, somebody decides', async () => {
    const first = await list();
    expect(first).to.deep.include({ total: 0, backups: [], directory: join(house.dataDirectory, 'backups') });
    expect(first.plan).to.include({ active: false, passphraseSet: false });
    expect(first).to.not.have.property('nextAt');
  });

  it('are made by a click, whole, and readable by the server alone', async () => {
    const made = await makeOne();
    expect(made).to.include({ state: 'ready', reason: 'by-hand', encrypted: false });
    expect(statSync(fileOf(made)).size).to.equal(made.bytes);
    expect(statSync(fileOf(made)).mode & 0o777).to.equal(0o600);
    expect(statSync(join(house.dataDirectory, 'backups')).mode & 0o777).to.equal(0o700);
    expect((await readArchive(fileOf(made))).files).to.be.greaterThan(1);
  });

  it('can be fetched as they are', async () => {
    const [made] = (await list()).backups;
    if (made === undefined) throw new Error('there is no backup');
    const response = await fetch(`${house.url}/api/v1/admin/backups/${made.id}/file`, {
      headers: { Cookie: admin.cookie() },
    });
    expect(response.headers.get('content-disposition')).to.contain(made.file);
    expect(Buffer.from(await response.arrayBuffer()).equals(readFileSync(fileOf(made)))).to.equal(true);
  });

  it('are checked: a whole one is whole, one that was altered is said to be', async () => {
    clock.forward(1_000);
    const made = await makeOne();
    await admin.post(`/admin/backups/${made.id}/check`);
    expect((await settled()).backups[0]?.check).to.include({ state: 'whole' });
    const bytes = readFileSync(fileOf(made));
    const at = bytes.indexOf('SQLite format 3');
    bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 1;
    writeFileSync(fileOf(made), bytes);
    await admin.post(`/admin/backups/${made.id}/check`);
    expect((await settled()).backups[0]?.check).to.include({ state: 'broken', problem: 'altered' });
    await admin.delete(`/admin/backups/${made.id}`);
    expect(readdirSync(join(house.dataDirectory, 'backups'))).to.not.include(made.file);
    expect((await list()).backups.map(({ id }) => id)).to.not.include(made.id);
  });

  it('are made one at a time', async () => {
    clock.forward(1_000);
    await admin.post('/admin/backups');
    expect((await admin.refused(409, 'POST', '/admin/backups', {})).code).to.equal('conflict');
    await settled();
  });

  it('tell of a file that somebody took away', async () => {
    clock.forward(1_000);
    const made = await makeOne();
    rmSync(fileOf(made));
    expect((await list()).backups[0]).to.include({ id: made.id, state: 'missing' });
    await admin.refused(404, 'GET', `/admin/backups/${made.id}/file`);
  });

  it('that fail say why, and leave no drafts', async () => {
    clock.forward(1_000);
    const stamp = new Date(clock.nowMs()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    mkdirSync(join(house.dataDirectory, 'backups', `webmeeting-${stamp}.tar`));
    expect(await makeOne()).to.include({ state: 'failed', problem: 'file-exists' });
    expect(readdirSync(join(house.dataDirectory, 'backups')).filter((name) => name.startsWith('.'))).to.deep.equal([]);
    clock.forward(1_000);
  });

  it('that fail are mailed to the administrators at once', async () => {
    let mails: OutboxMail[] = [];
    await until(async () => {
      ({ mails } = await admin.get<{ mails: OutboxMail[] }>('/admin/outbox'));
      return mails.length > 0;
    });
    const [mail] = mails;
    expect(mail).to.include({ to: ADMIN.email });
    const { text } = await admin.get<OutboxMailDetail>(`/admin/outbox/${mail?.id}`);
    expect(text).to.contain('The last backup failed.').and.contain(`${house.url}/admin/backups`);
  });

  it('are encrypted only with a passphrase, which nobody reads again', async () => {
    const wanted = { ...PLAN, encrypted: true };
    const { errors } = await admin.refused(422, 'PUT', '/admin/backups/plan', wanted);
    expect(errors?.[0]?.path).to.equal('passphrase');
    await admin.refused(422, 'PUT', '/admin/backups/plan', { ...wanted, passphrase: 'short' });
    const saved = await admin.call('PUT', '/admin/backups/plan', { ...wanted, passphrase: PASSPHRASE });
    expect(saved.body).to.deep.equal({ ...wanted, passphraseSet: true });
    const made = await makeOne();
    expect(made).to.include({ state: 'ready', encrypted: true });
    expect(await readArchive(fileOf(made), { passphrase: PASSPHRASE })).to.include({ encrypted: true });
    expect(readFileSync(join(house.dataDirectory, 'webmeeting.sqlite')).includes(PASSPHRASE)).to.equal(false);
  });

  it('refuse a plan that makes no sense, by field', async () => {
    for (const [field, value] of [
      ['at', '25:00'],
      ['at', {}],
      ['daily', 0],
      ['daily', '7'],
      ['weekly', -1],
      ['monthly', 1.5],
      ['active', 'yes'],
      ['unknown', 1],
    ] as const) {
      const { errors } = await admin.refused(422, 'PUT', '/admin/backups/plan', { ...PLAN, [field]: value });
      expect(errors?.[0]?.path, field).to.equal(field);
    }
  });

  it('are made by the clock once a day, and only the newest are kept', async () => {
    await admin.call('PUT', '/admin/backups/plan', { ...PLAN, active: true });
    const scheduled = async (): Promise<BackupBody[]> =>
      (await settled()).backups.filter(({ reason }) => reason === 'schedule');
    await until(async () => (await scheduled()).length === 1);
    expect(Date.parse((await list()).nextAt ?? '')).to.equal(new Date(2027, 5, 17, 3).getTime());
    for (let day = 0; day < 1; day += 1) {
      clock.forward(DAY_MS);
      const before = (await scheduled())[0]?.id;
      // What the timer of the job would do tonight.
      await admin.call('PUT', '/admin/backups/plan', { ...PLAN, active: true });
      await until(async () => (await scheduled())[0]?.id !== before);
    }
    const kept = await scheduled();
    expect(kept).to.have.length(1);
    expect(Date.parse(kept[0]?.startedAt ?? '')).to.equal(clock.nowMs());
    // Those made by hand stay.
    expect((await list()).backups.some(({ reason }) => reason === 'by-hand')).to.equal(true);
  });

  it('are not for those who are no administrators', async () => {
    const nobody = house.client();
    for (const [method, path] of [
      ['GET', '/admin/backups'],
      ['POST', '/admin/backups'],
      ['GET', '/admin/backups/x/file'],
      ['DELETE', '/admin/backups/x'],
    ] as const)
      await nobody.refused(401, method, path, method === 'POST' ? {} : undefined);
  });
});
