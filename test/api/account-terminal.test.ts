import { join } from 'node:path';
import { Readable } from 'node:stream';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { listAccountsFromTerminal, resetAccountFromTerminal } from '../../src/app/account-from-terminal.ts';
import { addAccountFromTerminal } from '../../src/app/add-account-from-terminal.ts';
import { readConfig } from '../../src/app/config.ts';
import { DATABASE_FILE } from '../../src/platform/backup/archive-format.ts';
import { tokenIn } from '../kit/account-mails.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

describe('accounts at the terminal', () => {
  let running: RunningApp;
  let said: string;
  let complained: string;
  before(async () => {
    running = await startApp();
  });
  after(() => running.dispose());
  beforeEach(() => {
    said = '';
    complained = '';
  });
  const config = () => readConfig({ DATA_DIR: running.dataDirectory, PUBLIC_URL: running.url });
  const terminal = {
    say: (text: string) => {
      said += text;
    },
    complain: (text: string) => {
      complained += text;
    },
  };

  it('an account that is made here is written down, and has no address that is not to be had', async () => {
    const add = (email: string) =>
      addAccountFromTerminal(config(), [email, '--name', 'Zoé'], terminal, Readable.from(['a long enough one\n']));
    expect(await add('zoe@example.org'), complained).to.equal(0);
    expect(await add('conference@localhost'), 'the address of the conference service').to.equal(1);
    expect(complained).to.include('address of the conference service');
    const admin = running.client();
    await admin.post('/session', ADMIN);
    const { lines } = await admin.get<{
      lines: Array<{ action: string; actor: { kind: string }; target: { name: string } }>;
    }>('/admin/audit');
    const made = lines.filter(({ action }) => action === 'account.create');
    expect(made.map(({ actor, target }) => [actor.kind, target.name])).to.deep.equal([
      ['terminal', 'zoe@example.org'],
      ['system', ADMIN.email],
    ]);
  });

  it('an administrator who is locked out gets a link while the server runs', async () => {
    expect(await resetAccountFromTerminal(config(), [ADMIN.email], terminal)).to.equal(0);
    const next = 'found my way back in';
    await running.client().post('/password/choose', { token: tokenIn(said), password: next });
    const admin = running.client();
    await admin.post('/session', { email: ADMIN.email, password: next });
    const { lines } = await admin.get<{ lines: Array<{ action: string; actor: { kind: string } }> }>('/admin/audit');
    expect(lines.map(({ action, actor }) => `${action} ${actor.kind}`)).to.include('account.reset terminal');
  });

  it('whose password is kept elsewhere is told what to do instead', async () => {
    const database = new Database(join(running.dataDirectory, DATABASE_FILE));
    for (const origin of ['oidc', 'ldap', 'local']) {
      database.prepare('UPDATE accounts SET origin = ? WHERE email = ?').run(origin, ADMIN.email);
      expect(await resetAccountFromTerminal(config(), [ADMIN.email], terminal)).to.equal(origin === 'local' ? 0 : 1);
      if (origin !== 'local') expect(complained).to.include('webmeeting account add --admin --name NAME ADDRESS');
      complained = '';
    }
    database.close();
  });

  it('an unknown address and a missing one are told', async () => {
    expect(await resetAccountFromTerminal(config(), ['nobody@example.org'], terminal)).to.equal(1);
    expect(complained).to.include('No account has this address');
    expect(await resetAccountFromTerminal(config(), [], terminal)).to.equal(2);
    expect(said).to.equal('');
  });

  it('the list has one line for each account', async () => {
    expect(await listAccountsFromTerminal(config(), [], terminal)).to.equal(0);
    const [line = '', ...others] = said.trimEnd().split('\n');
    expect(others.map((one) => one.split('\t')[0])).to.deep.equal(['zoe@example.org']);
    expect(line.split('\t').slice(0, 3)).to.deep.equal([ADMIN.email, 'admin', 'active']);
    expect(line).to.include('admin');
  });
});
