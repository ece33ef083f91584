import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createAccountStore } from '../../../src/accounts/account-store.ts';
import { createSignIn } from '../../../src/accounts/sign-in.ts';
import { createSignInStore } from '../../../src/accounts/sign-in-store.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { DomainError } from '../../../src/base/errors.ts';
import { type AccountId, newId } from '../../../src/base/ids.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { createRateLimit } from '../../../src/platform/rate-limit.ts';

describe('signing in', () => {
  it('with a password that is changed while it is checked is refused', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'webmeeting-sign-in-'));
    const database = await openDatabase({ file: join(directory, 'test.sqlite') });
    try {
      const accounts = createAccountStore(database);
      const id = newId<AccountId>();
      await accounts.insert({
        id,
        email: 'ada@example.org',
        name: 'Ada',
        language: 'en',
        timeZone: 'UTC',
        admin: false,
        webMeeting: true,
        passwordHash: 'old',
        createdMs: 0,
      });
      const limit = createRateLimit({ points: 10, windowMs: 1_000 });
      const signIn = createSignIn({
        accounts,
        sessions: createSignInStore(database),
        passwords: {
          hash: async (password) => password,
          async matches(password, passwordHash) {
            await accounts.setPasswordHash(id, 'new');
            return password === passwordHash;
          },
        },
        limits: { person: limit, network: limit },
        clock: systemClock,
      });
      const attempt = { email: 'ada@example.org', password: 'old', network: '192.0.2.1', userAgent: '' };
      const refusal = await signIn.signIn(attempt).catch((error: unknown) => error);
      expect(refusal).to.be.instanceOf(DomainError).and.include({ code: 'wrong-credentials' });
    } finally {
      await database.destroy();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
