import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import type { ConsentList, PersonBody, Privacy } from '../../src/contract/http/privacy.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { until } from '../kit/own-process.ts';
import { readZip } from '../kit/read-zip.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const NOW = Date.UTC(2027, 5, 16, 12);
const DAY_MS = 86_400_000;
const GUEST = 'guest@elsewhere.example';

describe('personal data', () => {
  const clock = createTurnedClock(NOW);
  let house: RunningApp;
  let admin: ApiClient;

  const inDatabase = <T>(work: (database: Sqlite.Database) => T): T => {
    const database = new Sqlite(join(house.dataDirectory, 'webmeeting.sqlite'));
    database.pragma('foreign_keys = ON');
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  const insert = (table: string, row: Record<string, unknown>): void =>
    inDatabase((database) => {
      const names = Object.keys(row);
      const marks = names.map(() => '?').join(', ');
      database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(...Object.values(row));
    });
  const rows = (sql: string): unknown[] => inDatabase((database) => database.prepare(sql).all());
  const fetchZip = async (client: ApiClient, path: string) => {
    const response = await fetch(`${client.url}/api/v1${path}`, { headers: { Cookie: client.cookie() } });
    expect(response.status).to.equal(200);
    return readZip(Buffer.from(await response.arrayBuffer()));
  };

  /** A session some days ago, in which the guest and somebody else spoke and wrote. */
  const addSession = (id: string, daysAgo: number, meeting: string): void => {
    const atMs = NOW - daysAgo * DAY_MS;
    insert('sessions', { id, meeting_id: meeting, started_ms: atMs, ended_ms: atMs + 1_000 });
    for (const [number, person, name] of [
      [1, `invitee:${GUEST}`, 'Gil Guest'],
      [2, 'invitee:other@elsewhere.example', 'Otto Other'],
    ] as const) {
      const one = `${id}-${number}`;
      insert('participants', {
        ...{ id: one, session_id: id, number, name, person, role: 'attendee', via: 'web', resume_hash: one },
        ...{ joined_ms: atMs, left_ms: atMs + 1_000, consented_ms: number === 1 ? atMs : null },
      });
      insert('attendance', { session_id: id, participant_id: one, from_ms: atMs, to_ms: atMs + 1_000 });
      insert('chat_messages', {
        ...{ id: one, session_id: id, sequence: number, participant_id: one, sender_name: name },
        ...{ client_id: one, text: `Words of ${name}`, sent_ms: atMs },
      });
    }
  };

  before(async () => {
    house = await startApp({ overrides: { clock } });
    admin = await house.admin();
    const { id } = await admin.post<{ id: string }>('/meetings', {});
    addSession('recent', 10, id);
    addSession('old', 400, id);
    insert('answers', {
      ...{ object_id: 'event', address: GUEST, answer: 'ACCEPTED', comment: 'With pleasure', via: 'link' },
      ...{ stamp_ms: NOW, answered_ms: NOW },
    });
    insert('outbox', {
      ...{ id: 'kept-mail', message_id: '<a@b>', order_key: 'k', recipient: 'Guest@Elsewhere.example' },
      ...{ envelope_from: 'meet@localhost', subject: 'You are invited', state: 'kept', created_ms: NOW, due_ms: NOW },
      ...{ left_ms: NOW },
    });
    mkdirSync(join(house.dataDirectory, 'mail'), { recursive: true });
    writeFileSync(join(house.dataDirectory, 'mail', 'kept-mail.eml'), 'mail');
  });
  after(() => house.dispose());

  it('say to everybody, with an account or without, what is kept, and for how long', async () => {
    const { retention, elsewhere, fixed } = await admin.get<Privacy>('/privacy');
    expect(retention).to.deep.include({ chat: 365, attendance: 365, sentMails: 30, calls: 90 });
    expect(elsewhere).to.deep.include({ bin: 30 });
    expect(fixed.signIns).to.be.greaterThan(0);
    expect(await house.client().get<Privacy>('/privacy')).to.deep.equal({ retention, elsewhere, fixed });
  });

  it('that are older than may be kept are forgotten, and the audit log says how much', async () => {
    // Whatever is saved holds at once.
    const { retention } = await admin.get<Privacy>('/privacy');
    await admin.call('PUT', '/admin/privacy/retention', retention);
    await until(() => rows("SELECT 1 FROM participants WHERE session_id = 'old'").length === 0);
    expect(rows("SELECT 1 FROM chat_messages WHERE session_id = 'old'")).to.have.length(0);
    expect(rows("SELECT 1 FROM chat_messages WHERE session_id = 'recent'")).to.have.length(2);
    await until(() => rows("SELECT 1 FROM audit_log WHERE action = 'retention.applied'").length > 0);
    expect(rows("SELECT 1 FROM sessions WHERE id = 'old'")).to.have.length(1);
  });

  it('are kept as long as an administrator says', async () => {
    const { retention } = await admin.get<Privacy>('/privacy');
    for (const [field, value] of [
      ['chat', -1],
      ['audit', 3],
      ['calls', '30'],
      ['other', 1],
    ] as const) {
      const wanted = { ...retention, [field]: value };
      const { errors } = await admin.refused(422, 'PUT', '/admin/privacy/retention', wanted);
      expect(errors?.[0]?.path).to.equal(field);
    }
    const saved = await admin.call<Privacy>('PUT', '/admin/privacy/retention', { ...retention, calls: 7 });
    expect(saved.body.retention.calls).to.equal(7);
  });

  it('of somebody without an account can be had whole, and hold nothing of others', async () => {
    const files = await fetchZip(admin, `/admin/privacy/person/export?address=${encodeURIComponent(GUEST)}`);
    expect(JSON.parse(files['chat.json'] ?? '')).to.have.length(1);
    expect(files['chat.json']).to.contain('Words of Gil Guest');
    expect(files['answers.json']).to.contain('With pleasure');
    expect(files['mails-sent.json']).to.contain('You are invited');
    expect(JSON.stringify(files)).to.not.contain('Otto');
  });

  it('of one’s own account come with calendars, and hold no secret', async () => {
    await admin.post('/events', {
      title: 'Planning',
      start: '2027-07-01T10:00',
      end: '2027-07-01T11:00',
      timeZone: 'Europe/Paris',
    });
    const { password } = await admin.post<{ password: string }>('/app-passwords', { name: 'Phone' });
    const files = await fetchZip(admin, '/account/export');
    expect(files['account.json']).to.contain(ADMIN.email);
    expect(Object.entries(files).some(([name, text]) => name.endsWith('.ics') && text.includes('Planning'))).to.equal(
      true,
    );
    const secrets = [
      ...[ADMIN.password, password, admin.cookie().split('=').at(-1) ?? 'none', '$argon2'],
      ...(rows('SELECT token_hash AS hash FROM sign_in_sessions') as { hash: string }[]).map(({ hash }) => hash),
      ...(rows('SELECT hash FROM app_passwords') as { hash: string }[]).map(({ hash }) => hash),
      ...(rows('SELECT pin_sealed AS hash FROM meetings') as { hash: string }[]).map(({ hash }) => hash),
    ];
    expect(secrets.length).to.be.greaterThan(5);
    for (const secret of secrets) expect(JSON.stringify(files)).to.not.contain(secret);
  });

  it('tell who agreed to being recorded, also as a table that runs nothing', async () => {
    insert('participants', {
      ...{ id: 'formula', session_id: 'recent', number: 9, name: '=1+1', person: 'guest:x', role: 'attendee' },
      ...{ via: 'web', resume_hash: 'formula', joined_ms: NOW, left_ms: NOW, consented_ms: NOW },
    });
    const { total, consents } = await admin.get<ConsentList>('/admin/privacy/consents');
    expect(total).to.equal(2);
    expect(consents[1]).to.include({ name: 'Gil Guest', address: GUEST, recordings: 0 });
    const { body } = await admin.call<string>('GET', '/admin/privacy/consents.csv');
    expect(body).to.contain(`"${GUEST}"`).and.contain(`"'=1+1"`);
  });

  it('are counted before they are deleted, and then are gone in one go, with files', async () => {
    const before = await admin.get<PersonBody>(
      `/admin/privacy/person?address=${encodeURIComponent(GUEST.toUpperCase())}`,
    );
    expect(before).to.not.have.property('account');
    expect(before.goes).to.include({ chat: 1, participations: 1, attendance: 1, answers: 1, 'mails-sent': 1 });

    const wrong = await admin.refused(422, 'POST', '/admin/privacy/person/erase', {
      address: GUEST,
      confirm: 'x@y.org',
    });
    expect(wrong.errors?.[0]?.path).to.equal('confirm');
    const { gone } = await admin.post<{ gone: Record<string, number> }>('/admin/privacy/person/erase', {
      address: GUEST,
      confirm: GUEST,
    });
    expect(gone).to.deep.equal(before.goes);
    const after = await admin.get<PersonBody>(`/admin/privacy/person?address=${encodeURIComponent(GUEST)}`);
    expect(Object.values(after.goes).every((count) => count === 0)).to.equal(true);
    expect(existsSync(join(house.dataDirectory, 'mail', 'kept-mail.eml'))).to.equal(false);
    expect(rows('SELECT sender_name FROM chat_messages')).to.deep.equal([{ sender_name: 'Otto Other' }]);
    const [line] = rows("SELECT detail, target_name FROM audit_log WHERE action = 'person.erase'") as {
      detail: string;
      target_name: string;
    }[];
    expect(`${line?.detail}${line?.target_name}`).to.contain('"chat":1').and.not.contain('guest@');
  });

  it('of an account are deleted with it, once it is said what becomes of its meetings', async () => {
    const { errors } = await admin.refused(422, 'POST', '/admin/privacy/person/erase', {
      address: ADMIN.email,
      confirm: ADMIN.email,
    });
    expect(errors?.[0]?.path).to.equal('meetings');
  });

  describe('of somebody who had an account', () => {
    const ADA = { email: 'ada@example.org', password: 'another long password', name: 'Ada' };
    const idOfAda = (): string =>
      (rows(`SELECT id FROM accounts WHERE email = '${ADA.email}'`) as { id: string }[])[0]?.id ?? '';
    const attend = (session: string, account: string): void => {
      const [{ id: meeting } = { id: '' }] = rows('SELECT id FROM meetings LIMIT 1') as { id: string }[];
      insert('sessions', { id: session, meeting_id: meeting, started_ms: NOW, ended_ms: NOW + 1_000 });
      insert('participants', {
        ...{ id: session, session_id: session, number: 1, name: 'Ada', person: `account:${account}`, role: 'attendee' },
        ...{ via: 'web', resume_hash: session, joined_ms: NOW, left_ms: NOW + 1_000 },
      });
    };
    const participations = async (): Promise<number | undefined> =>
      (await admin.get<PersonBody>(`/admin/privacy/person?address=${ADA.email}`)).goes['participations'];

    it('go with the account when both are deleted here', async () => {
      await addAccountTo(house.dataDirectory, ADA);
      attend('with-account', idOfAda());
      expect(await participations()).to.equal(1);
      const wish = { address: ADA.email, confirm: ADA.email, meetings: 'cancel' };
      const { gone } = await admin.post<{ gone: Record<string, number> }>('/admin/privacy/person/erase', wish);
      expect(gone['participations']).to.equal(1);
      expect(rows("SELECT 1 FROM participants WHERE session_id = 'with-account'")).to.deep.equal([]);
      expect(idOfAda()).to.equal('');
    });

    it('are found by the address when only the account was deleted, or a stop came between', async () => {
      await addAccountTo(house.dataDirectory, ADA);
      const id = idOfAda();
      attend('account-gone', id);
      const deleted = await admin.call('POST', `/admin/accounts/${id}/delete`, {
        confirm: ADA.email,
        meetings: 'cancel',
      });
      expect(deleted.status).to.be.within(200, 204);
      expect(await participations()).to.equal(1);
      await admin.post('/admin/privacy/person/erase', { address: ADA.email, confirm: ADA.email });
      expect(rows("SELECT 1 FROM participants WHERE session_id = 'account-gone'")).to.deep.equal([]);
    });
  });

  it('are not for those who are no administrators', async () => {
    const nobody = house.client();
    await nobody.refused(401, 'GET', `/admin/privacy/person?address=${GUEST}`);
    await nobody.refused(401, 'GET', `/admin/privacy/person/export?address=${GUEST}`);
    await nobody.refused(401, 'POST', '/admin/privacy/person/erase', { address: GUEST, confirm: GUEST });
    await nobody.refused(401, 'GET', '/admin/privacy/consents.csv');
    await nobody.refused(401, 'GET', '/account/export');
  });
});
