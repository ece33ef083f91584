import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { readConfig } from '../../../src/app/config.ts';
import { startProblem } from '../../../src/app/start-problem.ts';
import { checkMaterial } from '../../../src/platform/tls/certificate.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};
const config = readConfig({ DATA_DIR: '/dev/null', TLS_CERT: '/nowhere/cert.pem', TLS_KEY: '/nowhere/key.pem' });

describe('why the server does not start', () => {
  it('is said of an address that this machine does not have', async () => {
    const server = createServer().listen(0, '192.0.2.1');
    const [error] = await once(server, 'error');
    expect(startProblem(error, config)).to.equal(
      'This machine has no address 192.0.2.1 (EADDRNOTAVAIL). Correct HOST.',
    );
  });

  it('is said of files of the certificate that are not there, and of those that are none', () => {
    const missing = thrownBy(() => readFileSync('/nowhere/key.pem'));
    expect(startProblem(missing, config)).to.equal('TLS_KEY: /nowhere/key.pem cannot be read (ENOENT).');
    const wrong = thrownBy(() => checkMaterial({ cert: 'x', key: 'y' }));
    expect(startProblem(wrong, config)).to.equal('TLS_CERT and TLS_KEY: the certificate is not PEM.');
  });

  it('is said of a data folder that cannot be used, and of a database that is none', () => {
    const folder = thrownBy(() => mkdirSync(config.dataDirectory, { recursive: true }));
    expect(startProblem(folder, config)).to.match(/^DATA_DIR: \/dev\/null cannot be used \(\w+\)/);
    const database = thrownBy(() => new Sqlite(Buffer.from('no database'.repeat(100))).exec('SELECT * FROM x'));
    expect(startProblem(database, config)).to.match(/damaged \(SQLITE_NOTADB\).*webmeeting restore/);
  });

  it('is not guessed', () => {
    expect(startProblem(new Error('a bug'), config)).to.equal(undefined);
    expect(
      startProblem(
        thrownBy(() => readFileSync('/nowhere/else')),
        config,
      ),
    ).to.equal(undefined);
  });
});
