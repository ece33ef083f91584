import { expect } from 'chai';
import { newId, type SessionId } from '../../src/base/ids.ts';
import type { Recording } from '../../src/media/recording/recording.ts';
import { createRecordingStore, type RecordingStore } from '../../src/media/recording/recording-store.ts';
import { createRecordingQueue } from '../../src/media/recording/render/recording-queue.ts';
import type { Rendered } from '../../src/media/recording/render/render-order.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';

const TIMELINE = { durationMs: 1_000, speakers: [], waveform: { peaksPerSecond: 10, peaks: '' }, gaps: [], clock: [] };
const MIX: Rendered = { kind: 'mix', audioPath: '/mix.ogg', timeline: TIMELINE };

describe('the queue of recordings', () => {
  let database: Database;
  let store: RecordingStore;
  let settled: Array<[string, string]>;
  let kept: string[];

  beforeEach(async () => {
    database = await openDatabase({ file: ':memory:' });
    store = createRecordingStore(database);
    settled = [];
    kept = [];
    await database('accounts').insert({
      ...{ id: 'olga', email: 'o@example.org', email_key: 'o@example.org', name: 'Olga', password_hash: '-' },
      ...{ language: 'fr', time_zone: 'Europe/Paris', created_ms: 0 },
    });
    await database('meetings').insert({
      ...{ id: '351354086', organizer_id: 'olga', pin_sealed: '-', start_token_hash: '-', created_ms: 0 },
    });
  });
  afterEach(() => database.destroy());

  const record = async (id: string, state: string, more: object = {}): Promise<void> => {
    const session = newId<SessionId>();
    await database('sessions').insert({ id: session, meeting_id: '351354086', started_ms: 0, ended_ms: 9_000 });
    await database('recordings').insert({
      ...{ id, session_id: session, meeting_id: '351354086', account_id: 'olga', number: 1, state },
      ...{ started_ms: 0, since_ms: 0, ended_ms: 9_000, ...more },
    });
  };
  /** As after a start of the server. */
  const queue = (parts: Partial<RecordingStore> = {}) =>
    createRecordingQueue({
      store: { ...store, ...parts },
      keep: async ({ id }: Recording) => {
        kept.push(id);
        return { id: `sound-of-${id}` } as never;
      },
      logPath: ({ sessionId }) => `/${sessionId}.log`,
      soundPath: async ({ documentId }) => documentId,
      onSettled: ({ id, state }) => settled.push([id, state]),
    });
  const stateOf = async (id: string): Promise<string | undefined> => (await store.find(id))?.state;

  it('gives what was stopped first, one after the other, and says when it is ready', async () => {
    await record('later', 'stopped', { ended_ms: 9_500 });
    await record('sooner', 'stopped');
    await record('runs', 'recording', { ended_ms: null });
    const rows = queue();
    for (const id of ['sooner', 'later']) {
      const task = await rows.take();
      expect([task?.recordingId, task?.kind, task?.attempt, await stateOf(id)]).to.deep.equal([
        id,
        'mix',
        1,
        'rendering',
      ]);
      rows.progress(task!, 0.5);
      expect([rows.progressOf(id), rows.progressOf('runs')]).to.deep.equal([0.5, undefined]);
      await rows.finish(task!, MIX);
      expect(await store.find(id)).to.include({ state: 'ready', documentId: `sound-of-${id}`, durationMs: 1_000 });
      expect(rows.progressOf(id)).to.equal(undefined);
    }
    expect(await rows.take()).to.equal(undefined);
    expect(settled).to.deep.equal([
      ['sooner', 'ready'],
      ['later', 'ready'],
    ]);
  });

  it('gives again what was under way when the server was killed, and counts it', async () => {
    await record('one', 'stopped');
    await queue().take();
    expect((await queue().take())?.attempt).to.equal(2);
  });

  it('gives again what could not be noted as done or as failed, while the server runs too', async () => {
    await record('one', 'stopped');
    let broken = true;
    const full = async (): Promise<void> => {
      if (broken) throw new Error('the disk is full');
    };
    const rows = queue({ setReady: full, setFailed: full });
    const task = await rows.take();
    for (const noted of [rows.finish(task!, MIX), rows.retry(task!, 'the disk is full')])
      await noted.then(
        () => expect.fail('it was noted'),
        () => {},
      );
    expect(await stateOf('one')).to.equal('rendering');
    broken = false;
    expect(await rows.take()).to.include({ recordingId: 'one', attempt: 2 });
  });

  it('lets others go before what went wrong, and this attempt not count when the server stops', async () => {
    await record('bad', 'stopped');
    await record('good', 'stopped', { ended_ms: 9_500 });
    const rows = queue();
    await rows.retry((await rows.take())!, 'broken');
    const good = await rows.take();
    expect(good?.recordingId).to.equal('good');
    await rows.giveBack(good!);
    expect(await rows.take()).to.include({ recordingId: 'good', attempt: 1 });
    const bad = await rows.take();
    expect(bad?.recordingId).to.not.equal(undefined);
    await rows.fail({ ...good!, recordingId: 'bad' }, 'broken');
    expect(await stateOf('bad')).to.equal('failed');
    expect(settled).to.deep.equal([['bad', 'failed']]);
    expect([await store.retry('bad'), await store.retry('bad')]).to.deep.equal([true, false]);
  });

  it('keeps nothing of a recording that was deleted while it was rendered', async () => {
    await record('one', 'stopped');
    const rows = queue();
    const task = await rows.take();
    await store.remove('one');
    await rows.finish(task!, MIX);
    await rows.fail(task!, 'gone');
    expect([kept, settled]).to.deep.equal([[], []]);
    expect(rows.progressOf('one')).to.equal(undefined);
  });

  it('makes other forms after all recordings, three times at the most', async () => {
    await record('done', 'ready', { document_id: 'sound-of-done' });
    await record('waits', 'stopped');
    await store.askOutput('done', 'mp3', 1);
    const rows = queue();
    expect((await rows.take())?.recordingId).to.equal('waits');
    const attempts: unknown[] = [];
    await store.setFailed('waits', 'x', false);
    for (let round = 0; round < 2; round += 1) {
      const task = await rows.take();
      attempts.push([task?.recordingId, task?.kind, task?.attempt]);
      await rows.retry(task!, 'broken');
    }
    const last = await rows.take();
    expect([...attempts, [last?.recordingId, last?.kind, last?.attempt]]).to.deep.equal([
      ['done', 'mp3', 1],
      ['done', 'mp3', 2],
      ['done', 'mp3', 3],
    ]);
    await rows.fail(last!, 'broken');
    expect(await rows.take()).to.equal(undefined);
    expect(await store.outputsOf('done')).to.deep.equal([{ kind: 'mp3', state: 'failed', documentId: undefined }]);
    await store.askOutput('done', 'mp3', 2);
    const again = await rows.take();
    expect(again).to.include({ attempt: 1, soundPath: 'sound-of-done' });
    await rows.finish(again!, { kind: 'mp3', files: [{ path: '/mix.mp3' }] });
    expect(await store.outputsOf('done')).to.deep.equal([{ kind: 'mp3', state: 'ready', documentId: 'sound-of-done' }]);
  });
});
