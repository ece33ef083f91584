import type express from 'express';
import type { ApiScope } from '../base/api-scopes.ts';
import { DomainError } from '../base/errors.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { API_TOKEN_PREFIX, type ApiTokens } from './api-tokens.ts';
import { noteTokenViewer } from './signed-in.ts';

/**
 * What a call asks of a token: all of these scopes; that there is one (`any`); nothing, it is answered as to anybody (`anyone`); or that it is not
 * made by one at all (`never`).
 */
export type TokenRule = readonly ApiScope[] | 'any' | 'anyone' | 'never';

const BEARER = /^Bearer (wmt_[A-Za-z0-9_-]{22})$/;

/** The token of a request that says it comes with one of ours; '' when what follows is none. */
const apiTokenOf = ({ headers: { authorization } }: express.Request): string | undefined =>
  authorization?.startsWith(`Bearer ${API_TOKEN_PREFIX}`) ? (BEARER.exec(authorization)?.[1] ?? '') : undefined;

/**
 * In front of the sign-in by cookie: notes the account of a request with an API token, as far as its scopes go. `ruleOf` knows the
 * calls by method and path below /api/v1; a call that it does not know is refused.
 */
export const createApiTokenGate =
  ({
    apiTokens,
    ruleOf,
    limit,
    otherwise,
  }: {
    readonly apiTokens: ApiTokens;
    readonly ruleOf: (method: string, path: string) => TokenRule | undefined;
    /** By token. */
    readonly limit: RateLimit;
    readonly otherwise: express.RequestHandler;
  }): express.RequestHandler =>
  async (request, response, next) => {
    const text = apiTokenOf(request);
    if (text === undefined) {
      await otherwise(request, response, next);
      return;
    }
    const known = text === '' ? undefined : await apiTokens.check(text);
    if (known === undefined) throw new DomainError('not-signed-in');
    await limit.take(known.token.id);
    const rule = ruleOf(request.method, request.path) ?? 'never';
    if (rule === 'never') throw new DomainError('not-allowed');
    if (Array.isArray(rule) && !rule.every((scope) => known.token.scopes.includes(scope)))
      throw new DomainError('not-allowed');
    if (rule !== 'anyone') noteTokenViewer(request, known.account);
    next();
  };
