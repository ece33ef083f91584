import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Dovecot, startDovecot } from '../../kit/dovecot.ts';
import { type InboxHouse, openInboxHouse } from '../../kit/inbox-house.ts';
import { endServer, openFolder, removeFolder, until } from '../../kit/own-process.ts';
import { type Postfix, startPostfix } from '../../kit/postfix.ts';
import { freePort } from '../../kit/start-app.ts';
import { swaks } from '../../kit/swaks.ts';

const TIMES = { firstRetryMs: 100, longestRetryMs: 500, lookEveryMs: 30_000 };
const ours = 'meet+a@example.org';
const mail = (id: number, more = ''): string =>
  `From: Bob <bob@example.com>\r\nTo: ${ours}\r\nSubject: Mail ${id}\r\nMessage-ID: <${id}@example.com>\r\n${more}\r\nWords ${id}.\r\n`;

for (const protocol of ['smtp', 'lmtp'] as const) {
  describe(`Postfix delivering by ${protocol.toUpperCase()}`, () => {
    let house: InboxHouse;
    let postfix: Postfix;
    before(async () => {
      house = await openInboxHouse({ config: { smtp: { port: 0, host: '127.0.0.1', protocol } } });
      const to = `${house.inbox.smtpPort()}`;
      postfix = await startPostfix({
        transports: { 'example.org': protocol === 'smtp' ? `smtp:[127.0.0.1]:${to}` : `lmtp:inet:127.0.0.1:${to}` },
      });
    });
    after(async () => {
      await postfix?.stop();
      await house?.close();
    });

    it('hands over a mail with its plus address, and a report about one that nobody here knows', async () => {
      expect((await swaks({ port: postfix.port, to: ours, data: mail(1) })).status).to.equal(0);
      await house.waitFor(1);
      expect(house.handled[0]).to.deep.include({ recipients: [ours], words: 'Words 1.', automatic: false });
      // Postfix takes it, is refused by the listener, and reports that to the sender: an address of ours.
      const bounce = `meet+b${'x'.repeat(26)}@example.org`;
      await swaks({ port: postfix.port, from: bounce, to: 'nobody@example.org', data: mail(2) });
      await house.waitFor(2);
      const report = house.handled[1];
      expect(report).to.deep.include({ recipients: [bounce], envelopeFrom: '', automatic: true, looped: false });
      expect(report?.reports).to.have.length(1);
      expect(report?.reports[0]).to.deep.include({
        action: 'failed',
        status: '5.1.1',
        recipient: 'nobody@example.org',
        originalMessageId: '<2@example.com>',
      });
      expect(report?.reports[0]?.diagnostic).to.include('550 5.1.1 No such recipient here');
      expect(await postfix.queued()).to.equal(0);
    });
  });
}

