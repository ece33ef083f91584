import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createKeyring, openKeyring } from '../../../src/platform/keyring.ts';

describe('keyring', () => {
  it('derives the same 128-bit token for the same purpose and parts, and another for any other', () => {
    const keyring = createKeyring(Buffer.alloc(32, 1));
    const token = keyring.deriveToken('join', '123456789', 'zoe@example.org', 1);
    expect(token).to.match(/^[A-Za-z0-9_-]{22}$/);
    expect(keyring.deriveToken('join', '123456789', 'zoe@example.org', 1)).to.equal(token);
    const others = [
      keyring.deriveToken('start', '123456789', 'zoe@example.org', 1),
      keyring.deriveToken('join', '123456789', 'zoe@example.org', 2),
      keyring.deriveToken('join', '123456789zoe@example.org', '', 1),
      createKeyring(Buffer.alloc(32, 2)).deriveToken('join', '123456789', 'zoe@example.org', 1),
    ];
    expect(new Set([token, ...others]).size).to.equal(5);
  });

  it('opens only what it sealed, for the same purpose, unchanged', () => {
    const keyring = createKeyring(Buffer.alloc(32, 1));
    const sealed = keyring.seal('pin', '012345');
    expect(keyring.open('pin', sealed)).to.equal('012345');
    expect(keyring.seal('pin', '012345')).to.not.equal(sealed);
    expect(keyring.open('ticket', sealed)).to.equal(undefined);
    const changed = Buffer.from(sealed, 'base64url');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(keyring.open('pin', changed.toString('base64url'))).to.equal(undefined);
    for (const nonsense of ['', 'x', '????']) expect(keyring.open('pin', nonsense)).to.equal(undefined);
  });

  it('makes its key once, readable by its owner alone, and refuses a damaged one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'webmeeting-keyring-'));
    const token = openKeyring(folder).deriveToken('join', 1);
    expect(openKeyring(folder).deriveToken('join', 1)).to.equal(token);
    const file = join(folder, 'secret.key');
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    writeFileSync(file, readFileSync(file).subarray(0, 10));
    expect(() => openKeyring(folder)).to.throw(/damaged/);
  });
});
