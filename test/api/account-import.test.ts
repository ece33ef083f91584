import { expect } from 'chai';
import type { AccountImport, AdminAccountList } from '../../src/contract/http/admin-account.ts';
import { mailsTo, tokenIn } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

describe('the import of accounts', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp();
    admin = await running.admin();
    await admin.post('/admin/groups', { name: 'Comité', rights: ['record'] });
  });
  after(() => running.dispose());

  const send = async (file: string | Buffer, query = ''): Promise<{ status: number; body: AccountImport }> => {
    const response = await fetch(`${running.url}/api/v1/admin/accounts/import${query}`, {
      method: 'POST',
      headers: { Origin: running.url, Cookie: admin.cookie(), 'Content-Type': 'text/csv' },
      body: file,
    });
    return { status: response.status, body: (await response.json()) as AccountImport };
  };
  const rehearse = async (file: string | Buffer): Promise<AccountImport> => (await send(file, '?rehearse=true')).body;
  const find = async (search: string): Promise<AdminAccountList['accounts']> =>
    (await admin.get<AdminAccountList>(`/admin/accounts?search=${encodeURIComponent(search)}`)).accounts;
  const problemsOf = (report: AccountImport): string[][] =>
    report.lines.map(({ problems }) => problems.map(({ column, code }) => `${column} ${code}`));

  it('a rehearsal tells of each line what would happen, and changes nothing', async () => {
    const report = await rehearse(
      [
        'E-mail;Nom;Langue;Fuseau horaire;Droits;Groupes;Téléphone',
        'ines@example.org;Inès Roux;français;Europe/Paris;webmeeting, enregistrement;comité;01',
        `${ADMIN.email};Encore;;;;;`,
        'not an address;X;de;Mars/Olympus;flying;Nobody;',
        'ines@example.org;Inès encore;;;;;',
      ].join('\r\n'),
    );
    expect(report).to.deep.include({
      done: false,
      create: 1,
      known: 1,
      refused: 2,
      unknownColumns: ['Téléphone'],
      seats: [],
    });
    expect(report.lines.map(({ line, would }) => [line, would])).to.deep.equal([
      [2, 'create'],
      [3, 'keep'],
      [4, 'refuse'],
      [5, 'refuse'],
    ]);
    expect(problemsOf(report).slice(2)).to.deep.equal([
      [
        'email not-an-address',
        'language unknown-language',
        'timeZone unknown-zone',
        'rights unknown-right',
        'groups unknown-group',
      ],
      ['email twice'],
    ]);
    expect(await find('ines')).to.deep.equal([]);
  });

  it('one bad line keeps all others out', async () => {
    const { body } = await send('email,name\ngood@example.org,Good\nbad,Bad\n');
    expect(body).to.deep.include({ done: false, refused: 1 });
    expect(await find('good')).to.deep.equal([]);
  });

  it('a good file makes everybody, in their groups and with their rights, and invites them when asked', async () => {
    const file =
      'email,name,language,rights,groups\nlea@example.org,Léa,en,"webmeeting,caldav",Comité\nluc@example.org,,,,\n';
    const { body } = await send(file, '?invite=mail');
    expect(body).to.deep.include({ done: true, create: 2 });
    const [lea] = await find('lea');
    expect(lea).to.deep.include({
      name: 'Léa',
      language: 'en',
      state: 'invited',
      rights: ['webmeeting', 'record', 'caldav'],
    });
    expect(lea?.groups.map(({ name }) => name)).to.deep.equal(['Comité']);
    expect((await find('luc'))[0]).to.deep.include({ name: 'luc' });
    const [mail] = await mailsTo(admin, 'lea@example.org');
    await running
      .client()
      .post('/password/choose', { token: tokenIn(mail?.text ?? ''), password: 'a long enough one' });
    await running.client().post('/session', { email: 'lea@example.org', password: 'a long enough one' });
  });

  it('commas, semicolons, tabs, a byte order mark, UTF-16 and Latin-1 are all read', async () => {
    const text = (sign: string): string => `email${sign}nom\nrene@example.org${sign}René Café\n`;
    const files: Record<string, Buffer> = {
      comma: Buffer.from(text(',')),
      semicolon: Buffer.from(text(';')),
      tab: Buffer.from(text('\t')),
      mark: Buffer.from(`\ufeff${text(';')}`),
      'UTF-16': Buffer.from(`\ufeff${text('\t')}`, 'utf16le'),
      'Latin-1': Buffer.from(text(';'), 'latin1'),
      quoted: Buffer.from('"email","nom"\r\n"rene@example.org","René Café"\r\n'),
    };
    for (const [name, file] of Object.entries(files)) {
      const { lines } = await rehearse(file);
      expect(lines[0], name).to.deep.include({ email: 'rene@example.org', name: 'René Café', would: 'create' });
    }
  });

  it('a cell that looks like a formula is a name, also when our own list has guarded it', async () => {
    const { lines } = await rehearse(`email,name\na@example.org,=1+1\nb@example.org,"'=1+1"\n`);
    expect(lines.map(({ name }) => name)).to.deep.equal(['=1+1', '=1+1']);
  });

  it('seats that are missing are told for each service, and nobody is made', async () => {
    await admin.call('PUT', '/admin/licences/telephone', { type: 'seats', seats: 3 });
    const { body, status } = await send('email,rights\np1@example.org,telephone\np2@example.org,telephone\n');
    expect(status).to.equal(200);
    expect(body.seats).to.have.length(1);
    expect(body).to.deep.include({ done: false });
    expect(body.seats[0]).to.include({ right: 'telephone', needed: 2 });
    expect(await find('p1')).to.deep.equal([]);
  });

  it('what is no list of people is refused in words', async () => {
    const refusals: Record<string, string | Buffer> = {
      'no-email-column': 'name\nPaul\n',
      empty: 'email,name\n',
      'not-csv': 'email,name\n\0\0\0',
      'too-many-lines': `email\n${Array.from({ length: 2_001 }, (_, index) => `p${index}@example.org`).join('\n')}`,
      'too-large': Buffer.alloc(1_100_000, 'a'),
    };
    for (const [code, file] of Object.entries(refusals)) {
      const { status, body } = await send(file);
      const { errors } = body as unknown as { errors: Array<{ path: string; code: string }> };
      expect(status, code).to.equal(422);
      expect(errors[0], code).to.include({ path: 'file', code });
    }
  });

  it('two thousand people are in within seconds, and the list still answers at once', async function () {
    this.timeout(40_000);
    const rows = Array.from({ length: 2_000 }, (_, index) => `many${index}@example.org,Many ${index},webmeeting`);
    const { body } = await send(`email,name,rights\n${rows.join('\n')}`);
    expect(body).to.deep.include({ done: true, create: 2_000 });
    const startMs = performance.now();
    const list = await admin.get<AdminAccountList>('/admin/accounts?search=many&sort=seen&offset=1900');
    expect(performance.now() - startMs).to.be.lessThan(300);
    expect(list.total).to.equal(2_000);
  });
});
