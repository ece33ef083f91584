import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
import { type AccountStore, createAccountStore } from '../../../src/accounts/account-store.ts';
import { createOidcSignOut } from '../../../src/accounts/oidc/oidc-sign-out.ts';
import { createSignIn, type SignIn } from '../../../src/accounts/sign-in.ts';
import { createSignInStore, type SignInStore } from '../../../src/accounts/sign-in-store.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { DomainError } from '../../../src/base/errors.ts';
import { type AccountId, newId } from '../../../src/base/ids.ts';
import { type Database, openDatabase } from '../../../src/platform/database.ts';
import { createRateLimit } from '../../../src/platform/rate-limit.ts';

describe('signing in at the very moment', () => {
  const id = newId<AccountId>();
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-sign-in-'));
  let database: Database;
  let accounts: AccountStore;
  let sessions: SignInStore;
  let signIn: SignIn;
  /** What somebody else does just before the device is kept. */
  let meanwhile: () => Promise<void>;

  before(async () => {
    database = await openDatabase({ file: join(directory, 'test.sqlite') });
    accounts = createAccountStore(database);
    const kept = createSignInStore(database);
    sessions = {
      ...kept,
      async insert(session) {
        await meanwhile();
        await kept.removeAllOf(id, undefined);
        await kept.insert(session);
      },
    };
    await addAda();
    const limit = createRateLimit({ points: 100, windowMs: 60_000 });
    signIn = createSignIn({
      accounts,
      sessions,
      passwords: { hash: async (text) => text, matches: async (password, hash) => password === hash },
      limits: { person: limit, network: limit },
      clock: systemClock,
    });
  });
  after(async () => {
    await database.destroy();
    rmSync(directory, { recursive: true, force: true });
  });

  const addAda = (): Promise<void> =>
    accounts.insert({
      ...{ id, email: 'ada@example.org', name: 'Ada', language: 'en', timeZone: 'UTC' },
      ...{ admin: false, webMeeting: true, passwordHash: 'old', createdMs: 0 },
    });
  const refusalOf = (attempt: Promise<unknown>): Promise<unknown> => attempt.catch((error: unknown) => error);
  const byPassword = () =>
    signIn.signIn({ email: 'ada@example.org', password: 'old', network: '192.0.2.1', userAgent: '' });

  it('the password is changed leaves no device behind', async () => {
    meanwhile = () => accounts.setPasswordHash(id, 'new');
    expect(await refusalOf(byPassword()))
      .to.be.instanceOf(DomainError)
      .and.include({ code: 'wrong-credentials' });
    expect(await sessions.listOf(id)).to.deep.equal([]);
    await accounts.setPasswordHash(id, 'old');
  });

  it('the account is deleted is a sign-in that failed, whatever it was opened with', async () => {
    const ada = (await accounts.findById(id)) as Account;
    meanwhile = async () => {
      await database('accounts').where({ id }).delete();
    };
    for (const attempt of [byPassword, () => signIn.open(ada, '', { method: 'oidc:corp', network: '192.0.2.1' })]) {
      expect(await refusalOf(attempt()))
        .to.be.instanceOf(DomainError)
        .and.include({ code: 'wrong-credentials' });
      await addAda();
    }
  });

  it('the account is suspended leaves no device that would open it when it comes back, whatever it was opened with', async () => {
    meanwhile = async () => {
      await database('accounts').where({ id }).update({ suspended_ms: 1 });
    };
    const ada = (await accounts.findById(id)) as Account;
    for (const attempt of [byPassword, () => signIn.open(ada, '', { method: 'oidc:corp', network: '192.0.2.1' })]) {
      await database('accounts').where({ id }).update({ suspended_ms: null });
      expect(await refusalOf(attempt()))
        .to.be.instanceOf(DomainError)
        .and.include({ code: 'wrong-credentials' });
      expect(await sessions.listOf(id)).to.deep.equal([]);
    }
  });
});

describe('guesses at one login', () => {
  it('are counted together, however the login is written', async () => {
    const asked: string[] = [];
    const generous = { points: 1_000, windowMs: 60_000 };
    const guesses = createSignIn({
      accounts: { findByEmail: async () => undefined } as unknown as AccountStore,
      sessions: {} as SignInStore,
      passwords: { hash: async (text) => text, matches: async () => false },
      limits: { person: createRateLimit({ ...generous, points: 10 }), network: createRateLimit(generous) },
      clock: systemClock,
      extras: {
        secondFactor: { isOn: async () => false, use: async () => {} },
        audit: { write: async () => {} },
        directory: {
          async signIn(login) {
            asked.push(login);
            return undefined;
          },
          confirms: async () => false,
        },
      },
    });
    for (let number = 0; number < 40; number += 1) {
      // A directory takes all of these for the same name: RFC 4518 2.2 and 2.6.1.
      const login = [
        `al${'\u00ad'.repeat(number)}ice`,
        `ａlice${'\u200b'.repeat(number)}`,
        `ALICE${' '.repeat(number)}`,
      ];
      await guesses
        .signIn({ email: login[number % 3] ?? '', password: 'x', network: '192.0.2.1', userAgent: '' })
        .catch(() => {});
    }
    expect(asked).to.have.length(10);
  });
});

