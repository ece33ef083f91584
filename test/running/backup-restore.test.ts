import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { MIGRATIONS } from '../../migrations/index.ts';
import { backupFromTerminal } from '../../src/app/backup-from-terminal.ts';
import { readConfig } from '../../src/app/config.ts';
import { restoreFromTerminal } from '../../src/app/restore-from-terminal.ts';
import { BackupProblem } from '../../src/platform/backup/backup-problem.ts';
import { makeBackup } from '../../src/platform/backup/make-backup.ts';
import { readArchive } from '../../src/platform/backup/read-archive.ts';
import { restoreBackup } from '../../src/platform/backup/restore-backup.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { beginUpload, tus } from '../kit/documents-server.ts';
import { changedBackup, forgedBackup } from '../kit/forged-backup.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const PASSPHRASE = 'a long walk by the sea';
const PRODUCT = '1.2.3';

/** Every file below a folder, with the SHA-256 of its bytes. */
const hashesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Every row of every table but those that a server writes by the clock, and the line that tells of the restore. */
const rowsOf = (folder: string): Record<string, unknown[]> => {
  const database = new Sqlite(join(folder, 'webmeeting.sqlite'), { readonly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables
        .filter((name) => !['audit_log', 'usage_samples', 'room_heartbeat'].includes(name))
        .map((name) => [name, database.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).all()]),
    );
  } finally {
    database.close();
  }
};

const upload = async (client: ApiClient, name: string, bytes: Buffer): Promise<void> => {
  const path = await beginUpload(client, name, bytes.length);
  const response = await tus(client, 'PATCH', path, { 'Upload-Offset': '0' }, bytes);
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof BackupProblem ? error.code : `not refused: ${String(error)}`;
};

