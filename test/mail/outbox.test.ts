import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { createFileTransport } from '../../src/mail/file-transport.ts';
import { DeliveryProblem, type MailTransport } from '../../src/mail/mail-transport.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { type OutboxHouse, openOutboxHouse } from '../kit/outbox-house.ts';

const MINUTE_MS = 60_000;

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

describe('the outbox', () => {
  let house: OutboxHouse;
  beforeEach(async () => {
    house = await openOutboxHouse();
  });
  afterEach(() => house.close());

  const enqueue = (recipient?: string, orderKey?: string, messageId?: string): Promise<string> =>
    house.enqueue({
      ...(recipient !== undefined && { recipient }),
      ...(orderKey && { orderKey }),
      ...(messageId && { messageId }),
    });
  const entries = () => house.entries();
  const stateOf = (subject: string) => house.entryOf(subject);
  const caught = () => house.caught();

  it('hands a mail to the server with the envelope it was given, whatever its headers say', async () => {
    await enqueue();
    await house.sender.run();
    expect(house.catcher.mails.map(({ envelopeFrom, to }) => [envelopeFrom, to])).to.deep.equal([
      ['meet@example.org', ['ann@example.com']],
    ]);
    expect(await stateOf('Mail 1')).to.include({ state: 'sent', attempts: 1, leftMs: house.clock.nowMs() });
  });

  it('keeps nothing of a transaction that is rolled back', async () => {
    await house
      .unitOfWork(async (transaction) => {
        const mail = {
          messageId: '<x@example.org>',
          orderKey: 'x',
          envelopeFrom: 'meet@example.org',
          subject: 'x',
          mime: Buffer.from('x'),
        };
        await house.outbox.enqueue(transaction, { ...mail, recipient: 'ann@example.com' });
        throw new Error('the change failed');
      })
      .catch(() => {});
    expect(await entries()).to.deep.equal([]);
  });

  it('takes a mail of the same Message-ID once', async () => {
    await enqueue('ann@example.com', 'event-1', '<same@example.org>');
    await enqueue('ann@example.com', 'event-1', '<same@example.org>');
    await house.sender.run();
    expect(caught()).to.deep.equal(['Mail 1']);
  });

  it('refuses an address that is not one plain mailbox', async () => {
    for (const recipient of ['a@x.org,b@x.org', 'a@x.org\r\nDATA', 'Ann <a@x.org>', '']) {
      const failed = await enqueue(recipient).then(
        () => false,
        () => true,
      );
      expect(failed, recipient).to.equal(true);
    }
    expect(await entries()).to.deep.equal([]);
  });

  it('tries again after 1, 5, 15, 60 and 240 minutes and then every four hours, and gives up after five days', async () => {
    house.catcher.setAnswer((step) => (step === 'rcpt' ? { code: 450, message: 'Mailbox busy' } : undefined));
    await enqueue();
    const startedMs = house.clock.nowMs();
    const waits: number[] = [];
    for (;;) {
      await house.sender.run();
      const entry = await stateOf('Mail 1');
      if (entry.state !== 'waiting') break;
      expect(entry.lastError).to.include('Mailbox busy');
      waits.push((entry.dueMs - house.clock.nowMs()) / MINUTE_MS);
      house.clock.set(entry.dueMs - 1);
      expect(await house.store.listDue(house.clock.nowMs(), 10)).to.deep.equal([]);
      house.clock.set(entry.dueMs);
    }
    expect(waits.slice(0, 7)).to.deep.equal([1, 5, 15, 60, 240, 240, 240]);
    expect(new Set(waits.slice(4))).to.deep.equal(new Set([240]));
    const days = (house.clock.nowMs() - startedMs) / (24 * 60 * MINUTE_MS);
    expect(days).to.be.within(4.8, 5);
    expect(await stateOf('Mail 1')).to.include({ state: 'failed' });
    expect(caught()).to.deep.equal([]);
  });

  it('gives up at once what the server refuses for good, and says with which words', async () => {
    house.catcher.setAnswer((step, address) =>
      step === 'rcpt' && address.startsWith('nobody') ? { code: 550, message: 'No such user' } : undefined,
    );
    await enqueue('nobody@example.com');
    await enqueue('ann@example.com');
    await house.sender.run();
    const refused = await stateOf('Mail 1');
    expect(refused).to.include({ state: 'failed', attempts: 1 });
    expect(refused.lastError).to.include('No such user');
    expect(caught()).to.deep.equal(['Mail 2']);
  });

  for (const step of ['mail', 'rcpt', 'data'] as const)
    it(`sends once a mail that was put off at ${step.toUpperCase()}`, async () => {
      house.catcher.setAnswer((at) => (at === step ? { code: 452, message: 'Not now' } : undefined));
      await enqueue();
      await house.sender.run();
      house.catcher.setAnswer(() => undefined);
      house.clock.forward(MINUTE_MS);
      await house.sender.run();
      await house.sender.run();
      expect(caught()).to.deep.equal(['Mail 1']);
      // Asked about our own address it said no to all of us: that was no attempt of this mail.
      const attempts = step === 'mail' ? 1 : 2;
      expect(await stateOf('Mail 1')).to.include({ state: 'sent', attempts, lastError: undefined });
    });

  it('sends nothing twice and loses nothing when the server cannot be reached, and does not try each mail in turn', async () => {
    const dead = house.startSender(createSmtpTransport({ smtpUrl: 'smtp://127.0.0.1:9' }));
    for (let index = 0; index < 12; index += 1) await enqueue(`guest${index}@example.com`);
    expect(await dead.run()).to.equal(MINUTE_MS);
    await dead.stop();
    const tried = (await entries()).filter(({ lastError }) => lastError !== undefined);
    expect(tried.length).to.be.within(1, 5);
    expect(tried.map(({ attempts }) => attempts)).to.deep.equal(tried.map(() => 0));
    house.clock.forward(MINUTE_MS);
    await house.sender.run();
    expect(caught().sort()).to.deep.equal((await entries()).map(({ subject }) => subject).sort());
  });

  it('hands over once a mail that the server takes without saying so, until its next attempt', async () => {
    let taken = 0;
    const server = createServer((socket) => {
      let data = false;
      socket.write('220 here\r\n');
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        if (data && text.endsWith('\r\n.\r\n')) {
          taken += 1;
          socket.destroy();
        } else if (text.startsWith('DATA')) {
          data = true;
          socket.write('354 go on\r\n');
        } else if (!data) socket.write('250 ok\r\n');
      });
    });
    const port = await listening(server);
    const sender = house.startSender(createSmtpTransport({ smtpUrl: `smtp://127.0.0.1:${port}` }));
    await enqueue();
    await sender.run();
    await sender.stop();
    server.close();
    expect(taken).to.equal(1);
    expect(await stateOf('Mail 1')).to.include({ state: 'waiting', attempts: 1 });
  });

  it('fails no mail for a server that refuses everybody at its door', async () => {
    const server = createServer((socket) => socket.end('554 no service here\r\n'));
    const port = await listening(server);
    const sender = house.startSender(createSmtpTransport({ smtpUrl: `smtp://127.0.0.1:${port}` }));
    await enqueue();
    await sender.run();
    await sender.stop();
    server.close();
    const refused = await stateOf('Mail 1');
    expect(refused).to.include({ state: 'waiting', attempts: 0 });
    expect(refused.lastWords).to.equal('554 no service here');
  });

  it('tries again after a minute a server that could not be reached, though the clock is set back', async () => {
    const sender = house.startSender(createSmtpTransport({ smtpUrl: 'smtp://127.0.0.1:9' }));
    await house.enqueue();
    expect(await sender.run()).to.equal(MINUTE_MS);
    house.clock.forward(-24 * 60 * MINUTE_MS);
    expect(await sender.run()).to.equal(MINUTE_MS);
    expect((await house.entryOf('Mail 1')).dueMs).to.equal(house.clock.nowMs() + MINUTE_MS);
    await sender.stop();
  });

  it('keeps the order of mails about one event to one person, and lets other mails pass', async () => {
    house.catcher.setAnswer((step, address) =>
      step === 'rcpt' && address.startsWith('ann') ? { code: 451, message: 'Later' } : undefined,
    );
    await enqueue('ann@example.com');
    await house.sender.run();
    house.catcher.setAnswer(() => undefined);
    await enqueue('ann@example.com');
    await enqueue('bob@example.com');
    await enqueue('ann@example.com', 'event-2');
    const nextMs = await house.sender.run();
    expect(caught()).to.have.members(['Mail 3', 'Mail 4']);
    expect(nextMs).to.equal(MINUTE_MS);
    house.clock.forward(MINUTE_MS);
    await house.sender.run();
    expect(caught().slice(2)).to.deep.equal(['Mail 1', 'Mail 2']);
  });

  it('sends after a restart what was in the hands of a server that was killed', async () => {
    const hanging: MailTransport = { send: () => new Promise(() => {}), close: () => {} };
    await enqueue();
    void house.startSender(hanging).run();
    while ((await house.store.listDue(house.clock.nowMs(), 1)).length > 0) await new Promise(setImmediate);
    // The first start after the kill lets go of what the dead one held.
    const next = house.startSender();
    await next.run();
    await next.stop();
    expect(caught()).to.deep.equal(['Mail 1']);
  });

  it('gives a mail to one sender alone, also when two look at once', async () => {
    await enqueue();
    const due = await house.store.listDue(house.clock.nowMs(), 1);
    const nowMs = house.clock.nowMs();
    const taken = await Promise.all(due.concat(due).map(({ id }) => house.store.lease(id, nowMs, nowMs + MINUTE_MS)));
    expect(taken.map((held) => held !== undefined)).to.deep.equal([true, false]);
  });

  it('stops within its grace though a server never answers', async function () {
    this.timeout(15_000);
    const hanging: MailTransport = { send: () => new Promise(() => {}), close: () => {} };
    const sender = house.startSender(hanging);
    await enqueue();
    sender.start();
    while ((await house.store.listDue(house.clock.nowMs(), 1)).length > 0) await new Promise(setImmediate);
    const startedMs = Date.now();
    await sender.stop();
    expect(Date.now() - startedMs).to.be.below(7_000);
  });

  it('sends again on demand what failed, from its first attempt', async () => {
    house.catcher.setAnswer((step) => (step === 'data' ? { code: 554, message: 'Refused' } : undefined));
    await enqueue();
    await house.sender.run();
    house.catcher.setAnswer(() => undefined);
    const { id } = await stateOf('Mail 1');
    await house.outbox.retry(id);
    await house.sender.run();
    expect(caught()).to.deep.equal(['Mail 1']);
    expect(await house.outbox.retry('nothing').catch((error: unknown) => error)).to.have.property('code', 'not-found');
  });

  it('forgets the content of a mail a month after it left, and keeps that it left', async () => {
    await enqueue();
    await house.sender.run();
    const { id } = await stateOf('Mail 1');
    house.clock.forward(29 * 24 * 60 * MINUTE_MS);
    await house.sender.run();
    expect(await house.store.readMime(id)).to.not.equal(undefined);
    house.clock.forward(2 * 24 * 60 * MINUTE_MS);
    await house.sender.run();
    expect(await house.store.readMime(id)).to.equal(undefined);
    expect(await stateOf('Mail 1')).to.include({ state: 'sent' });
  });

  it('keeps mails as files that only the server reads, when there is no mail server', async () => {
    const directory = join(house.directory, 'mail');
    const keeper = house.startSender(createFileTransport({ directory }));
    await enqueue();
    await keeper.run();
    await keeper.stop();
    const { id, state } = await stateOf('Mail 1');
    expect(state).to.equal('kept');
    expect(await readdir(directory)).to.deep.equal([`${id}.eml`]);
    expect(await readFile(join(directory, `${id}.eml`))).to.deep.equal(await house.store.readMime(id));
    expect((await stat(join(directory, `${id}.eml`))).mode & 0o777).to.equal(0o600);
    expect((await stat(directory)).mode & 0o777).to.equal(0o700);
  });

  it('writes no file outside its folder', async () => {
    const transport = createFileTransport({ directory: join(house.directory, 'mail') });
    const delivery = { envelopeFrom: 'a@x.org', recipient: 'b@x.org', mime: Buffer.from('x') };
    for (const id of ['../escape', '/etc/escape', ''])
      expect(await transport.send({ ...delivery, id }).catch((error: unknown) => error)).to.be.instanceOf(
        DeliveryProblem,
      );
  });
});
