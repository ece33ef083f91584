import { expect } from 'chai';
import type { DocumentBody, DocumentList, ShareBody, SharedBody, ShareList } from '../../src/contract/http/document.ts';
import type { ApiClient } from '../kit/api-client.ts';
import {
  type DocumentPerson,
  type DocumentsServer,
  folder,
  list,
  namesIn,
  put,
  startDocumentsServer,
} from '../kit/documents-server.ts';

const HOUR_MS = 3_600_000;

describe('documents: shares', () => {
  let server: DocumentsServer;
  let guest: ApiClient;
  let olga: DocumentPerson;
  let mona: DocumentPerson;
  let count = 0;

  before(async () => {
    server = await startDocumentsServer();
    guest = server.client();
  });
  after(() => server.close());
  beforeEach(async () => {
    count += 1;
    olga = await server.person(`olga${count}@example.org`, { name: 'Olga' });
    mona = await server.person(`Mona${count}@example.org`, { name: 'Mona' });
  });

  const share = (document: DocumentBody, body: object): Promise<ShareBody> =>
    olga.api.post<ShareBody>(`/documents/${document.id}/shares`, body);
  const tokenOf = ({ url }: ShareBody): string => (url ?? '').split('/s/')[1] ?? '';
  const inHours = (hours: number): string => new Date(server.clock.nowMs() + hours * HOUR_MS).toISOString();
  const contentOf = async (path: string, api = guest): Promise<string | number> => {
    const answer = await fetch(server.url + path, { headers: api.headers });
    return answer.status === 200 ? answer.text() : answer.status;
  };

  it('by a link let anybody read a file, and show the link again', async () => {
    const file = await put(olga.api, 'plan.txt', 'the plan');
    const made = await share(file, { kind: 'link' });
    expect(made.url).to.match(/^https:\/\/meet\.example\.org\/s\/[A-Za-z0-9_-]{22}$/);
    const token = tokenOf(made);
    const body = await guest.get<SharedBody>(`/shared/${token}`);
    expect(body).to.deep.include({ ownerName: 'Olga', expiresAt: null, documents: [], total: 0 });
    expect(body.document).to.deep.equal({
      id: file.id,
      kind: 'file',
      name: 'plan.txt',
      type: 'text/plain',
      bytes: 8,
      preview: 'text',
      changedAt: file.changedAt,
    });
    expect(await contentOf(`/api/v1/shared/${token}/documents/${file.id}/content`)).to.equal('the plan');
    expect(await contentOf(`/f/s/${token}`)).to.equal('the plan');
    expect(await contentOf(`/f/s/${token}/${file.id}`)).to.equal('the plan');
    const { shares } = await olga.api.get<ShareList>(`/documents/${file.id}/shares`);
    expect(shares).to.deep.equal([made]);
    expect((await list(olga.api)).documents[0]?.shared).to.equal(true);
    const rows = await server.house.database('document_shares').select();
    expect(JSON.stringify(rows)).not.to.include(token);
  });

  it('of a folder cover what is in it, also what comes later, and nothing beside it', async () => {
    const [work, other] = [await folder(olga.api, 'Work'), await put(olga.api, 'private.txt', 'private')];
    const sub = await folder(olga.api, 'Sub', work.id);
    const token = tokenOf(await share(work, { kind: 'link' }));
    const file = await put(olga.api, 'a.txt', 'inside', { parentId: sub.id });
    const top = await guest.get<SharedBody>(`/shared/${token}`);
    expect(top.documents.map(({ name }) => name)).to.deep.equal(['Sub']);
    const below = await guest.get<SharedBody>(`/shared/${token}?folder=${sub.id}`);
    expect(below.folder?.path.map(({ name }) => name)).to.deep.equal(['Work', 'Sub']);
    expect(below.documents.map(({ name }) => name)).to.deep.equal(['a.txt']);
    expect(await contentOf(`/f/s/${token}/${file.id}`)).to.equal('inside');
    expect(await contentOf(`/f/s/${token}/${other.id}`)).to.equal(404);
    await guest.refused(404, 'GET', `/shared/${token}?folder=${other.id}`);
    // Moved out of it, or into the bin, it is not covered any more.
    await olga.api.patch(`/documents/${file.id}`, { parentId: '' });
    expect(await contentOf(`/f/s/${token}/${file.id}`)).to.equal(404);
    await olga.api.delete(`/documents/${work.id}`);
    await guest.refused(404, 'GET', `/shared/${token}`);
    await olga.api.patch(`/documents/${work.id}`, { restore: true });
    await guest.get(`/shared/${token}`);
  });

  it('that ended or were revoked look like links that never were', async () => {
    const file = await put(olga.api, 'plan.txt', 'the plan');
    const ending = await share(file, { kind: 'link', expiresAt: inHours(1) });
    const revoked = await share(file, { kind: 'link' });
    await guest.get(`/shared/${tokenOf(ending)}`);
    await olga.api.delete(`/documents/${file.id}/shares/${revoked.id}`);
    server.clock.forward(HOUR_MS);
    const paths = (token: string): string[] => [
      `/api/v1/shared/${token}`,
      `/api/v1/shared/${token}/documents/${file.id}/content`,
      `/f/s/${token}`,
      `/f/s/${token}/${file.id}`,
    ];
    const answers = async (token: string): Promise<string[]> =>
      Promise.all(
        paths(token).map(async (path) => {
          const answer = await fetch(server.url + path);
          return `${answer.status} ${await answer.text()}`;
        }),
      );
    const never = await answers('A'.repeat(22));
    for (const answer of never) expect(answer).to.match(/^404 /);
    expect(await answers(tokenOf(ending))).to.deep.equal(never);
    expect(await answers(tokenOf(revoked))).to.deep.equal(never);
    const [kept] = (await olga.api.get<ShareList>(`/documents/${file.id}/shares`)).shares;
    expect(kept).to.include({ id: ending.id, expired: true });
    await olga.api.patch(`/documents/${file.id}/shares/${ending.id}`, { expiresAt: inHours(2) });
    expect(await contentOf(`/f/s/${tokenOf(ending)}`)).to.equal('the plan');
    await olga.api.patch(`/documents/${file.id}/shares/${ending.id}`, { expiresAt: null });
    server.clock.forward(1_000 * HOUR_MS);
    expect(await contentOf(`/f/s/${tokenOf(ending)}`)).to.equal('the plan');
  });

  it('with a person who has an account are under "shared with me", to be read and nothing more', async () => {
    const work = await folder(olga.api, 'Work');
    const file = await put(olga.api, 'a.txt', 'inside', { parentId: work.id });
    const made = await share(work, { kind: 'person', email: mona.account.email.toUpperCase() });
    expect(made).to.include({ name: 'Mona', email: mona.account.email.toLowerCase() }).and.not.have.property('url');
    const { documents } = await list(mona.api, '?shared=1');
    expect(documents).to.have.lengthOf(1);
    expect(documents[0]).to.deep.include({
      id: work.id,
      mine: false,
      shared: false,
      owner: { name: 'Olga', email: olga.account.email },
    });
    const inside = await mona.api.get<DocumentList>(`/documents?folder=${work.id}`);
    expect(inside.folder).to.deep.equal({
      id: work.id,
      name: 'Work',
      path: [{ id: work.id, name: 'Work' }],
      mine: false,
    });
    expect(inside.documents.map(({ id }) => id)).to.deep.equal([file.id]);
    expect(await contentOf(`/f/${file.id}`, mona.api)).to.equal('inside');
    expect(await contentOf(`/api/v1/documents/${file.id}/content`, mona.api)).to.equal('inside');
    expect(await namesIn(mona.api)).to.deep.equal([]);
    expect(await namesIn(mona.api, '?q=a.txt')).to.deep.equal([]);

    for (const [method, path, body] of [
      ['PATCH', `/documents/${file.id}`, { name: 'b.txt' }],
      ['DELETE', `/documents/${file.id}`, undefined],
      ['POST', `/documents/${file.id}/copy`, {}],
      ['POST', '/documents', { kind: 'folder', name: 'x', parentId: work.id }],
      ['GET', `/documents/${work.id}/shares`, undefined],
      ['POST', `/documents/${work.id}/shares`, { kind: 'link' }],
      ['DELETE', `/documents/${work.id}/shares/${made.id}`, undefined],
    ] as const)
      await mona.api.refused(404, method, path, body);

    await olga.api.delete(`/documents/${work.id}/shares/${made.id}`);
    await mona.api.refused(404, 'GET', `/documents/${file.id}`);
    expect(await namesIn(mona.api, '?shared=1')).to.deep.equal([]);
  });

  it('with a person without an account have a link of their own', async () => {
    const file = await put(olga.api, 'a.txt', 'inside');
    const before = server.shared();
    const made = await share(file, { kind: 'person', email: 'guest@elsewhere.example' });
    expect(await contentOf(`/f/s/${tokenOf(made)}`)).to.equal('inside');
    await share(file, { kind: 'person', email: mona.account.email });
    expect(server.shared()).to.equal(before + 2);
    // With whom it is shared already: the same share, with the new end.
    const again = await share(file, { kind: 'person', email: 'Guest@elsewhere.example', expiresAt: inHours(1) });
    expect(again.id).to.equal(made.id);
  });

  it('with those who were there let in who came, by account or by invitation, and nobody else', async () => {
    const { database } = server.house;
    const meeting = await mona.api.post<{ id: string }>('/meetings', {});
    const sessionId = `session-${count}`;
    await database('sessions').where({ meeting_id: meeting.id }).delete();
    await database('sessions').insert({ id: sessionId, meeting_id: meeting.id, recurrence_id: '', started_ms: 1 });
    const invited = await server.person(`ivan${count}@example.org`);
    const absent = await server.person(`adam${count}@example.org`);
    const came = [`account:${mona.account.id}`, `invitee:${invited.account.email}`];
    for (const [number, person] of came.entries())
      await database('participants').insert({
        id: `${sessionId}-${number}`,
        session_id: sessionId,
        number,
        name: 'x',
        role: 'attendee',
        via: 'web',
        person,
        resume_hash: `${sessionId}-${number}`,
        joined_ms: 1,
      });
    const kept = await server.sessionFolder({
      accountId: olga.account.id,
      sessionId,
      title: 'Weekly',
      startedMs: Date.UTC(2027, 1, 1, 9),
      timeZone: 'Europe/Paris',
      language: 'fr',
    });
    expect(kept.name).to.equal('Weekly – 2027-02-01 10.00');
    const file = await put(olga.api, 'a.txt', 'inside', { parentId: kept.id });
    for (const { api } of [mona, invited, absent]) await api.refused(404, 'GET', `/documents/${kept.id}`);
    await olga.api.refused(422, 'POST', `/documents/${file.id}/shares`, { kind: 'session' });
    await olga.api.post(`/documents/${kept.id}/shares`, { kind: 'session' });
    for (const { api } of [mona, invited]) {
      expect(await namesIn(api, '?shared=1')).to.deep.equal([kept.name]);
      expect(await contentOf(`/f/${file.id}`, api)).to.equal('inside');
    }
    expect(await contentOf(`/f/${file.id}`, absent.api)).to.equal(404);
    expect(await namesIn(absent.api, '?shared=1')).to.deep.equal([]);
  });

  it('the folder of a session is found again where its owner has put it, and made anew when it is gone', async () => {
    const of = {
      accountId: olga.account.id,
      sessionId: `moved-${count}`,
      title: '  ../\u202eevil  ',
      startedMs: 0,
      timeZone: 'UTC',
      language: 'en',
    } as const;
    const first = await server.sessionFolder(of);
    expect(first.name).to.equal('.._evil – 1970-01-01 00.00');
    const mine = await folder(olga.api, 'Mine');
    await olga.api.patch(`/documents/${first.id}`, { name: 'Renamed', parentId: mine.id });
    expect((await server.sessionFolder(of)).id).to.equal(first.id);
    const other = await server.sessionFolder({ ...of, sessionId: `other-${count}` });
    expect(other.id).not.to.equal(first.id);
    const twin = await server.sessionFolder({ ...of, sessionId: `twin-${count}` });
    expect(twin.name).to.equal('.._evil – 1970-01-01 00.00 (2)');
    await olga.api.delete(`/documents/${first.id}`);
    expect((await server.sessionFolder(of)).id).not.to.equal(first.id);
  });

  it('refuse what makes no sense', async () => {
    const file = await put(olga.api, 'a.txt', 'x');
    for (const body of [
      {},
      { kind: 'everybody' },
      { kind: 'person' },
      { kind: 'person', email: 'not an address' },
      { kind: 'person', email: olga.account.email },
      { kind: 'link', email: 'a@example.org' },
      { kind: 'link', expiresAt: inHours(-1) },
      { kind: 'link', expiresAt: 'tomorrow' },
      { kind: 'session' },
    ])
      await olga.api.refused(422, 'POST', `/documents/${file.id}/shares`, body);
    for (let number = 0; number < 100; number += 1) await share(file, { kind: 'link' });
    await olga.api.refused(413, 'POST', `/documents/${file.id}/shares`, { kind: 'link' });
  });
});

