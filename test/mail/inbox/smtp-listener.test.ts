import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { type InboxHouse, openInboxHouse } from '../../kit/inbox-house.ts';
import { until } from '../../kit/own-process.ts';
import { swaks } from '../../kit/swaks.ts';

const MEBIBYTE = 1024 * 1024;
const MAIL = 'From: Bob <bob@example.com>\r\nSubject: Hello\r\nMessage-ID: <1@example.com>\r\n\r\nYes.\r\n';

/** Answers how many octets more than now are really held: what is garbage is collected first. */
const collector = (): (() => number) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = (): number => {
    collect();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  };
  const before = inUse();
  return () => inUse() - before;
};

/** A dialogue by hand: what the server said is in `said()`. */
const talkTo = async (
  port: number,
): Promise<{ socket: Socket; said: () => string; hear: (words: string) => Promise<void> }> => {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  socket.on('error', () => {});
  const hear = (words: string): Promise<void> => until(() => said.includes(words));
  await hear('220 ');
  return { socket, said: () => said, hear };
};

for (const protocol of ['smtp', 'lmtp'] as const) {
  describe(`mail that comes in by ${protocol.toUpperCase()}`, () => {
    let house: InboxHouse;
    let port: number;
    beforeEach(async () => {
      house = await openInboxHouse({ config: { smtp: { port: 0, host: '127.0.0.1', protocol } } });
      port = house.inbox.smtpPort() ?? 0;
    });
    afterEach(() => house.close());
    const send = (to: string, data = MAIL, more: readonly string[] = []) =>
      swaks({ port, protocol: protocol === 'lmtp' ? 'LMTP' : 'ESMTP', to, data, more });

    it('is taken for our address and for its plus addresses, and is handled', async () => {
      expect((await send('Meet+ABC@Example.org')).status).to.equal(0);
      const [mail] = await house.waitFor(1);
      expect(mail).to.deep.include({
        recipients: ['Meet+ABC@Example.org'],
        envelopeFrom: 'bob@example.com',
        from: { name: 'Bob', address: 'bob@example.com' },
        subject: 'Hello',
        words: 'Yes.',
        authentic: false,
      });
      const [entry] = await house.inbox.store.list('handled', 0, 10);
      expect(entry).to.deep.include({ reason: 'answer', sender: 'bob@example.com', subject: 'Hello', source: 'smtp' });
      expect(entry?.peer?.address).to.equal('127.0.0.1');
    });

    it('is refused for anybody else', async () => {
      for (const to of ['nobody@example.org', 'meet@example.com', 'meet+a@example.org.evil.test']) {
        const { status, output } = await send(to);
        expect(status, to).to.equal(24);
        expect(output).to.include('550 5.1.1');
      }
      expect(await house.inbox.store.count(undefined)).to.equal(0);
    });

    it('comes with all its recipients at once', async () => {
      expect((await send('meet+a@example.org,meet+b@example.org')).status).to.equal(0);
      const [mail] = await house.waitFor(1);
      expect(mail?.recipients).to.deep.equal(['meet+a@example.org', 'meet+b@example.org']);
    });

    it('is kept once, however often it is sent', async () => {
      for (let times = 0; times < 3; times += 1) expect((await send('meet+a@example.org')).status).to.equal(0);
      await send('meet+b@example.org');
      await house.waitFor(2);
      expect(await house.inbox.store.count(undefined)).to.equal(2);
    });
  });
}

