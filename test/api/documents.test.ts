import { expect } from 'chai';
import type { DocumentBody } from '../../src/contract/http/document.ts';
import {
  type DocumentPerson,
  type DocumentsServer,
  folder,
  list,
  namesIn,
  put,
  startDocumentsServer,
  tryPut,
} from '../kit/documents-server.ts';

const DAY_MS = 86_400_000;

describe('documents: the tree of an account', () => {
  let server: DocumentsServer;
  let olga: DocumentPerson;
  let count = 0;

  before(async () => {
    server = await startDocumentsServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    count += 1;
    olga = await server.person(`olga${count}@example.org`, { name: 'Olga' });
  });

  const content = async (id: string): Promise<string> => {
    const answer = await fetch(`${server.url}/api/v1/documents/${id}/content`, { headers: olga.api.headers });
    expect(answer.status).to.equal(200);
    return answer.text();
  };

  it('has folders in folders, and files in them', async () => {
    const work = await folder(olga.api, 'Work');
    const year = await folder(olga.api, '2027', work.id);
    const file = await put(olga.api, 'notes.txt', 'hello', { parentId: year.id });
    expect(await namesIn(olga.api)).to.deep.equal(['Work']);
    const { documents, folder: listed } = await list(olga.api, `?folder=${year.id}`);
    expect(documents).to.deep.equal([file]);
    expect(listed.path.map(({ name }) => name)).to.deep.equal(['Work', '2027']);
    expect(file).to.include({ kind: 'file', type: 'text/plain', bytes: 5, preview: 'text', mine: true, shared: false });
    expect(await content(file.id)).to.equal('hello');
  });

  it('keeps one name for one thing in a folder: typed twice is refused, uploaded twice is numbered', async () => {
    await folder(olga.api, 'Work');
    await olga.api.refused(409, 'POST', '/documents', { kind: 'folder', name: 'Work' });
    await put(olga.api, 'report.tar.gz', 'one');
    await put(olga.api, 'report.tar.gz', 'two');
    await put(olga.api, 'report.tar.gz', 'three');
    expect(await namesIn(olga.api)).to.have.members([
      'Work',
      'report.tar.gz',
      'report.tar (2).gz',
      'report.tar (3).gz',
    ]);
  });

  it('numbers names that have to be cut for it, again and again', async () => {
    const name = `${'😀'.repeat(55)}.${'😀'.repeat(8)}`;
    for (let times = 0; times < 4; times += 1) await put(olga.api, name, 'x');
    expect(new Set(await namesIn(olga.api)).size).to.equal(4);
  });

  it('replaces the content of a file in place when told to', async () => {
    const first = await put(olga.api, 'plan.txt', 'one');
    server.clock.forward(60_000);
    const second = await put(olga.api, 'plan.txt', 'two!', { onConflict: 'replace' });
    expect(second.id).to.equal(first.id);
    expect(second.changedAt).not.to.equal(first.changedAt);
    expect(await content(first.id)).to.equal('two!');
    expect(await namesIn(olga.api)).to.deep.equal(['plan.txt']);
  });

  it('renames and moves, also both at once', async () => {
    const [one, two] = [await folder(olga.api, 'One'), await folder(olga.api, 'Two')];
    const file = await put(olga.api, 'a.txt', 'a', { parentId: one.id });
    await olga.api.patch(`/documents/${file.id}`, { name: 'b.txt', parentId: two.id });
    expect(await namesIn(olga.api, `?folder=${one.id}`)).to.deep.equal([]);
    expect(await namesIn(olga.api, `?folder=${two.id}`)).to.deep.equal(['b.txt']);
    await olga.api.patch(`/documents/${file.id}`, { parentId: '' });
    expect(await namesIn(olga.api)).to.deep.equal(['One', 'Two', 'b.txt']);
    await olga.api.refused(409, 'PATCH', `/documents/${one.id}`, { name: 'Two' });
    // Its own name, in another case or another form of the same letters, is free.
    await olga.api.patch(`/documents/${one.id}`, { name: 'one' });
    await olga.api.patch(`/documents/${one.id}`, { name: 'one' });
  });

  it('never puts a folder into itself, nor deeper than fifty', async () => {
    const outer = await folder(olga.api, 'Outer');
    const inner = await folder(olga.api, 'Inner', outer.id);
    await olga.api.refused(409, 'PATCH', `/documents/${outer.id}`, { parentId: inner.id });
    await olga.api.refused(409, 'PATCH', `/documents/${outer.id}`, { parentId: outer.id });
    await olga.api.refused(409, 'POST', `/documents/${outer.id}/copy`, { parentId: inner.id });
    let deep = inner;
    for (let depth = 3; depth <= 50; depth += 1) deep = await folder(olga.api, `d${depth}`, deep.id);
    await olga.api.refused(413, 'POST', '/documents', { kind: 'folder', name: 'too deep', parentId: deep.id });
    const top = await folder(olga.api, 'Top');
    await olga.api.refused(413, 'PATCH', `/documents/${outer.id}`, { parentId: top.id });
    await olga.api.refused(413, 'POST', `/documents/${outer.id}/copy`, { parentId: top.id });
  });

  it('copies a folder with all that is in it; the copy stays when the first goes', async () => {
    const work = await folder(olga.api, 'Work');
    const sub = await folder(olga.api, 'Sub', work.id);
    const file = await put(olga.api, 'a.txt', 'content', { parentId: sub.id });
    const copy = await olga.api.post<DocumentBody>(`/documents/${work.id}/copy`, {});
    expect(copy.name).to.equal('Work (2)');
    await olga.api.delete(`/documents/${work.id}`);
    await olga.api.delete('/documents?bin=1');
    await olga.api.refused(404, 'GET', `/documents/${file.id}`);
    const [subCopy] = (await list(olga.api, `?folder=${copy.id}`)).documents;
    const [fileCopy] = (await list(olga.api, `?folder=${subCopy?.id}`)).documents;
    expect(fileCopy?.name).to.equal('a.txt');
    expect(await content(fileCopy?.id ?? '')).to.equal('content');
  });

  it('puts what is deleted into a bin whole, and takes it out again', async () => {
    const work = await folder(olga.api, 'Work');
    const early = await put(olga.api, 'early.txt', 'x', { parentId: work.id });
    const late = await put(olga.api, 'late.txt', 'y', { parentId: work.id });
    await olga.api.delete(`/documents/${early.id}`);
    await olga.api.delete(`/documents/${work.id}`);
    expect(await namesIn(olga.api)).to.deep.equal([]);
    expect(await namesIn(olga.api, '?q=late')).to.deep.equal([]);
    // What went along is not shown by itself.
    expect(await namesIn(olga.api, '?bin=1')).to.have.members(['Work', 'early.txt']);
    await olga.api.refused(404, 'GET', `/documents?folder=${work.id}`);
    await olga.api.refused(404, 'PATCH', `/documents/${late.id}`, { name: 'renamed.txt' });
    await olga.api.refused(404, 'PATCH', `/documents/${late.id}`, { restore: true });

    // Its folder is in the bin: the top takes it.
    const restored = await olga.api.patch<DocumentBody>(`/documents/${early.id}`, { restore: true });
    expect(restored).to.include({ parentId: '', name: 'early.txt' });
    expect(restored).not.to.have.property('deletedAt');
    await folder(olga.api, 'Work');
    const back = await olga.api.patch<DocumentBody>(`/documents/${work.id}`, { restore: true });
    expect(back.name).to.equal('Work (2)');
    expect(await namesIn(olga.api, `?folder=${work.id}`)).to.deep.equal(['late.txt']);
    expect(await namesIn(olga.api, '?bin=1')).to.deep.equal([]);
  });

  it('deletes for ever only out of the bin', async () => {
    const work = await folder(olga.api, 'Work');
    const file = await put(olga.api, 'a.txt', 'x', { parentId: work.id });
    await olga.api.refused(404, 'DELETE', `/documents/${work.id}?forever=1`);
    await olga.api.delete(`/documents/${work.id}`);
    await olga.api.delete(`/documents/${work.id}?forever=1`);
    await olga.api.refused(404, 'GET', `/documents/${file.id}`);
    expect((await list(olga.api)).usage.bytes).to.equal(0);
  });

  it('forgets the bin after the days that are set', async () => {
    await server.settings({ binDays: 7 });
    const file = await put(olga.api, 'a.txt', 'x');
    await olga.api.delete(`/documents/${file.id}`);
    const [binned] = (await list(olga.api, '?bin=1')).documents;
    expect(Date.parse(binned?.goneAt ?? '') - Date.parse(binned?.deletedAt ?? '')).to.equal(7 * DAY_MS);
    await server.documents.forgetBefore(server.clock.nowMs() - 7 * DAY_MS);
    expect(await namesIn(olga.api, '?bin=1')).to.deep.equal(['a.txt']);
    server.clock.forward(7 * DAY_MS + 1);
    server.tidyJob.start();
    await server.tidyJob.stop();
    await olga.api.refused(404, 'GET', `/documents/${file.id}`);
  });

  it('is sorted as asked, folders first, accents and numbers as people expect', async () => {
    await folder(olga.api, 'zoo');
    for (const [name, text] of [
      ['Émile.txt', 'ccc'],
      ['eric.txt', 'a'],
      ['part 10.txt', 'bb'],
      ['part 9.txt', 'dddd'],
    ] as const) {
      await put(olga.api, name, text);
      server.clock.forward(1_000);
    }
    const names = ['zoo', 'Émile.txt', 'eric.txt', 'part 9.txt', 'part 10.txt'];
    expect(await namesIn(olga.api)).to.deep.equal(names);
    expect(await namesIn(olga.api, '?order=descending')).to.deep.equal(['zoo', ...names.slice(1).reverse()]);
    const bySize = ['zoo', 'eric.txt', 'part 10.txt', 'Émile.txt', 'part 9.txt'];
    expect(await namesIn(olga.api, '?sort=bytes')).to.deep.equal(bySize);
    const byAge = ['zoo', 'part 9.txt', 'part 10.txt', 'eric.txt', 'Émile.txt'];
    expect(await namesIn(olga.api, '?sort=changed&order=descending')).to.deep.equal(byAge);
  });

  it('is searched by words of the name in all folders, whatever their case and accents', async () => {
    const work = await folder(olga.api, 'Réunions');
    await put(olga.api, 'Budget prévu 2027.txt', 'x', { parentId: work.id });
    await put(olga.api, 'budget_réel.txt', 'y');
    expect(await namesIn(olga.api, '?q=PREVU%20budget')).to.deep.equal(['Budget prévu 2027.txt']);
    expect(await namesIn(olga.api, '?q=reunion')).to.deep.equal(['Réunions']);
    expect(await namesIn(olga.api, '?q=%25')).to.deep.equal([]);
  });

  it('is read a page at a time, ten thousand of them too', async function () {
    this.timeout(60_000);
    const blob = await server.blobs.write(
      (async function* () {
        yield Buffer.from('x');
      })(),
    );
    const row = { account_id: olga.account.id, kind: 'file', type: 'text/plain', bytes: 1, blob_id: blob.id };
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      ...row,
      id: `many-${index}`,
      name: `file ${String(index).padStart(5, '0')}`,
      revision: 'r',
      created_ms: 1,
      changed_ms: index,
    }));
    await server.house.database.batchInsert('documents', rows, 50);
    const startMs = performance.now();
    const page = await list(olga.api, '?offset=9900&limit=500');
    expect(performance.now() - startMs).to.be.lessThan(3_000);
    expect(page.total).to.equal(10_000);
    expect(page.documents.map(({ name }) => name)).to.deep.equal(rows.slice(9_900).map(({ name }) => name));
    const found = await list(olga.api, '?q=file%2012&limit=10');
    expect(found.documents).to.have.lengthOf(10);
    expect(found.total).to.be.greaterThan(100);
  });

  it('lets others have their turn while a large folder goes and comes, and holds no more than a hundred thousand', async function () {
    this.timeout(60_000);
    const large = await folder(olga.api, 'Large');
    const fill = (parentId: string, from: number, to: number): Promise<unknown> =>
      server.house.database.raw(
        `WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO documents (id, account_id, parent_id, kind, name, type, revision, created_ms, changed_ms)
         SELECT 'large-' || i, ?, ?, 'folder', 'n' || i, '', 'r', 1, 1 FROM n`,
        [from, to, olga.account.id, parentId],
      );
    await fill(large.id, 1, 20_000);
    let turns = 0;
    const watch = setInterval(() => {
      turns += 1;
    }, 1);
    const turnsWhile = async (work: () => Promise<unknown>): Promise<number> => {
      const before = turns;
      await work();
      return turns - before;
    };
    // Answering a request gives some turns; forty parts of the work give one each.
    expect(await turnsWhile(() => olga.api.delete(`/documents/${large.id}`))).to.be.greaterThan(10);
    expect(await turnsWhile(() => olga.api.patch(`/documents/${large.id}`, { restore: true }))).to.be.greaterThan(10);
    clearInterval(watch);
    expect((await list(olga.api, `?folder=${large.id}`)).total).to.equal(20_000);

    await fill('', 20_001, 99_998);
    await folder(olga.api, 'The last');
    expect((await olga.api.refused(413, 'POST', '/documents', { kind: 'folder', name: 'One more' })).code).to.equal(
      'quota-exceeded',
    );
    expect((await tryPut(olga.api, 'one more.txt', '')).status).to.equal(413);
    await olga.api.refused(413, 'POST', `/documents/${large.id}/copy`, {});
    const [one] = (await list(olga.api, `?folder=${large.id}`)).documents;
    await olga.api.refused(413, 'POST', `/documents/${one?.id}/copy`, {});
  });

  it('refuses what is not understood, field by field', async () => {
    for (const query of ['?sort=colour', '?limit=501', '?limit=-1', '?offset=x', '?bin=2', '?nonsense=1'])
      await olga.api.refused(422, 'GET', `/documents${query}`);
    for (const body of [{}, { kind: 'file', name: 'x' }, { kind: 'folder' }, { kind: 'folder', name: 'x', more: 1 }])
      await olga.api.refused(422, 'POST', '/documents', body);
    const file = await put(olga.api, 'a.txt', 'x');
    await olga.api.refused(422, 'PATCH', `/documents/${file.id}`, { restore: true, name: 'b' });
    await olga.api.refused(404, 'PATCH', `/documents/${file.id}`, { parentId: 'nowhere' });
    await olga.api.refused(404, 'PATCH', `/documents/${file.id}`, { parentId: file.id });
    await olga.api.refused(404, 'POST', '/documents', { kind: 'folder', name: 'x', parentId: file.id });
    await olga.api.refused(422, 'DELETE', '/documents');
  });
});