describe('a mailbox at Dovecot', () => {
  let dovecot: Dovecot;
  let house: InboxHouse | undefined;
  before(async () => {
    dovecot = await startDovecot();
  });
  after(() => dovecot?.stop());
  afterEach(async () => {
    await house?.close();
    house = undefined;
  });
  let users = 0;
  const nextUser = (): string => {
    users += 1;
    return `meet${users}`;
  };
  const watch = async (name: string, folder?: string): Promise<InboxHouse> => {
    house = await openInboxHouse({
      config: { smtp: undefined, imapUrl: dovecot.imapUrl(name, folder) },
      overrides: { imapTimes: TIMES },
    });
    return house;
  };
  const deliver = async (name: string, data: string, to = `${name}+a@example.org`): Promise<void> => {
    const { status, output } = await swaks({ port: dovecot.lmtpPort, protocol: 'LMTP', to, data });
    if (status !== 0) throw new Error(output);
  };

  it('is emptied of what lies there, and of what comes, at once', async () => {
    const name = nextUser();
    for (const id of [1, 2, 3]) await deliver(name, mail(id));
    const { waitFor, handled } = await watch(name);
    await waitFor(3);
    expect(handled.map(({ words }) => words)).to.deep.equal(['Words 1.', 'Words 2.', 'Words 3.']);
    expect(handled[0]).to.deep.include({ recipients: [ours], envelopeFrom: 'bob@example.com', automatic: false });
    await until(() => dovecot.mails(name).length === 0);
    // By IDLE: the next look would be half a minute later.
    const begunMs = Date.now();
    await deliver(name, mail(4));
    await waitFor(4);
    expect(Date.now() - begunMs).to.be.lessThan(5_000);
    await until(() => dovecot.mails(name).length === 0);
  });

  it('knows a report by its empty sender', async () => {
    const name = nextUser();
    await swaks({ port: dovecot.lmtpPort, protocol: 'LMTP', from: '<>', to: `${name}@example.org`, data: mail(1) });
    const { waitFor } = await watch(name);
    expect((await waitFor(1))[0]).to.deep.include({ envelopeFrom: '', automatic: true });
  });

  it('keeps mail that is not for us', async () => {
    const name = nextUser();
    await deliver(name, mail(1).replace(ours, 'someone@example.org'));
    await deliver(name, mail(2));
    const { waitFor } = await watch(name);
    await waitFor(1);
    await until(() => dovecot.mails(name).length === 1);
    expect(String(dovecot.mails(name)[0])).to.include('Subject: Mail 1');
    expect(await house?.inbox.store.count(undefined)).to.equal(1);
  });

  it('keeps a mail that is too large, unread and flagged, tells of it once, and takes the next one', async () => {
    const name = nextUser();
    const large = `${mail(1)}${`${'x'.repeat(998)}\r\n`.repeat(12_000)}`;
    await deliver(name, large);
    await deliver(name, mail(2));
    const first = await watch(name);
    await first.waitFor(1);
    const aside = await first.inbox.store.list('set-aside', 0, 10);
    expect(aside.map(({ reason, subject, recipients }) => [reason, subject, recipients])).to.deep.equal([
      ['too-large', 'Mail 1', [ours]],
    ]);
    await until(() => dovecot.mails(name).length === 1);
    await deliver(name, mail(3));
    await first.waitFor(2);
    expect(await first.inbox.store.count('set-aside')).to.equal(1);
    await first.close();
    const second = await watch(name);
    await deliver(name, mail(4));
    await second.waitFor(1);
    expect(await second.inbox.store.count('set-aside')).to.equal(0);
  });

  it('loses nothing while the database fails: the mail stays until it is kept', async () => {
    const name = nextUser();
    const { database, waitFor } = await watch(name);
    await database.raw("create trigger full before insert on incoming_mails begin select raise(abort, 'full'); end");
    await deliver(name, mail(1));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(dovecot.mails(name)).to.have.length(1);
    await database.raw('drop trigger full');
    await waitFor(1);
    await until(() => dovecot.mails(name).length === 0);
  });

  it('is watched again after the server was gone', async () => {
    const name = nextUser();
    await deliver(name, mail(1));
    const { waitFor } = await watch(name);
    await waitFor(1);
    await dovecot.halt('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await dovecot.resume();
    await deliver(name, mail(2));
    await waitFor(2);
  });

  it('is watched again after its folder was gone', async () => {
    const name = nextUser();
    const { waitFor } = await watch(name, 'Answers');
    await new Promise((resolve) => setTimeout(resolve, 400));
    dovecot.makeFolder(name, 'Answers', [mail(1)]);
    await waitFor(1);
    dovecot.removeFolder(name, 'Answers');
    await new Promise((resolve) => setTimeout(resolve, 400));
    dovecot.makeFolder(name, 'Answers', [mail(2)]);
    await until(() => house?.handled.length === 2, 19_000);
  }).timeout(30_000);

  it('stops at once while it waits', async () => {
    const { inbox } = await watch(nextUser());
    await new Promise((resolve) => setTimeout(resolve, 300));
    const begunMs = Date.now();
    await inbox.stop();
    expect(Date.now() - begunMs).to.be.lessThan(2_000);
  });

  it('is tried again and again when it refuses the password', async () => {
    house = await openInboxHouse({
      config: { smtp: undefined, imapUrl: dovecot.imapUrl('x').replace(':test@', ':wrong@') },
      overrides: { imapTimes: TIMES },
    });
    await until(() => (dovecot.log().match(/auth failed|Password mismatch/gi) ?? []).length >= 2, 19_000);
  }).timeout(30_000);
});

describe('an inbox that is killed', () => {
  let folder: string;
  let running: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await openFolder('killed');
  });
  afterEach(async () => {
    if (running) await endServer(running, 'SIGKILL');
    removeFolder(folder);
  });

  const handled = (): string[] => {
    try {
      return readFileSync(join(folder, 'handled'), 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  };
  /** Resolves with the process once it listens. */
  const start = async (imapUrl: string, port: string, deadly: '' | 'DEADLY'): Promise<ChildProcess> => {
    const script = fileURLToPath(new URL('./inbox-process.ts', import.meta.url));
    const args = [
      '--import=tsx/esm',
      script,
      join(folder, 'db.sqlite'),
      join(folder, 'handled'),
      imapUrl,
      port,
      deadly,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    running = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', () => reject(new Error('it ended')));
    });
    return child;
  };
  const death = (child: ChildProcess): Promise<string | null> =>
    new Promise((resolve) => {
      if (child.signalCode !== null || child.exitCode !== null) resolve(child.signalCode);
      else child.once('exit', (_code, signal) => resolve(signal));
    });

  it('between the commit and its acknowledgement to Postfix: nothing is lost, nothing is handled twice', async () => {
    const port = String(await freePort());
    const postfix = await startPostfix({ transports: { 'example.org': `lmtp:inet:127.0.0.1:${port}` } });
    try {
      const first = await start('-', port, 'DEADLY');
      await swaks({ port: postfix.port, to: ours, data: mail(1) });
      expect(await death(first)).to.equal('SIGKILL');
      await until(async () => (await postfix.queued()) === 1);
      await start('-', port, '');
      await until(async () => {
        await postfix.flush();
        return (await postfix.queued()) === 0;
      });
      await swaks({ port: postfix.port, to: ours, data: mail(2) });
      await until(() => handled().length >= 2);
      expect(handled()).to.deep.equal(['<1@example.com>', '<2@example.com>']);
    } finally {
      await postfix.stop();
    }
  }).timeout(40_000);

  it('between keeping a mail and deleting it from the mailbox: it is deleted then, and handled once', async () => {
    const dovecot = await startDovecot();
    try {
      for (const id of [1, 2])
        await swaks({ port: dovecot.lmtpPort, protocol: 'LMTP', to: 'meet+a@example.org', data: mail(id) });
      const url = dovecot.imapUrl('meet');
      const script = await start(url, '-', 'DEADLY').catch(() => running);
      if (script) expect(await death(script)).to.equal('SIGKILL');
      expect(dovecot.mails('meet')).to.have.length(2);
      await start(url, '-', '');
      await until(() => dovecot.mails('meet').length === 0);
      await until(() => handled().length >= 2);
      expect(handled()).to.deep.equal(['<1@example.com>', '<2@example.com>']);
    } finally {
      await dovecot.stop();
    }
  }).timeout(40_000);
});