describe('a backup', () => {
  let house: RunningApp;
  let folder: string;
  let plain: string;
  let sealed: string;

  const makeOne = (file: string, more: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
    makeBackup({ dataDirectory: house.dataDirectory, file, product: PRODUCT, nowMs: Date.now(), ...more });
  const terminal = () => {
    const said: string[] = [];
    const complained: string[] = [];
    return {
      said: () => said.join(''),
      complained: () => complained.join(''),
      say: (text: string) => void said.push(text),
      complain: (text: string) => void complained.push(text),
    };
  };
  const restore = (file: string, into: string, ...more: string[]) => {
    const screen = terminal();
    const config = readConfig({ DATA_DIR: into, BACKUP_PASSPHRASE: PASSPHRASE });
    return restoreFromTerminal(config, [file, ...more], screen).then((status) => ({ status, ...screen }));
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-backup-'));
    house = await startApp();
    const admin = await house.admin();
    await admin.post('/meetings', {});
    await upload(admin, 'Plan.txt', Buffer.from('the plan of the house'));
    await upload(admin, 'Picture.bin', Buffer.alloc(3_000_000, 7));
    for (const place of ['recordings', 'mail', 'prompts', 'prompts/spoken', 'uploads', 'something-new'])
      mkdirSync(join(house.dataDirectory, place), { recursive: true });
    writeFileSync(join(house.dataDirectory, 'recordings', 'session.log'), 'frames');
    writeFileSync(join(house.dataDirectory, 'mail', 'kept.eml'), 'Subject: kept');
    writeFileSync(join(house.dataDirectory, 'prompts', 'hello.wav'), 'RIFF');
    writeFileSync(join(house.dataDirectory, 'prompts', 'spoken', 'again.wav'), 'RIFF');
    writeFileSync(join(house.dataDirectory, 'uploads', 'half'), 'half');
    writeFileSync(join(house.dataDirectory, 'something-new', 'of-a-later-release'), 'new');
    plain = join(folder, 'plain.tar');
    sealed = join(folder, 'sealed.tar.age');
    await makeOne(plain);
    await makeOne(sealed, { passphrase: PASSPHRASE });
  });
  after(async () => {
    await house.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('made while the server runs brings back every file and every row elsewhere', async () => {
    const into = join(folder, 'elsewhere');
    const { status, said } = await restore(plain, into);
    expect(status, said()).to.equal(0);
    const files = hashesOf(into);
    const before = hashesOf(house.dataDirectory);
    const expected = Object.entries(before).filter(
      ([path]) => !/^(?:uploads|backups|rendering)\/|prompts\/spoken|webmeeting\.sqlite/.test(path),
    );
    const { 'webmeeting.sqlite': _, ...restored } = files;
    expect(restored).to.deep.equal(Object.fromEntries(expected));
    expect(Object.keys(restored)).to.include('something-new/of-a-later-release');
    expect(Object.keys(restored).filter((path) => path.startsWith('documents/'))).to.have.length(2);
    expect(rowsOf(into)).to.deep.equal(rowsOf(house.dataDirectory));
  });

  it('starts as a server of its own after the restore, with the same sign-ins and documents', async () => {
    const into = join(folder, 'started');
    expect((await restore(sealed, into)).status).to.equal(0);
    const second = await startApp({ dataDirectory: into });
    try {
      const admin = await second.admin();
      const { documents } = await admin.get<{ documents: { name: string; id: string }[] }>('/documents');
      expect(documents.map(({ name }) => name)).to.have.members(['Plan.txt', 'Picture.bin']);
      const plan = documents.find(({ name }) => name === 'Plan.txt');
      expect((await admin.call('GET', `/documents/${plan?.id}/content`)).body).to.equal('the plan of the house');
    } finally {
      await second.stop();
    }
  });

  it('is readable by its owner alone, and so is what is restored', () => {
    for (const file of [plain, sealed]) expect(statSync(file).mode & 0o777).to.equal(0o600);
    const into = join(folder, 'elsewhere');
    expect(statSync(into).mode & 0o777).to.equal(0o700);
    for (const path of Object.keys(hashesOf(into))) expect(statSync(join(into, path)).mode & 0o137, path).to.equal(0);
  });

  it('leaves no drafts beside it', () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).to.deep.equal([]);
  });

  it('says what it holds', async () => {
    const facts = await readArchive(plain);
    expect(facts).to.include({ product: PRODUCT, schema: MIGRATIONS.at(-1)?.name, scope: 'all', encrypted: false });
    const screen = terminal();
    expect(await backupFromTerminal(readConfig({ DATA_DIR: folder }), ['verify', plain], screen)).to.equal(0);
    expect(screen.said()).to.contain('whole').and.contain(`${facts.files} files`);
  });

  it('is not written over a file that is there', async () => {
    expect(await codeOf(makeOne(plain))).to.equal('file-exists');
  });

  it('of a folder without a database says so', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    expect(await codeOf(makeOne(join(folder, 'none.tar'), { dataDirectory: empty }))).to.equal('nothing-to-back-up');
    expect(readdirSync(folder)).to.not.include('none.tar');
  });

  it('tells of documents that had lost their bytes before, and has all the rest', async () => {
    const database = new Sqlite(join(house.dataDirectory, 'webmeeting.sqlite'));
    const lost = database.prepare("INSERT INTO blobs VALUES ('LostLostLostLostLostLo', 9, ?, 'text/plain', 1)");
    lost.run('0'.repeat(64));
    try {
      expect(await makeOne(join(folder, 'damaged.tar'))).to.include({ damaged: 1 });
      expect((await readArchive(join(folder, 'damaged.tar'))).damaged).to.equal(1);
    } finally {
      database.exec("DELETE FROM blobs WHERE id = 'LostLostLostLostLostLo'");
      database.close();
    }
  });

  describe('that cannot be used', () => {
    let into: string;
    beforeEach(() => {
      into = mkdtempSync(join(folder, 'into-'));
    });

    /** Refused with these words, and the folder is as it was. */
    const refused = async (file: string, words: RegExp, ...more: string[]): Promise<void> => {
      const before = hashesOf(into);
      const { status, complained } = await restore(file, into, ...more);
      expect(status).to.equal(1);
      expect(complained()).to.match(words);
      expect(hashesOf(into)).to.deep.equal(before);
      expect(readdirSync(into)).to.not.include('.restoring');
    };

    it('is refused when it is cut short, wherever that is', async () => {
      const bytes = readFileSync(plain);
      for (const share of [0.999, 0.7, 0.2]) {
        const file = join(folder, `cut-${share}.tar`);
        writeFileSync(file, bytes.subarray(0, Math.floor((bytes.length * share) / 512) * 512));
        await refused(file, /cut short|altered/);
      }
      const file = join(folder, 'without-end.tar');
      writeFileSync(file, bytes.subarray(0, bytes.length - 3 * 512 - 1));
      await refused(file, /cut short/);
      const halfSealed = join(folder, 'cut.tar.age');
      writeFileSync(halfSealed, readFileSync(sealed).subarray(0, -70_000));
      await refused(halfSealed, /altered|cut short/);
    });

    it('is refused when one byte of a file is another', async () => {
      const file = join(folder, 'altered.tar');
      const bytes = readFileSync(plain);
      const at = bytes.indexOf('the plan of the house');
      bytes[at] = 0x54;
      writeFileSync(file, bytes);
      await refused(file, /not as it was made/);
      const alteredSealed = join(folder, 'altered.tar.age');
      const cipher = readFileSync(sealed);
      cipher[cipher.length >> 1] = (cipher[cipher.length >> 1] ?? 0) ^ 1;
      writeFileSync(alteredSealed, cipher);
      await refused(alteredSealed, /not as it was made/);
    });

    it('is refused when it comes from a later release, and says which', async () => {
      const file = join(folder, 'later-schema.tar');
      await changedBackup(plain, file, { schema: '9999-flying-cars' });
      await refused(file, /later release.*9999-flying-cars/);
      await changedBackup(plain, file, { format: 2 });
      await refused(file, /format 2/);
    });

    it('is refused with the wrong passphrase', async () => {
      const screen = terminal();
      const config = readConfig({ DATA_DIR: into, BACKUP_PASSPHRASE: 'not the passphrase' });
      expect(await restoreFromTerminal(config, [sealed], screen)).to.equal(1);
      expect(screen.complained()).to.contain('passphrase');
      expect(readdirSync(into)).to.deep.equal([]);
    });

    for (const [what, entry] of [
      ['a path that leads out of the folder', { name: 'data/../../stolen' }],
      ['an absolute path', { name: '/etc/stolen' }],
      ['a link', { name: 'data/link', type: 'symlink', linkname: '/etc/passwd' }],
      ['a hard link', { name: 'data/link', type: 'link', linkname: 'data/secret.key' }],
      ['a device', { name: 'data/null', type: 'character-device' }],
      ['a file twice', { name: 'data/secret.key' }],
    ] as const)
      it(`is refused when it holds ${what}`, async () => {
        const file = join(folder, 'forged.tar');
        await forgedBackup(plain, file, entry);
        await refused(file, /would lie elsewhere|not as it was made/);
      });

    it('is refused when it is something else', async () => {
      const file = join(folder, 'else.tar');
      writeFileSync(file, Buffer.alloc(4_096, 'x'));
      await refused(file, /not a backup|not as it was made/);
      await refused(join(folder, 'nowhere.tar'), /cannot be read/);
    });

    it('is refused in the place of what is there, too, and all of that stays as it was', async () => {
      for (const name of ['secret.key', 'webmeeting.sqlite', 'documents/ab/blob']) {
        mkdirSync(dirname(join(into, name)), { recursive: true });
        writeFileSync(join(into, name), `mine: ${name}`);
      }
      const bytes = readFileSync(plain);
      const cut = join(folder, 'cut-there.tar');
      writeFileSync(cut, bytes.subarray(0, (bytes.length >> 10) * 512));
      const altered = join(folder, 'altered-there.tar');
      bytes[bytes.indexOf('the plan of the house')] = 0x54;
      writeFileSync(altered, bytes);
      const later = join(folder, 'later-there.tar');
      await changedBackup(plain, later, { schema: '9999-flying-cars' });
      for (const [file, words] of [
        [cut, /cut short/],
        [altered, /not as it was made/],
        [later, /later release.*9999-flying-cars/],
      ] as const) {
        await refused(file, words, '--replace');
        expect(readdirSync(into)).to.have.members(['secret.key', 'webmeeting.sqlite', 'documents']);
      }
    });

    it('is not put into a folder that holds something, unless that is to be put aside', async () => {
      writeFileSync(join(into, 'precious'), 'mine');
      mkdirSync(join(into, 'backups'));
      writeFileSync(join(into, 'backups', 'of-yesterday.tar'), 'tar');
      await refused(plain, /not empty/);
      const { status, said } = await restore(plain, into, '--replace');
      expect(status).to.equal(0);
      expect(said()).to.contain('replaced-');
      const aside = readdirSync(into).find((name) => name.startsWith('replaced-')) ?? '';
      expect(readFileSync(join(into, aside, 'precious'), 'utf8')).to.equal('mine');
      expect(readdirSync(into)).to.include.members(['backups', 'secret.key', 'webmeeting.sqlite', 'documents']);
      expect(readdirSync(join(into, 'backups'))).to.deep.equal(['of-yesterday.tar']);
    });

    it('is not put under a server that runs', async () => {
      into = house.dataDirectory;
      const { status, complained } = await restore(plain, into, '--replace');
      expect(status).to.equal(1);
      expect(complained()).to.contain('A server runs');
      await (await house.admin()).get('/session');
    });
  });

  it('that cannot be put into its place entirely leaves everything where it was', async () => {
    const into = join(folder, 'half');
    expect((await restore(plain, into)).status).to.equal(0);
    mkdirSync(join(into, 'replaced-before'));
    writeFileSync(join(into, 'replaced-before', 'old'), 'old');
    const before = hashesOf(into);
    const code = await codeOf(
      restoreBackup({
        ...{ file: plain, into, replace: true, nowMs: Date.now() },
        // As a folder that is a disk of its own: it cannot be moved.
        upgrade: async () => {
          mkdirSync(join(into, '.restoring', 'replaced-before'));
          writeFileSync(join(into, '.restoring', 'replaced-before', 'new'), 'new');
        },
      }),
    );
    expect(code).to.equal('failed');
    expect(hashesOf(into)).to.deep.equal(before);
    expect(readdirSync(into).filter((name) => /^\.restor|^replaced-2/.test(name))).to.deep.equal([]);
  });

  it('that is asked for twice at once under one name is whole whichever comes first', async () => {
    const file = join(folder, 'twice.tar');
    const outcomes = await Promise.allSettled([makeOne(file), makeOne(file)]);
    expect(outcomes.map(({ status }) => status)).to.include('fulfilled');
    expect((await readArchive(file)).files).to.be.greaterThan(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).to.deep.equal([]);
  });

  it('that was killed days ago has its draft removed by the next, one under way has not', async () => {
    const [old, fresh] = ['.a.tar.0a1b2c3d.part', '.b.tar.0a1b2c3d.sqlite.part'] as const;
    for (const name of [old, fresh]) writeFileSync(join(folder, name), 'half');
    const longAgo = new Date(Date.now() - 3 * 86_400_000);
    utimesSync(join(folder, old), longAgo, longAgo);
    await makeOne(join(folder, 'next.tar'));
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).to.deep.equal([fresh]);
    rmSync(join(folder, fresh));
  });

  it('of the database alone puts back the database and leaves documents where they are', async () => {
    const file = join(folder, 'database.tar');
    expect((await makeOne(file, { scope: 'database' })).files).to.equal(2);
    const into = join(folder, 'elsewhere');
    appendFileSync(join(into, 'mail', 'kept.eml'), ' since');
    expect((await restore(file, into, '--replace')).status).to.equal(0);
    expect(readFileSync(join(into, 'mail', 'kept.eml'), 'utf8')).to.contain('since');
    expect(readdirSync(join(into, 'documents'))).to.not.deep.equal([]);
  });
});