describe('the SMTP listener', () => {
  let house: InboxHouse;
  let port: number;
  beforeEach(async () => {
    house = await openInboxHouse();
    port = house.inbox.smtpPort() ?? 0;
  });
  afterEach(() => house.close());

  const envelope = (more = ''): string =>
    `EHLO peer.test\r\nMAIL FROM:<bob@example.com>${more}\r\nRCPT TO:<meet+a@example.org>\r\nDATA\r\n`;

  it('offers neither passwords nor TLS, and says how large a mail may be', async () => {
    const { socket, said, hear } = await talkTo(port);
    socket.write('EHLO peer.test\r\n');
    await hear(`SIZE ${10 * MEBIBYTE}`);
    expect(said()).not.to.match(/AUTH|STARTTLS/);
    socket.destroy();
  });

  it('refuses a mail that says that it is too large before it comes', async () => {
    const { socket, hear } = await talkTo(port);
    socket.write(envelope(` SIZE=${30 * MEBIBYTE}`));
    await hear('552 ');
    socket.destroy();
  });

  it('refuses 30 MB with 552 without ever holding them, and takes the next mail on the same connection', async () => {
    const { socket, said, hear } = await talkTo(port);
    socket.write(envelope());
    await hear('354 ');
    const held = collector();
    let most = 0;
    const line = Buffer.from(`${'x'.repeat(998)}\r\n`.repeat(64));
    socket.write(`Subject: large\r\n\r\n`);
    for (let sent = 0; sent < 30 * MEBIBYTE; sent += line.length) {
      if (!socket.write(line)) await new Promise((resolve) => socket.once('drain', resolve));
      if (sent % (64 * line.length) === 0) most = Math.max(most, held());
    }
    socket.write('\r\n.\r\n');
    await hear('552 ');
    expect(most).to.be.lessThan(15 * MEBIBYTE);
    socket.write(`MAIL FROM:<bob@example.com>\r\nRCPT TO:<meet+a@example.org>\r\nDATA\r\n`);
    await until(() => said().match(/^354 /gm)?.length === 2);
    socket.write(`${MAIL}.\r\n`);
    const [mail] = await house.waitFor(1);
    expect(mail?.subject).to.equal('Hello');
    expect(await house.inbox.store.count(undefined)).to.equal(1);
    socket.destroy();
  });

  it('answers 451 when the database fails, and takes the mail when it comes again', async () => {
    await house.database.raw(
      "create trigger full before insert on incoming_mails begin select raise(abort, 'full'); end",
    );
    const failed = await swaks({ port, to: 'meet+a@example.org', data: MAIL });
    expect(failed.status).to.equal(26);
    expect(failed.output).to.include('451 ');
    await house.database.raw('drop trigger full');
    expect((await swaks({ port, to: 'meet+a@example.org', data: MAIL })).status).to.equal(0);
    await house.waitFor(1);
  });

  it('acknowledges only what is kept: the row is there when 250 is said', async () => {
    house.setVerdict(() => new Promise((resolve) => setTimeout(() => resolve({ state: 'handled', reason: 'x' }), 300)));
    await swaks({ port, to: 'meet+a@example.org', data: MAIL });
    expect(await house.inbox.store.count(undefined)).to.equal(1);
  });

  it('understands commands that come all at once', async () => {
    const { socket, said, hear } = await talkTo(port);
    const one = (id: number): string =>
      `MAIL FROM:<bob@example.com>\r\nRCPT TO:<meet+a@example.org>\r\nDATA\r\n${MAIL.replace('<1@', `<${id}@`)}.\r\n`;
    socket.write(`EHLO peer.test\r\n${one(1)}${one(2)}${one(3)}QUIT\r\n`);
    await hear('221 ');
    await house.waitFor(3);
    expect(house.handled.map(({ messageId }) => messageId)).to.deep.equal([
      '<1@example.com>',
      '<2@example.com>',
      '<3@example.com>',
    ]);
    expect(said().match(/^250 .*queued/gm)).to.have.length(3);
  });

  it('keeps nothing of a mail that is cut short', async () => {
    const { socket, hear } = await talkTo(port);
    socket.write(envelope());
    await hear('354 ');
    socket.write('Subject: half\r\n\r\nI was just');
    socket.destroy();
    await swaks({ port, to: 'meet+a@example.org', data: MAIL });
    await house.waitFor(1);
    expect(await house.inbox.store.count(undefined)).to.equal(1);
  });

  it('survives garbage, overlong lines, HTTP and those who try addresses', async () => {
    const garbage = await talkTo(port);
    garbage.socket.write(Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)));
    const long = await talkTo(port);
    long.socket.write(`EHLO ${'x'.repeat(100_000)}`);
    await long.hear('421 ');
    const http = await talkTo(port);
    http.socket.write('POST / HTTP/1.1\r\nHost: x\r\n\r\n');
    await http.hear('421 ');
    const guesser = await talkTo(port);
    const tries = Array.from({ length: 30 }, (_, index) => `RCPT TO:<user${index}@example.org>\r\n`);
    guesser.socket.write(`EHLO x\r\nMAIL FROM:<>\r\n${tries.join('')}`);
    await guesser.hear('421 ');
    for (const { socket } of [garbage, long, http, guesser]) socket.destroy();
    expect((await swaks({ port, to: 'meet+a@example.org', data: MAIL })).status).to.equal(0);
  });

  it('turns away more connections than it serves, and serves again when they are gone', async () => {
    const held = Array.from({ length: 60 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      return socket;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const turnedAway = connect(port, '127.0.0.1');
    const said = await new Promise<string>((resolve) => turnedAway.once('data', (chunk) => resolve(chunk.toString())));
    expect(said).to.match(/^421 /);
    for (const socket of [...held, turnedAway]) socket.destroy();
    await until(async () => (await swaks({ port, to: 'meet+a@example.org', data: MAIL })).status === 0);
  });

  it('stops although a peer says nothing, and listens no more', async () => {
    const { socket } = await talkTo(port);
    const begunMs = Date.now();
    await house.inbox.stop();
    expect(Date.now() - begunMs).to.be.lessThan(5_000);
    const refused = await new Promise<boolean>((resolve) => {
      const late = connect(port, '127.0.0.1');
      late.once('error', () => resolve(true));
      late.once('connect', () => resolve(false));
    });
    expect(refused).to.equal(true);
    socket.destroy();
  });

  it('says that its port is not free', async () => {
    const second = openInboxHouse({ config: { smtp: { port, host: '127.0.0.1', protocol: 'smtp' } } });
    const error = await second.then(
      () => undefined,
      (reason: NodeJS.ErrnoException) => reason,
    );
    expect(error?.code).to.equal('EADDRINUSE');
    expect(error?.message).to.include(`127.0.0.1:${port} (INBOX_SMTP_PORT)`);
  });
});