describe('a password that there is no room to check', () => {
  const ada = { id: newId<AccountId>(), email: 'ada@example.org', suspended: false } as Account;
  const away = async (): Promise<never> => {
    throw new DomainError('unavailable');
  };
  const signInWith = (matches: (password: string) => Promise<boolean>, confirms = away) => {
    const generous = createRateLimit({ points: 1_000, windowMs: 60_000 });
    return createSignIn({
      accounts: {
        findByEmail: async () => ada,
        findById: async () => ada,
        passwordHash: async () => 'hash',
      } as unknown as AccountStore,
      sessions: { listOf: async () => [], insert: async () => {} } as unknown as SignInStore,
      passwords: { hash: async (text) => text, matches },
      limits: { person: createRateLimit({ points: 10, windowMs: 60_000 }), network: generous },
      clock: systemClock,
      extras: {
        secondFactor: { isOn: async () => false, use: async () => {} },
        audit: { write: async () => {} },
        directory: { signIn: confirms, confirms },
      },
    });
  };
  const WAYS: Readonly<Record<string, (signIn: SignIn, password: string) => Promise<unknown>>> = {
    'signing in': (signIn, password) =>
      signIn.signIn({ email: ada.email, password, network: '192.0.2.1', userAgent: '' }),
    'a password asked once more': (signIn, password) => signIn.checkPassword(ada.id, password, '192.0.2.1'),
  };
  for (const [name, ask] of Object.entries(WAYS)) {
    const codesOf = async (signIn: SignIn, password: string): Promise<string[]> => {
      const codes: string[] = [];
      for (let number = 0; number < 12; number += 1)
        codes.push(
          await ask(signIn, password).then(
            () => 'in',
            (error: DomainError) => error.code,
          ),
        );
      return codes;
    };

    it(`${name}: is no attempt, and locks nobody out`, async () => {
      let full = true;
      const signIn = signInWith(async () => (full ? away() : true));
      expect(new Set(await codesOf(signIn, 'right'))).to.deep.equal(new Set(['unavailable']));
      full = false;
      await ask(signIn, 'right');
    });

    it(`${name}: one that was checked here is an attempt, though the directory does not answer`, async () => {
      const codes = await codesOf(
        signInWith(async () => false),
        'wrong',
      );
      expect(codes.slice(9)).to.deep.equal(['unavailable', 'too-many-attempts', 'too-many-attempts']);
    });
  }
});

describe('a logout by a provider', () => {
  const account = newId<AccountId>();
  const signOutWith = (ends: () => Promise<boolean>, write: () => Promise<void>) => {
    const missing: unknown[] = [];
    const signOut = createOidcSignOut({
      settings: { provider: async () => ({ active: true }) as never },
      client: {
        endSessionUrl: async () => undefined,
        logoutClaims: async () => ({ id: 'one', subject: 'ada', session: undefined, untilMs: Date.now() + 60_000 }),
      },
      identities: { find: async () => account },
      sessions: {
        removeOfMethod: async () => ((await ends()) ? [{ id: 'device', accountId: account }] : []),
        removeOfProvider: async () => [],
      },
      accounts: { findById: async () => undefined },
      work: {
        audit: { write } as never,
        keyring: {} as never,
        clock: systemClock,
        log: { error: (fields: unknown) => void missing.push(fields) } as never,
      },
      signedOutUrl: '',
    });
    return { tell: () => signOut.endedThere('corp', 'token'), missing };
  };

  it('that failed is taken when the provider tries again, and once', async () => {
    let asked = 0;
    let written = 0;
    const { tell } = signOutWith(
      async () => {
        asked += 1;
        if (asked === 1) throw new Error('the database is locked');
        return true;
      },
      async () => {
        written += 1;
      },
    );
    expect(await tell().catch(({ message }: Error) => message)).to.equal('the database is locked');
    expect(await tell()).to.equal(true);
    expect(await tell()).to.equal(false);
    expect([asked, written]).to.deep.equal([2, 1]);
  });

  it('that could not be written down is done all the same, once, and the log says what is missing', async () => {
    let asked = 0;
    const { tell, missing } = signOutWith(
      async () => {
        asked += 1;
        return true;
      },
      async () => {
        throw new Error('the disk is full');
      },
    );
    expect(await tell()).to.equal(true);
    expect(await tell()).to.equal(false);
    expect(asked).to.equal(1);
    expect(missing).to.have.length(1);
    expect(missing[0]).to.include({ provider: 'corp', accountId: account });
  });
});
