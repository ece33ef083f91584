import { generateKeyPairSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SMTPServer } from 'smtp-server';
import { readConfig } from '../../src/app/config.ts';
import { doctorFromTerminal } from '../../src/app/doctor/doctor-from-terminal.ts';
import { type DoctorWorld, realWorld } from '../../src/app/doctor/doctor-world.ts';
import { examine } from '../../src/app/doctor/examine.ts';
import type { Finding, FindingCode, Verdict } from '../../src/app/doctor/finding.ts';
import { exitStatusOf, reportText, tell } from '../../src/app/doctor/report.ts';
import { doctor as english } from '../../src/base/i18n/en/doctor.ts';
import { doctor as french } from '../../src/base/i18n/fr/doctor.ts';
import { createMailDnsResolver } from '../../src/mail/mail-dns.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { openKeyring } from '../../src/platform/keyring.ts';
import { type DnsServer, startDnsServer } from '../kit/dns-server.ts';
import { startDovecot } from '../kit/dovecot.ts';
import { startHostileSmtp } from '../kit/hostile-smtp.ts';
import { type Nginx, startNginx } from '../kit/nginx.ts';
import { freePort, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTestAuthority, type TestAuthority } from '../kit/test-authority.ts';

type Environment = Readonly<Record<string, string>>;
const PASSWORD = 'p4ss-of-the-test';

/** What the doctor is shown instead of the world: only what cannot be had here for real, or must not depend on this machine. */
const worldWith = (more: Partial<DoctorWorld> = {}): DoctorWorld => ({
  ...realWorld(),
  addressesOf: async () => ['127.0.0.1'],
  dns: async () => {
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  },
  ...more,
});

const verdictsOf = (findings: readonly Finding[]): ReadonlyMap<FindingCode, Verdict> =>
  new Map(findings.map(({ code, verdict }) => [code, verdict]));
const examineWith = (environment: Environment, more: Partial<DoctorWorld> = {}): Promise<readonly Finding[]> =>
  examine(readConfig(environment), worldWith(more));