describe('documents: those of another account', () => {
  let server: DocumentsServer;
  before(async () => {
    server = await startDocumentsServer();
  });
  after(() => server.close());

  it('are like unknown ones on every route, for accounts and for guests', async () => {
    const olga = await server.person('olga@example.org');
    const mona = await server.person('mona@example.org');
    const dir = await folder(olga.api, 'Hers');
    const file = await put(olga.api, 'a.txt', 'x', { parentId: dir.id });
    const binned = await put(olga.api, 'b.txt', 'x');
    const made = await olga.api.post<ShareBody>(`/documents/${file.id}/shares`, { kind: 'link' });
    await olga.api.delete(`/documents/${binned.id}`);
    const own = await put(mona.api, 'mine.txt', 'x');
    const ownShare = await mona.api.post<ShareBody>(`/documents/${own.id}/shares`, { kind: 'link' });
    const token = (ownShare.url ?? '').split('/s/')[1];

    const calls: [string, (id: string) => string, object?][] = [
      ['GET', (id) => `/documents?folder=${id}`],
      ['POST', () => '/documents', { kind: 'folder', name: 'x', parentId: 'ID' }],
      ['GET', (id) => `/documents/${id}`],
      ['PATCH', (id) => `/documents/${id}`, { name: 'y' }],
      ['PATCH', (id) => `/documents/${id}`, { restore: true }],
      ['PATCH', () => `/documents/${own.id}`, { parentId: 'ID' }],
      ['DELETE', (id) => `/documents/${id}`],
      ['DELETE', (id) => `/documents/${id}?forever=1`],
      ['POST', (id) => `/documents/${id}/copy`, {}],
      ['POST', () => `/documents/${own.id}/copy`, { parentId: 'ID' }],
      ['GET', (id) => `/documents/${id}/content`],
      ['GET', (id) => `/documents/${id}/shares`],
      ['POST', (id) => `/documents/${id}/shares`, { kind: 'link' }],
      ['PATCH', (id) => `/documents/${id}/shares/${made.id}`, { expiresAt: null }],
      ['PATCH', () => `/documents/${own.id}/shares/${made.id}`, { expiresAt: null }],
      ['DELETE', (id) => `/documents/${id}/shares/${made.id}`],
      ['DELETE', () => `/documents/${own.id}/shares/${made.id}`],
      ['GET', (id) => `/shared/${token}?folder=${id}`],
      ['GET', (id) => `/shared/${token}/documents/${id}/content`],
    ];
    for (const [method, path, body] of calls) {
      const answerFor = async (id: string) => {
        const sent = body && JSON.parse(JSON.stringify(body).replace('"ID"', JSON.stringify(id)));
        const { status, body: said } = await mona.api.call(method, path(id), sent);
        return [status, said];
      };
      const unknown = await answerFor('A'.repeat(22));
      expect(unknown[0], `${method} ${path('ID')}`).to.equal(404);
      for (const { id } of [file, dir, binned])
        expect(await answerFor(id), `${method} ${path(id)}`).to.deep.equal(unknown);
      if (path('ID').startsWith('/documents')) {
        const sent = body && JSON.parse(JSON.stringify(body).replace('"ID"', JSON.stringify(file.id)));
        await server.client().refused(401, method, path(file.id), sent);
      }
    }
    const preview = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(server.url + path, { headers });
      return [answer.status, await answer.text()];
    };
    for (const prefix of ['/f/', `/f/s/${token}/`])
      for (const headers of [mona.api.headers, {}]) {
        const unknown = await preview(prefix + 'A'.repeat(22), headers);
        expect(unknown[0]).to.equal(404);
        expect(await preview(prefix + file.id, headers)).to.deep.equal(unknown);
      }
    expect(await namesIn(olga.api, `?folder=${dir.id}`)).to.deep.equal(['a.txt']);
    expect(await namesIn(mona.api)).to.deep.equal(['mine.txt']);
  });
});

