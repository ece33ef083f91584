import { expect } from 'chai';
import { systemClock } from '../../src/base/clock.ts';
import type { AccountImport } from '../../src/contract/http/admin-account.ts';
import type { NewApiToken } from '../../src/contract/http/api-token.ts';
import type { AuditCheck } from '../../src/contract/http/audit.ts';
import type { LicenceList } from '../../src/contract/http/licence.ts';
import type { OutboxMailDetail } from '../../src/contract/http/outbox.ts';
import { awaitMailsTo, tokenIn } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const MINUTE_MS = 60_000;

describe('the console, attacked', () => {
  const clock = createTurnedClock(systemClock.nowMs());
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp({ overrides: { clock } });
    admin = await running.admin();
  });
  after(() => running.dispose());

  const program = (token: string): ApiClient => {
    const client = running.client();
    client.headers = { Authorization: `Bearer ${token}` };
    return client;
  };

  const put = (path: string, type: string, body: Buffer | string, method = 'PUT'): Promise<Response> =>
    fetch(`${running.url}/api/v1${path}`, {
      method,
      headers: { Cookie: admin.cookie(), Origin: running.url, 'Content-Type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });

  it('a device that has not proved lately who is there makes itself no token for the console (S26)', async () => {
    const stolen = await running.admin();
    stolen.confirms = false;
    clock.forward(16 * MINUTE_MS);
    const wish = { name: 'Mine', scopes: ['admin:read', 'admin:write'] };
    expect((await stolen.refused(403, 'POST', '/api-tokens', wish)).code).to.equal('confirm-identity');
    expect((await stolen.get<{ apiTokens: unknown[] }>('/api-tokens')).apiTokens).to.deep.equal([]);
    await stolen.post('/api-tokens', { name: 'Mine', scopes: ['calendar:read'] });
    admin = await running.admin();
  });

  it('who may look at mails, a program too, does not find the link to another’s password in them', async () => {
    const { token } = await admin.post<NewApiToken>('/api-tokens', { name: 'Watch', scopes: ['admin:read'] });
    await running.client().post('/password/forgotten', { email: ADMIN.email });
    const [mail] = await awaitMailsTo(admin, ADMIN.email, 1);
    const link = tokenIn(mail?.text ?? '');
    expect(link).to.have.length(22);
    for (const reader of [program(token), admin]) {
      const seen = await reader.get<OutboxMailDetail>(`/admin/outbox/${mail?.id}`);
      expect(seen.text).to.include('/set-password/…');
      expect([seen.hasContent, seen.hasFile]).to.deep.equal([true, false]);
      expect(JSON.stringify(seen)).not.to.include(link);
      expect(await reader.get<string>(`/admin/outbox/${mail?.id}/html`)).not.to.include(link);
      await reader.refused(404, 'GET', `/admin/outbox/${mail?.id}/eml`);
    }
  });

  it('a program that only reads the console fetches no backup, which holds every key, and nobody’s data', async () => {
    const tokenOf = async (scopes: readonly string[]): Promise<string> =>
      (await admin.post<NewApiToken>('/api-tokens', { name: 'Script', scopes })).token;
    const [reader, both] = [
      program(await tokenOf(['admin:read'])),
      program(await tokenOf(['admin:read', 'admin:write'])),
    ];
    for (const [path, status] of [
      ['/admin/backups/unknown/file', 404],
      [`/admin/privacy/person/export?address=${ADMIN.email}`, 200],
    ] as const) {
      await reader.refused(403, 'GET', path);
      expect((await both.call('GET', path)).status, path).to.equal(status);
    }
    await reader.get('/admin/backups');
  });

  it('a cell of an import that is called like a part of every object is a word like any other', async () => {
    const csv = 'email,name,language,rights,groups\nada@example.org,Ada,constructor,constructor,constructor\n';
    const response = await put('/admin/accounts/import', 'text/csv', csv, 'POST');
    expect(response.status).to.equal(200);
    const { done, lines } = (await response.json()) as AccountImport;
    expect(done).to.equal(false);
    expect(lines[0]?.problems.map(({ code }) => code)).to.deep.equal([
      'unknown-language',
      'unknown-right',
      'unknown-group',
    ]);
  });

  it('a logo that is small as a file and gigabytes when it is drawn is refused, and so is half of one', async () => {
    const png = (width: number, height: number): Buffer => {
      const bytes = Buffer.alloc(64);
      bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
      bytes.writeUInt32BE(width, 16);
      bytes.writeUInt32BE(height, 20);
      return bytes;
    };
    const jpeg = (side: number): Buffer => {
      const bytes = Buffer.alloc(64);
      bytes.write('ffd8ffe000104a46494600010100000100010000ffc0001108', 'hex');
      bytes.writeUInt16BE(side, 25);
      bytes.writeUInt16BE(side, 27);
      return bytes;
    };
    const webp = (side: number): Buffer => {
      const bytes = Buffer.alloc(64);
      bytes.write('RIFF____WEBPVP8X', 'latin1');
      bytes.writeUIntLE(side - 1, 24, 3);
      bytes.writeUIntLE(side - 1, 27, 3);
      return bytes;
    };
    const path = '/admin/appearance/logo';
    for (const bomb of [png(30_000, 30_000), png(0xffff_ffff, 1), jpeg(60_000), webp(16_000_000)])
      expect((await put(path, 'image/png', bomb)).status).to.equal(413);
    for (const half of [png(1, 1).subarray(0, 20), png(0, 0), jpeg(0), webp(1).subarray(0, 20)])
      expect((await put(path, 'image/png', half)).status).to.equal(415);
    for (const good of [png(512, 512), jpeg(512), webp(512)])
      expect((await put(path, 'image/png', good)).status).to.equal(200);
  });

  it('what may frame a room is one site each: no star, and nothing that ends the directive', async () => {
    for (const origin of [
      'https://*',
      'https://*.example.org',
      'https://a.example;sandbox',
      'https://a.example,b.example',
      "https://'self'",
      'http://a.example',
      'data:text/html,x',
      'https://a.example/path',
    ])
      await admin.refused(422, 'PUT', '/admin/embedding', { origins: [origin] });
    await admin.call('PUT', '/admin/embedding', { origins: ['https://a.example', 'https://[2001:db8::1]:8443'] });
    expect(await admin.get('/embedding')).to.deep.equal({
      origins: ['https://a.example', 'https://[2001:db8::1]:8443'],
    });
  });

  const addPerson = async (email: string, rights: readonly string[]): Promise<string> => {
    const wish = { email, name: 'Somebody', rights, password: 'another long password' };
    return (await admin.post<{ account: { id: string } }>('/admin/accounts', wish)).account.id;
  };

  it('the last seat is given once, however many ask for it at once', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map((number) => addPerson(`p${number}@example.org`, [])));
    const { licences } = await admin.get<LicenceList>('/admin/licences');
    const used = licences.find(({ service }) => service === 'record')?.seatsUsed ?? 0;
    await admin.call('PUT', '/admin/licences/record', { type: 'seats', seats: used + 1 });
    const answers = await Promise.all(
      ids.map((id) => admin.call('PUT', `/admin/accounts/${id}/rights`, { rights: ['record'] })),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409, 409]);
  });

  it('what many do at once stands in the book line behind line, with its chain whole', async () => {
    const before = await admin.get<AuditCheck>('/admin/audit/check');
    await Promise.all(
      Array.from({ length: 40 }, (_, number) => {
        if (number % 4 === 0) return admin.post('/admin/groups', { name: `Group ${number}`, rights: [] });
        if (number % 4 === 1) return admin.post('/api-tokens', { name: 'Script', scopes: ['calendar:read'] });
        if (number % 4 === 2) return admin.get(`/admin/privacy/person/export?address=p${number}@example.org`);
        return running
          .client()
          .refused(401, 'POST', '/session', { email: `x${number}@example.org`, password: 'wrong' });
      }),
    );
    const after = await admin.get<AuditCheck>('/admin/audit/check');
    expect(after).to.not.have.property('broken');
    expect(after.lines - before.lines).to.equal(40);
  });

  it('two administrators who take the console from each other at once leave one', async () => {
    const bob = await addPerson('bob@example.org', ['admin']);
    const { account } = await admin.get<{ account: { id: string } }>('/session');
    const other = running.client();
    await other.post('/session', { email: 'bob@example.org', password: 'another long password' });
    const answers = await Promise.all([
      admin.call('PUT', `/admin/accounts/${bob}/rights`, { rights: [] }),
      other.call('PUT', `/admin/accounts/${account.id}/rights`, { rights: [] }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    const left = [admin, other].map((one) => one.call('GET', '/admin/settings'));
    expect((await Promise.all(left)).map(({ status }) => status).sort()).to.deep.equal([200, 403]);
  });
});
