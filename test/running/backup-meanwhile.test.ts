import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { addBlobs } from '../../src/platform/backup/add-blobs.ts';
import { blobPath } from '../../src/platform/backup/data-files.ts';

const FIRST = 'A'.repeat(22);
const SECOND = 'B'.repeat(22);

describe('documents that are deleted while a backup is made', () => {
  let folder: string;
  let file: string;
  let snapshots: number;
  /** Runs after the snapshot of that number, before its documents are read. */
  let meanwhile: (snapshot: number) => void;

  const forget = (id: string): void => {
    const database = new Sqlite(file);
    database.prepare('DELETE FROM blobs WHERE id = ?').run(id);
    database.close();
    rmSync(join(folder, blobPath(id)));
  };
  const add = async (): Promise<{ damaged: number; added: string[] }> => {
    const added: string[] = [];
    const archive = {
      add: async (path: string, from: string) => {
        copyFileSync(from, join(folder, 'read'));
        added.push(path);
        return { path, bytes: 1, sha256: 'hash' };
      },
    };
    const damaged = await addBlobs(folder, archive, async () => {
      snapshots += 1;
      const copy = join(folder, `snapshot-${snapshots}.sqlite`);
      copyFileSync(file, copy);
      meanwhile(snapshots);
      return copy;
    });
    return { damaged, added };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-meanwhile-'));
    file = join(folder, 'webmeeting.sqlite');
    snapshots = 0;
    meanwhile = () => {};
    const database = new Sqlite(file);
    database.exec('CREATE TABLE blobs (id TEXT, sha256 TEXT)');
    for (const id of [FIRST, SECOND]) {
      database.prepare('INSERT INTO blobs VALUES (?, ?)').run(id, 'hash');
      mkdirSync(join(folder, 'documents', id.slice(0, 2)), { recursive: true });
      writeFileSync(join(folder, blobPath(id)), 'x');
    }
    database.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are not named by the database that goes into it: another snapshot is taken', async () => {
    meanwhile = (snapshot) => {
      if (snapshot === 1) forget(SECOND);
    };
    expect(await add()).to.deep.equal({ damaged: 0, added: [blobPath(FIRST)] });
    expect(snapshots).to.equal(2);
  });

  it('and were not deleted but lost count as damaged, and hold nothing up', async () => {
    rmSync(join(folder, blobPath(FIRST)));
    expect(await add()).to.deep.equal({ damaged: 1, added: [blobPath(SECOND)] });
    expect(snapshots).to.equal(1);
  });

  it('count as damaged when their bytes are others than were stored', async () => {
    const database = new Sqlite(file);
    database.prepare("UPDATE blobs SET sha256 = 'another' WHERE id = ?").run(FIRST);
    database.close();
    expect((await add()).damaged).to.equal(1);
  });

  it('faster than they can be read end the backup with that reason', async () => {
    // Each snapshot names one that is nowhere, and gone from the database when it is looked for.
    meanwhile = (snapshot) => {
      const database = new Sqlite(join(folder, `snapshot-${snapshot}.sqlite`));
      database.prepare('INSERT INTO blobs VALUES (?, ?)').run(`${snapshot}`.padEnd(22, 'D'), 'hash');
      database.close();
    };
    const error = await add().catch((thrown: unknown) => thrown);
    expect(error).to.include({ name: 'BackupProblem', code: 'keeps-changing' });
  });
});