describe('documents: settings', () => {
  let server: DocumentsServer;
  before(async () => {
    server = await startDocumentsServer();
  });
  after(() => server.close());

  it('are read and changed by administrators alone', async () => {
    const admin = await server.person('admin@example.org', { admin: true });
    const olga = await server.person('olga@example.org');
    const settings = await admin.api.get<Record<string, number>>('/admin/document-settings');
    expect(settings).to.include({ binDays: 30, recordingKeepDays: 0 });
    const changed = { ...settings, binDays: 3, quotaBytes: 5_000 };
    expect((await admin.api.call('PUT', '/admin/document-settings', changed)).body).to.deep.equal(changed);
    const { usage } = await list(olga.api);
    expect(usage).to.deep.equal({
      bytes: 0,
      quotaBytes: 5_000,
      uploadMaxBytes: settings['uploadMaxBytes'],
      binDays: 3,
    });
    for (const wrong of [{}, { ...changed, binDays: -1 }, { ...changed, more: 1 }, { ...changed, quotaBytes: 0.5 }])
      await admin.api.refused(422, 'PUT', '/admin/document-settings', wrong);
    await olga.api.refused(403, 'GET', '/admin/document-settings');
    await olga.api.refused(403, 'PUT', '/admin/document-settings', changed);
    await server.client().refused(401, 'GET', '/admin/document-settings');
  });
});
