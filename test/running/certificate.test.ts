import type { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect } from 'chai';
import { type App, buildApp } from '../../src/app/build-app.ts';
import { readConfig } from '../../src/app/config.ts';
import { silentLog } from '../../src/base/log.ts';
import { checkMaterial } from '../../src/platform/tls/certificate.ts';
import { createFileCertificate } from '../../src/platform/tls/file-certificate.ts';
import { makeOwnCertificate } from '../kit/own-certificate.ts';
import { type Pebble, startPebble } from '../kit/pebble.ts';
import { until } from '../kit/scripted-phone.ts';
import { freePort, freePortPair } from '../kit/start-app.ts';

/** The certificate that is shown on a port. */
const shownOn = (port: number): Promise<X509Certificate> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, servername: 'meet.test', rejectUnauthorized: false }, () => {
      const certificate = socket.getPeerX509Certificate();
      socket.destroy();
      if (certificate) resolve(certificate);
      else reject(new Error('no certificate'));
    });
    socket.once('error', reject);
  });

const ask = (port: number, path: string): Promise<{ status: number | undefined; location: string | undefined }> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, location: answer.headers.location });
    }).once('error', reject);
  });

describe('the certificate', function () {
  this.timeout(60_000);
  let folder: string;
  const stops: Array<() => Promise<void> | void> = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-tls-'));
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const writePair = (pair: { cert: string; key: string }, secondsLater = 0): { certFile: string; keyFile: string } => {
    const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
    writeFileSync(files.certFile, pair.cert);
    writeFileSync(files.keyFile, pair.key);
    const at = new Date(Date.now() + secondsLater * 1000);
    for (const file of Object.values(files)) utimesSync(file, at, at);
    return files;
  };

  it('in two files is taken anew once both fit, and the old one stays until then', async () => {
    const files = writePair(makeOwnCertificate('meet.test'));
    const certificate = createFileCertificate({ ...files, log: silentLog, lookEveryMs: 20 });
    stops.push(() => certificate.stop());
    await certificate.start();
    const first = certificate.current();
    const heard: string[] = [];
    certificate.onRenewed(({ cert }) => heard.push(cert));
    const next = makeOwnCertificate('meet.test');
    writePair({ cert: next.cert, key: first.key }, 5);
    await until('the problem', () => certificate.status().problem !== undefined);
    expect(certificate.status().problem).to.equal('the private key is not that of the certificate');
    expect(certificate.current()).to.deep.equal(first);
    writePair(next, 10);
    await until('the new one', () => heard.length > 0);
    expect(heard).to.deep.equal([next.cert]);
    expect(certificate.status()).to.deep.equal({
      from: 'files',
      endsMs: checkMaterial(next).endsMs,
      problem: undefined,
    });
  });

  it('that cannot be used is refused at the start, with the reason', async () => {
    const one = makeOwnCertificate('meet.test');
    const reasonOf = async (pair: { cert: string; key: string }): Promise<string> => {
      const certificate = createFileCertificate({ ...writePair(pair), log: silentLog });
      return certificate.start().then(
        () => 'taken',
        (error: Error) => error.message,
      );
    };
    expect(await reasonOf({ cert: one.cert, key: makeOwnCertificate('meet.test').key })).to.match(/not that of/);
    expect(await reasonOf({ cert: 'nothing', key: one.key })).to.match(/certificate is not PEM/);
    expect(await reasonOf({ cert: one.cert, key: 'nothing' })).to.match(/key is not PEM/);
  });

  const start = async (environment: Record<string, string>): Promise<App> => {
    const app = await buildApp(
      readConfig({
        DATA_DIR: folder,
        ADMIN_EMAIL: 'admin@example.org',
        ADMIN_PASSWORD: 'correct horse',
        ...environment,
      }),
    );
    stops.push(() => app.stop());
    await app.start();
    return app;
  };

  describe('made by an authority', () => {
    let pebble: Pebble;
    before(async () => {
      pebble = await startPebble();
    });
    after(() => pebble.stop());

    it('is shown on the web and the telephone’s port, kept for the next start, and led to from the challenge’s port', async () => {
      const port = await freePort();
      const sipPort = await freePortPair();
      const environment = {
        PORT: String(port),
        PUBLIC_URL: `https://meet.test:${port}`,
        SIP_PORT: String(sipPort),
        SIP_HOST: '127.0.0.1',
        ACME_DIRECTORY: pebble.directory,
        ACME_CA: pebble.caFile,
        ACME_PORT: String(pebble.challengePort),
        ACME_EMAIL: 'admin@example.org',
      };
      const first = await start(environment);
      const shown = await shownOn(port);
      expect(shown.subjectAltName).to.equal('DNS:meet.test');
      expect(shown.issuer).to.match(/Pebble/);
      expect((await shownOn(sipPort + 1)).fingerprint256).to.equal(shown.fingerprint256);
      expect(await ask(pebble.challengePort, '/j/abc?x=1')).to.deep.equal({
        status: 301,
        location: `https://meet.test:${port}/j/abc?x=1`,
      });
      expect((await ask(pebble.challengePort, '/.well-known/acme-challenge/nothing')).status).to.equal(404);
      const kept = join(folder, 'acme', 'certificate.pem');
      expect(readFileSync(kept, 'utf8')).to.include('PRIVATE KEY');
      expect(statSync(kept).mode & 0o077).to.equal(0);
      await first.stop();
      stops.pop();
      await start({ ...environment, ACME_DIRECTORY: 'https://localhost:1/nobody' });
      expect((await shownOn(port)).fingerprint256).to.equal(shown.fingerprint256);
    });
  });
});