describe('webmeeting doctor', () => {
  let authority: TestAuthority;
  let running: RunningApp;
  let proxyPort: number;
  let environment: Environment;
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'webmeeting-doctor-'));
    folders.push(folder);
    return folder;
  };

  before(async () => {
    authority = createTestAuthority();
    proxyPort = await freePort();
    const port = String(await freePort());
    environment = {
      PORT: port,
      PUBLIC_URL: `https://localhost:${proxyPort}`,
      TRUST_PROXY: '127.0.0.1',
      MAIL_FROM: 'meet@example.org',
    };
    running = await startApp({ port: Number(port), environment });
    environment = { ...environment, DATA_DIR: running.dataDirectory };
    // As the program itself makes them, by its umask.
    for (const name of readdirSync(running.dataDirectory)) chmodSync(join(running.dataDirectory, name), 0o700);
  });
  after(async () => {
    await running.dispose();
    authority.remove();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** Debian's nginx before the server, with a certificate of ours for this name and so many days. */
  const proxied = async <T>(
    work: () => Promise<T>,
    { name = 'localhost', days = 60, change = (text: string) => text } = {},
  ): Promise<T> => {
    const { certFile, keyFile } = authority.issue(name, days);
    const nginx: Nginx = await startNginx({
      upstreamPort: Number(environment['PORT']),
      port: proxyPort,
      change: (text) =>
        change(text)
          .replace(/ssl_certificate .*;/, `ssl_certificate ${certFile};`)
          .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${keyFile};`),
    });
    try {
      return await work();
    } finally {
      await nginx.stop();
    }
  };
  const trusting = (more: Partial<DoctorWorld> = {}): Partial<DoctorWorld> => ({ authorities: authority.ca, ...more });
  const examineProxied = (options: Parameters<typeof proxied>[1] = {}, changed: Environment = {}) =>
    proxied(() => examineWith({ ...environment, ...changed }, trusting()), options);

  const expectFault = (findings: readonly Finding[], code: FindingCode, verdict: Verdict = 'fail'): void => {
    expect([...verdictsOf(findings)], reportText(findings, 'en')).to.deep.include([code, verdict]);
  };

  it('finds nothing failing where nothing is wrong, and the way through the proxy good', async () => {
    const findings = await examineProxied();
    const verdicts = verdictsOf(findings);
    for (const code of [
      'server-runs',
      'certificate-good',
      'websocket-good',
      'proxy-believed',
      'files-good',
      'database-good',
      'versions-good',
    ] as const)
      expect(verdicts.get(code), reportText(findings, 'en')).to.equal('ok');
    expect(findings.filter(({ verdict, check }) => verdict === 'fail' && check !== 'mail-dns')).to.deep.equal([]);
  });

  describe('names each of these faults', () => {
    it('1: the certificate has ended', async () => {
      expectFault(await examineProxied({ days: -1 }), 'certificate-expired');
    });

    it('2: the certificate is for another name', async () => {
      const findings = await examineProxied({ name: 'other.example.org' });
      expectFault(findings, 'certificate-name');
      expect(reportText(findings, 'en')).to.include('other.example.org');
    });

    it('3: nobody knows who signed the certificate; and one for few days more is a warning', async () => {
      const findings = await proxied(() => examineWith(environment), { days: 5 });
      expectFault(findings, 'certificate-untrusted');
      expectFault(findings, 'certificate-soon', 'warn');
    });

    it('4: the proxy does not let WebSockets through', async () => {
      const change = (text: string): string => text.replace(/proxy_set_header (?:Upgrade|Connection) .*;/g, '');
      expectFault(await examineProxied({ change }), 'websocket-refused');
    });

    it('5: TRUST_PROXY is missing; or the proxy does not say who asks', async () => {
      const other = await freePort();
      const untrusting = await startApp({
        port: other,
        environment: { PUBLIC_URL: environment['PUBLIC_URL'] ?? '' },
      });
      const its = { ...environment, PORT: String(other), DATA_DIR: untrusting.dataDirectory, TRUST_PROXY: '' };
      const to = (text: string): string => text.replace(/proxy_pass .*;/, `proxy_pass http://127.0.0.1:${other};`);
      try {
        expectFault(await examineProxied({ change: to }, its), 'proxy-unbelieved');
      } finally {
        await untrusting.dispose();
      }
      const silent = (text: string): string => text.replace(/proxy_set_header X-Forwarded-For .*;/, '');
      expectFault(await examineProxied({ change: silent }), 'proxy-silent');
    });

    it('6: the public address leads to another server; or to nobody', async () => {
      const other = createServer((_request, response) => response.end('somebody else'));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const address = other.address();
      const url = `http://meet.example.org:${typeof address === 'object' && address ? address.port : 0}`;
      expectFault(await examineWith({ ...environment, PUBLIC_URL: url }), 'address-elsewhere');
      await new Promise((resolve) => other.close(resolve));
      expectFault(await examineWith({ ...environment, PUBLIC_URL: url }), 'address-silent');
    });

    it('7: the mail server refuses the password, and the doctor does not print it', async () => {
      const server = new SMTPServer({
        hideSTARTTLS: true,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(new Error('535 no')),
      });
      server.on('error', () => {});
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const findings = await examineWith({ ...environment, SMTP_URL: `smtp://meet:${PASSWORD}@127.0.0.1:${port}` });
      await new Promise<void>((resolve) => server.close(resolve));
      expectFault(findings, 'mail-out-password');
      expect(JSON.stringify(findings) + reportText(findings, 'fr')).to.not.include(PASSWORD);
      expectFault(
        await examineWith({ ...environment, SMTP_URL: `smtp://meet:${PASSWORD}@127.0.0.1:${port}` }),
        'mail-out-silent',
      );
    });

    describe('in the DNS', () => {
      let dns: DnsServer;
      before(async () => {
        dns = await startDnsServer();
      });
      after(() => dns.close());
      /** Texts come from a name server; where mail goes is said here. */
      const asking = (mx: readonly string[]): Partial<DoctorWorld> => {
        const texts = createMailDnsResolver([dns.address]);
        return {
          dns: async (name, type) => {
            if (type === 'MX') return mx.map((exchange) => ({ priority: 10, exchange })) as never;
            if (type === 'A' && name === 'mx.provider.example') return ['198.51.100.7'];
            return texts(name, type);
          },
        };
      };

      it('8: SPF is missing', async () => {
        const findings = await examineWith({ ...environment, MAIL_FROM: 'meet@nothing.org' }, asking([]));
        expectFault(findings, 'spf-missing');
      });

      it('9: the key of DKIM is another one', async () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
          type: 'spki',
          format: 'der',
        });
        dns.set('meet._domainkey.house.org', `v=DKIM1; k=rsa; p=${other.toString('base64')}`);
        const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
        const findings = await examineWith(
          { ...environment, MAIL_FROM: 'meet@house.org', DKIM_SELECTOR: 'meet', DKIM_KEY: key },
          asking([]),
        );
        expectFault(findings, 'dkim-other-key');
        expect(JSON.stringify(findings)).to.not.include('PRIVATE');
      });

      it('10: mail for the domain goes elsewhere; or nowhere', async () => {
        const inbox = { ...environment, MAIL_FROM: 'meet@house.org', INBOX_SMTP_PORT: String(await freePort()) };
        expectFault(await examineWith(inbox, asking(['mx.provider.example'])), 'mx-elsewhere', 'warn');
        expectFault(await examineWith(inbox, asking([])), 'mx-missing');
      });
    });

    it('11: the mailbox refuses the password; or has no such folder', async () => {
      const dovecot = await startDovecot();
      try {
        const right = dovecot.imapUrl('meet');
        expectFault(await examineWith({ ...environment, INBOX_IMAP_URL: right }), 'imap-good', 'ok');
        const findings = await examineWith({
          ...environment,
          INBOX_IMAP_URL: right.replace(':test@', `:${PASSWORD}@`),
        });
        expectFault(findings, 'imap-password');
        expect(JSON.stringify(findings)).to.not.include(PASSWORD);
        const nowhere = dovecot.imapUrl('meet', 'Nowhere');
        expectFault(await examineWith({ ...environment, INBOX_IMAP_URL: nowhere }), 'imap-folder');
      } finally {
        await dovecot.stop();
      }
    });

    it('12: another program has the port of the telephone; or it does not answer while the server runs', async () => {
      const other = createSocket('udp4');
      await new Promise<void>((resolve) => other.bind(0, '127.0.0.1', resolve));
      const sip = { SIP_PORT: String(other.address().port), SIP_HOST: '127.0.0.1' };
      const stopped = { DATA_DIR: newFolder(), PORT: String(await freePort()) };
      try {
        expectFault(await examineWith({ ...stopped, ...sip }), 'sip-port-taken');
        expectFault(await examineWith({ ...environment, ...sip }), 'sip-silent');
      } finally {
        other.close();
      }
    });

    it('13: MEDIA_ADDRESS is neither this machine nor where the pages are; or an address of the house is told outside', async () => {
      const stopped = { DATA_DIR: newFolder(), PORT: String(await freePort()), SIP_PORT: String(await freePort()) };
      const outside = { addressesOf: async () => ['198.51.100.20'], ownAddresses: () => ['127.0.0.1', '10.0.0.5'] };
      const publicUrl = { PUBLIC_URL: 'https://meet.example.org' };
      const wrong = { ...stopped, ...publicUrl, MEDIA_ADDRESS: '203.0.113.77' };
      expectFault(await examineWith(wrong, outside), 'sound-wrong');
      const inside = { addressesOf: async () => ['8.8.4.4'], ownAddresses: outside.ownAddresses };
      expectFault(await examineWith({ ...stopped, ...publicUrl, SIP_HOST: '0.0.0.0' }, inside), 'sound-private');
    }).timeout(40_000);

    it('14: the disk is full, or fills up', async () => {
      const totalBytes = 100 * 1024 ** 3;
      const disk = (freeBytes: number) => ({ readDiskSpace: async () => ({ freeBytes, totalBytes }) });
      expectFault(await examineWith(environment, disk(10 * 1024 ** 2)), 'disk-full');
      expectFault(await examineWith(environment, disk(1024 ** 3)), 'disk-low', 'warn');
    });

    it('15: the clock is off, as the mail server’s greeting shows', async () => {
      const smtp = await startHostileSmtp();
      smtp.behave((step) =>
        step === 'connect' ? { say: '220 mail.example.org ESMTP Thu, 1 Jan 2026 08:00:00 +0000' } : 'go',
      );
      try {
        const findings = await examineWith({ ...environment, SMTP_URL: smtp.url });
        expectFault(findings, 'clock-off');
      } finally {
        await smtp.close();
      }
    });

    it('16: others can read the key; it is damaged; it is gone', async () => {
      const folder = newFolder();
      const its = { DATA_DIR: folder, PORT: String(await freePort()) };
      openKeyring(folder);
      const key = join(folder, 'secret.key');
      chmodSync(key, 0o644);
      expectFault(await examineWith(its), 'files-open', 'warn');
      chmodSync(folder, 0o755);
      expectFault(await examineWith(its), 'files-open');
      truncateSync(key, 5);
      expectFault(await examineWith(its), 'key-damaged');
      rmSync(key);
      writeFileSync(join(folder, 'webmeeting.sqlite'), '', { mode: 0o600 });
      expectFault(await examineWith(its), 'key-missing');
    });

    it('17: the database is of a newer release, of an older one, or damaged', async () => {
      const folder = newFolder();
      const file = join(folder, 'webmeeting.sqlite');
      const its = { DATA_DIR: folder, PORT: String(await freePort()) };
      const database = await openDatabase({ file });
      await database('knex_migrations').where('name', 'like', '0007%').delete();
      expectFault(await examineWith(its), 'schema-old', 'warn');
      await database('knex_migrations').insert({ name: '0099-of-tomorrow', batch: 9, migration_time: 0 });
      expectFault(await examineWith(its), 'schema-newer');
      await database.destroy();
      for (const name of readdirSync(folder)) if (name !== 'webmeeting.sqlite') rmSync(join(folder, name));
      writeFileSync(file, 'this is no database at all, and never was', { mode: 0o600 });
      expectFault(await examineWith(its), 'database-damaged');
    });

    it('18: the time-zone data are of years ago', async () => {
      const { tz: _own, ...versions } = process.versions;
      const old = await examineWith(environment, { versions: { ...versions, tz: '2019c' } });
      expectFault(old, 'zones-old', 'warn');
      expect(reportText(old, 'en')).to.include('2019c').and.include('Use a newer release of Node.');
    });

    it('19: Node is too old', async () => {
      const old = await examineWith(environment, { versions: { node: '18.20.4', tz: '2026a' } });
      expectFault(old, 'node-old');
      expect(reportText(old, 'en')).to.include('Node 18.20.4 is older than 20.19.');
    });
  });

  it('says of what only shows from outside, or with something to compare, that it is not checkable here, and how it is', async () => {
    const stopped = { DATA_DIR: newFolder(), PORT: String(await freePort()), SIP_PORT: String(await freePort()) };
    const findings = await examineWith(
      { ...stopped, PUBLIC_URL: 'https://meet.example.org', MEDIA_ADDRESS: '8.8.4.4', RTP_PORTS: '41000-41099' },
      { ownAddresses: () => ['127.0.0.1', '8.8.4.4'] },
    );
    for (const code of ['sip-outside', 'sound-ports', 'websocket-unseen', 'proxy-unseen'] as const)
      expectFault(findings, code, 'unknown');
    const text = reportText(findings, 'en');
    expect(text).to.include('41000-41099').and.include(`8.8.4.4:${stopped.SIP_PORT}`);
    expect(text).to.include('hear the echo test from a telephone outside once').and.include('call from outside once');
  });

  it('looks at a stopped server without making or changing anything', async () => {
    const folder = newFolder();
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    cpSync(join(running.dataDirectory, 'secret.key'), join(copy, 'secret.key'));
    const missing = join(folder, 'none');
    const its = { PORT: String(await freePort()), PUBLIC_URL: 'http://localhost:1' };
    expectFault(await examineWith({ ...its, DATA_DIR: missing }), 'files-missing', 'warn');
    expectFault(await examineWith({ ...its, DATA_DIR: copy }), 'server-stopped', 'warn');
    expect(readdirSync(folder)).to.deep.equal(['copy']);
    expect(readdirSync(copy)).to.deep.equal(['secret.key']);
  });

  it('answers nobody who does not hold the key', async () => {
    for (const authorization of ['', 'Doctor 1.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbb']) {
      const url = `http://127.0.0.1:${environment['PORT']}/healthz/self`;
      expect((await fetch(url, { headers: { authorization } })).status).to.equal(404);
    }
  });

  it('says a remedy for everything that is not well, in both languages, without a hole in it', () => {
    for (const language of ['en', 'fr'] as const)
      for (const code of Object.keys(english.finding) as FindingCode[]) {
        const { found } = tell({ check: 'server', verdict: 'fail', code }, language);
        expect(found, code).to.not.include('{{');
        const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
        const [here, there] = [english.finding[code], french.finding[code]];
        expect(placeholders(there.found), code).to.deep.equal(placeholders(here.found));
        expect(there.remedy === '', code).to.equal(here.remedy === '');
      }
  });

  it('ends with 0, 1 or 2, and prints JSON when asked', async () => {
    const finding = (verdict: Verdict): Finding => ({ check: 'disk', verdict, code: 'disk-good' });
    expect(
      [['ok'], ['ok', 'warn'], ['warn', 'fail'], ['unknown']].map((all) =>
        exitStatusOf(all.map((one) => finding(one as Verdict))),
      ),
    ).to.deep.equal([0, 1, 2, 0]);
    let said = '';
    const terminal = {
      say(text: string) {
        said += text;
      },
      complain: () => {},
    };
    expect(await doctorFromTerminal({ PORT: 'x', SMTP_URL: `nonsense:${PASSWORD}` }, ['--json'], terminal)).to.equal(2);
    const { counts, findings } = JSON.parse(said) as {
      counts: Record<string, number>;
      findings: Array<{ code: string; remedy: string }>;
    };
    expect(counts['fail']).to.equal(1);
    expect(findings[0]?.code).to.equal('configuration-bad');
    expect(said).to.include('PORT').and.not.include(PASSWORD);
    expect(await doctorFromTerminal({}, ['--language', 'de'], terminal)).to.equal(64);
  });
}).timeout(40_000);
