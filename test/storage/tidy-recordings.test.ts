import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AccountId, newId, type SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createRecordingStore, type RecordingStore } from '../../src/media/recording/recording-store.ts';
import { createTidyRecordings, type RecordingKeeping } from '../../src/media/recording/tidy-recordings.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = 100 * DAY_MS;

describe('recordings that nothing needs any more', () => {
  let database: Database;
  let store: RecordingStore;
  let directory: string;
  let purged: string[];

  beforeEach(async () => {
    database = await openDatabase({ file: ':memory:' });
    store = createRecordingStore(database);
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-tidy-'));
    purged = [];
    await database('accounts').insert({
      ...{ id: 'olga', email: 'o@example.org', email_key: 'o@example.org', name: 'Olga', password_hash: '-' },
      ...{ language: 'fr', time_zone: 'Europe/Paris', created_ms: 0 },
    });
    await database('meetings').insert({
      ...{ id: '351354086', organizer_id: 'olga', pin_sealed: '-', start_token_hash: '-', created_ms: 0 },
    });
  });
  afterEach(async () => {
    await database.destroy();
    rmSync(directory, { recursive: true, force: true });
  });

  /** A session with one recording and its log; `document`: whether its sound is still there. */
  const record = async (state: string, endedDaysAgo: number, document = true): Promise<string> => {
    const session = newId<SessionId>();
    const endedMs = NOW - endedDaysAgo * DAY_MS;
    await database('sessions').insert({ id: session, meeting_id: '351354086', started_ms: endedMs, ended_ms: endedMs });
    const documentId = `document-${session}`;
    if (document)
      await database('documents').insert({
        ...{ id: documentId, account_id: 'olga', kind: 'file', name: session, revision: '1' },
        ...{ created_ms: 0, changed_ms: 0 },
      });
    const isReady = state === 'ready';
    await database('recordings').insert({
      ...{ id: `recording-${session}`, session_id: session, meeting_id: '351354086', account_id: 'olga', number: 1 },
      ...{ state, started_ms: endedMs, since_ms: endedMs, document_id: isReady ? documentId : null },
      ended_ms: state === 'recording' ? null : endedMs,
    });
    writeFileSync(join(directory, `${session}.log`), '-');
    return session;
  };
  const tidy = async (keeping: RecordingKeeping): Promise<void> => {
    const job = createTidyRecordings({
      directory,
      store,
      documents: {
        async purge(account: AccountId, id: string) {
          purged.push(`${account} ${id}`);
          await database('documents').where({ id }).delete();
        },
      },
      readKeeping: async () => keeping,
      clock: { nowMs: () => NOW },
      log: silentLog,
    });
    job.start();
    await job.stop();
  };
  const logs = (): string[] =>
    readdirSync(directory)
      .map((name) => name.replace('.log', ''))
      .sort();
  const left = async (): Promise<string[]> =>
    (await database('recordings').select('session_id')).map(({ session_id }) => session_id).sort();

  it('with nothing said they stay, and only logs go whose recordings were deleted for good', async () => {
    const old = await record('ready', 90);
    await record('ready', 1, false);
    writeFileSync(join(directory, 'not-a-log.txt'), '-');
    await tidy({ recordingKeepDays: 0, sourceKeepDays: 0 });
    expect(await left()).to.deep.equal([old]);
    expect(logs()).to.deep.equal([old, 'not-a-log.txt'].sort());
    expect(purged).to.deep.equal([]);
  });

  it('those older than they may be go with their sound and their log; others, and what is not ready, stay', async () => {
    const old = await record('ready', 31);
    const young = await record('ready', 29);
    const [failed, waiting, running] = [
      await record('failed', 90),
      await record('stopped', 90),
      await record('recording', 90),
    ];
    await tidy({ recordingKeepDays: 30, sourceKeepDays: 0 });
    const kept = [young, failed, waiting, running].sort();
    expect(await left()).to.deep.equal(kept);
    expect(logs()).to.deep.equal(kept);
    expect(purged).to.deep.equal([`olga document-${old}`]);
  });

  it('logs go some days after everything was made of them, never before', async () => {
    const old = await record('ready', 8);
    const young = await record('ready', 6);
    const failed = await record('failed', 90);
    await tidy({ recordingKeepDays: 0, sourceKeepDays: 7 });
    expect(logs()).to.deep.equal([young, failed].sort());
    expect(await left()).to.include(old);
  });
});
