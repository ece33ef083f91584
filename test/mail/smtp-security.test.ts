import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { dkimVerify } from 'mailauth';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { readConfig } from '../../src/app/config.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { type OutboxHouse, openOutboxHouse } from '../kit/outbox-house.ts';

const MIME = Buffer.from(
  [
    'From: =?UTF-8?Q?Ann_via_Rendez-vous_=C3=A9t=C3=A9?= <meet+token@example.org>',
    'Reply-To: Ann <ann@example.net>',
    'To: Bob <bob@example.com>',
    'Subject: =?UTF-8?B?UsOpdW5pb24=?=',
    'Date: Mon, 01 Feb 2027 09:00:00 +0000',
    'Message-ID: <1@example.org>',
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    '.A line that begins with a dot,  and spaces at its end.  ',
    '',
    '--b--',
    '',
    '',
  ].join('\r\n'),
);

interface Caught {
  readonly mime: Buffer;
  readonly secure: boolean;
}

const OPENSSL = '/usr/bin/openssl';

/** A certificate for `localhost` that it signed itself. */
const makeCertificate = (): { key: string; cert: string } => {
  const made = execFileSync(
    OPENSSL,
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', '-', '-out', '-'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const at = made.indexOf('-----BEGIN CERTIFICATE-----');
  return { key: made.slice(0, at), cert: made.slice(at) };
};
const CERTIFICATE = makeCertificate();

/** A real SMTP server with that certificate. */
const startServer = async (options: SMTPServerOptions) => {
  const caught: Caught[] = [];
  const server = new SMTPServer({
    authOptional: true,
    ...CERTIFICATE,
    ...options,
    onData(stream, { secure }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        caught.push({ mime: Buffer.concat(chunks), secure });
        done(null);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { caught, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
};

describe('the way to the mail server', () => {
  let house: OutboxHouse;
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  beforeEach(async () => {
    house = await openOutboxHouse();
  });
  afterEach(async () => {
    await server?.close();
    await house.close();
  });

  const send = async (smtpUrl: string) => {
    await house.enqueue();
    const sender = house.startSender(createSmtpTransport({ smtpUrl }));
    await sender.run();
    await sender.stop();
    return house.entryOf('Mail 1');
  };

  const ways = [
    ['TLS from the first byte', 'smtps', '', { secure: true }],
    ['STARTTLS as soon as it is offered', 'smtp', '', {}],
    ['STARTTLS when it must be', 'smtp', 'requireTLS=true', {}],
  ] as const;
  for (const [what, scheme, query, options] of ways) {
    it(`is ${what}, and no mail passes when the certificate is not to be trusted`, async () => {
      server = await startServer(options);
      const entry = await send(`${scheme}://localhost:${server.port}?${query}`);
      expect(entry).to.include({ state: 'waiting', attempts: 0 });
      expect(entry.lastError).to.match(/certificate/i);
      expect(server.caught).to.deep.equal([]);
    });

    it(`is ${what}, when the certificate is trusted, for the name that it is made out to`, async () => {
      server = await startServer(options);
      const trust = `tls.ca=${encodeURIComponent(CERTIFICATE.cert)}&${query}`;
      const elsewhere = await send(`${scheme}://127.0.0.1:${server.port}?${trust}`);
      expect(elsewhere).to.include({ state: 'waiting' });
      expect(elsewhere.lastError).to.match(/IP: 127\.0\.0\.1 is not in the cert/);
      house.clock.forward(60_000);
      const sender = house.startSender(
        createSmtpTransport({ smtpUrl: `${scheme}://localhost:${server.port}?${trust}` }),
      );
      await sender.run();
      await sender.stop();
      expect(await house.entryOf('Mail 1')).to.include({ state: 'sent' });
      expect(server.caught.map(({ secure }) => secure)).to.deep.equal([true]);
    });

    it(`is ${what}, when any certificate is allowed`, async () => {
      server = await startServer(options);
      const entry = await send(`${scheme}://localhost:${server.port}?tls.rejectUnauthorized=false&${query}`);
      expect(entry).to.include({ state: 'sent' });
    });
  }

  it('takes no mail in plain words when TLS is asked for', async () => {
    server = await startServer({ disabledCommands: ['STARTTLS'] });
    expect(await send(`smtp://localhost:${server.port}?requireTLS=true`)).to.include({ state: 'waiting', attempts: 0 });
    expect(server.caught).to.deep.equal([]);
  });

  it('tells a wrong password and fails no mail for it', async () => {
    server = await startServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('wrong password')),
    });
    const entry = await send(`smtp://user:wrong@localhost:${server.port}?tls.rejectUnauthorized=false`);
    expect(entry).to.include({ state: 'waiting', attempts: 0 });
    expect(entry.lastWords).to.equal('535 wrong password');
  });
});

describe('DKIM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const asked: string[] = [];
  const resolver = async (name: string): Promise<string[][]> => {
    asked.push(name);
    return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]];
  };

  const sendSigned = async (): Promise<Buffer> => {
    const server = await startServer({ disabledCommands: ['STARTTLS'] });
    const transport = createSmtpTransport({
      smtpUrl: `smtp://127.0.0.1:${server.port}`,
      dkim: { selector: 'meet2027', key: privateKey, from: 'meet@Example.ORG' },
    });
    await transport.send({ id: '1', envelopeFrom: 'meet@example.org', recipient: 'bob@example.com', mime: MIME });
    transport.close();
    await server.close();
    return server.caught[0]?.mime ?? Buffer.alloc(0);
  };
  const verify = async (mime: Buffer): Promise<string[]> =>
    (await dkimVerify(mime, { resolver })).results.map(({ status }) => status.result);

  it('signs a mail as it leaves, for the domain of the sender, and changes nothing else of it', async () => {
    const mime = await sendSigned();
    const { results } = await dkimVerify(mime, { resolver });
    expect(results).to.have.length(1);
    const [signature] = results;
    expect(signature?.status.result).to.equal('pass');
    expect([signature?.signingDomain, signature?.selector]).to.deep.equal(['example.org', 'meet2027']);
    expect(asked).to.include('meet2027._domainkey.example.org');
    expect(mime.toString().endsWith(MIME.toString())).to.equal(true);
    expect((await simpleParser(mime)).subject).to.equal('Réunion');
  });

  const changes = [
    ['From', /meet\+token@/, 'other@'],
    ['Reply-To', /ann@example\.net/, 'eve@example.net'],
    ['To', /bob@example\.com/, 'eve@example.com'],
    ['Subject', /UsOpdW5pb24=/, 'RXZl'],
    ['Date', /09:00:00/, '10:00:00'],
    ['Message-ID', /<1@example\.org>/, '<2@example.org>'],
    ['MIME-Version', /MIME-Version: 1\.0/, 'MIME-Version: 2.0'],
    ['Auto-Submitted', /auto-generated/, 'no'],
    ['Content-Type', /multipart\/alternative/, 'multipart/mixed'],
    ['body', /that begins/, 'that ends'],
  ] as const;
  for (const [what, found, instead] of changes)
    it(`covers ${what}`, async () => {
      const mime = (await sendSigned()).toString();
      // The signature itself names the fields: what is changed comes after it.
      const at = mime.indexOf('\r\nFrom:');
      const changed = mime.slice(0, at) + mime.slice(at).replace(found, instead);
      expect(changed).to.not.equal(mime);
      expect(await verify(Buffer.from(changed))).to.not.include('pass');
    });

  it('refuses at the start a key that cannot sign, and says which setting it is', () => {
    const weak = generateKeyPairSync('rsa', {
      modulusLength: 512,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey;
    const ed25519 = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey;
    for (const key of ['not a key', weak, ed25519, publicKey.toString('base64')]) {
      expect(() => readConfig({ DKIM_SELECTOR: 'meet', DKIM_KEY: key })).to.throw(
        'DKIM_KEY: must be an RSA private key (PEM) of at least 1024 bits',
      );
      expect(() =>
        createSmtpTransport({ smtpUrl: 'smtp://127.0.0.1:9', dkim: { selector: 'meet', key, from: 'meet@x.org' } }),
      ).to.throw('DKIM_KEY');
    }
    expect(readConfig({ DKIM_SELECTOR: 'meet', DKIM_KEY: privateKey }).mail.dkim?.key).to.equal(privateKey);
  });
});
