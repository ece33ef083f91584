import { API_SCOPES, type ApiScope, isAdminScope } from '../base/api-scopes.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { newId, randomToken } from '../base/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Account } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { ApiToken, ApiTokenId, ApiTokenStore } from './api-token-store.ts';

/** So that people and scanners of code know what they have found. */
export const API_TOKEN_PREFIX = 'wmt_';

export interface NewApiTokenWish {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresMs?: number;
}

/** Keys of programs to the API: 128 random bits each, of which only the SHA-256 is kept. */
export interface ApiTokens {
  /** Refuses with `too-large` beyond LIMITS.apiTokens, and scopes of the console to whoever is no administrator. */
  create(
    account: Account,
    wish: NewApiTokenWish,
    actor: AuditActor,
  ): Promise<{ readonly kept: ApiToken; readonly token: string }>;
  listOf(account: Account): Promise<ApiToken[]>;
  /** Refuses with `not-found`. */
  revoke(account: Account, id: ApiTokenId, actor: AuditActor): Promise<void>;
  /** Whose it is; undefined when it is not known, has expired, or the account is suspended. */
  check(token: string): Promise<{ readonly account: Account; readonly token: ApiToken } | undefined>;
}

const YEAR_MS = 366 * 24 * 60 * 60_000;
const LONGEST_MS = 10 * YEAR_MS;
/** Programs ask all the time; when one was last seen need not be known to the second. */
const NOTED_EVERY_MS = 60_000;

export const createApiTokens = ({
  store,
  accounts,
  audit,
  unitOfWork,
  clock,
}: {
  readonly store: ApiTokenStore;
  readonly accounts: AccountStore;
  readonly audit: Audit;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): ApiTokens => {
  const checkWish = (account: Account, { scopes, expiresMs }: NewApiTokenWish): void => {
    const nowMs = clock.nowMs();
    if (!account.admin && scopes.some(isAdminScope))
      throw invalidField('scopes', 'not-allowed', 'Only administrators have tokens for the console.');
    if (expiresMs !== undefined && expiresMs <= nowMs) throw invalidField('expiresAt', 'past', 'This day is over.');
    if (expiresMs !== undefined && expiresMs > nowMs + LONGEST_MS)
      throw invalidField('expiresAt', 'too-big', 'Within ten years.');
  };
  return {
    async create(account, wish, actor) {
      checkWish(account, wish);
      const token = `${API_TOKEN_PREFIX}${randomToken()}`;
      const kept: ApiToken = {
        id: newId<ApiTokenId>(),
        accountId: account.id,
        name: wish.name,
        scopes: API_SCOPES.filter((scope) => wish.scopes.includes(scope)),
        createdMs: clock.nowMs(),
        ...(wish.expiresMs !== undefined && { expiresMs: wish.expiresMs }),
      };
      await unitOfWork(async (transaction) => {
        if ((await store.count(account.id, transaction)) >= LIMITS.apiTokens) throw new DomainError('too-large');
        await store.insert({ ...kept, hash: hashToken(token) }, transaction);
        const target = { id: kept.id, name: kept.name };
        await audit.write({ actor, action: 'token.create', target, detail: { scopes: kept.scopes } }, transaction);
      });
      return { kept, token };
    },
    listOf: (account) => store.listOf(account.id),
    revoke: (account, id, actor) =>
      unitOfWork(async (transaction) => {
        const removed = await store.remove(account.id, id, transaction);
        if (removed === undefined) throw new DomainError('not-found');
        await audit.write({ actor, action: 'token.revoke', target: { id, name: removed.name } }, transaction);
      }),
    async check(text) {
      const nowMs = clock.nowMs();
      const token = await store.findByHash(hashToken(text));
      if (token === undefined || (token.expiresMs !== undefined && token.expiresMs <= nowMs)) return undefined;
      const account = await accounts.findById(token.accountId);
      if (account === undefined || account.suspended) return undefined;
      // A clock that was set back is noted too.
      if (Math.abs(nowMs - (token.usedMs ?? 0)) >= NOTED_EVERY_MS) await store.noteUse(token.id, nowMs);
      // Who is no administrator any more has no token for the console either.
      const scopes = token.scopes.filter((scope) => account.admin || !isAdminScope(scope));
      return { account, token: { ...token, scopes } };
    },
  };
};
