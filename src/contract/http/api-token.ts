import { z } from 'zod';
import { API_SCOPES } from '../../base/api-scopes.ts';
import { instant, LIMITS, singleLine } from '../fields.ts';

const scope = z.enum(API_SCOPES);

/** A key of a program to the API, as it is listed. */
export const apiTokenSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scope),
  createdAt: instant,
  /** null: never. */
  expiresAt: instant.nullable(),
  /** To the minute. */
  usedAt: instant.nullable(),
});
export type ApiTokenBody = z.infer<typeof apiTokenSchema>;

export const apiTokenListSchema = z.strictObject({ apiTokens: z.array(apiTokenSchema) });
export type ApiTokenList = z.infer<typeof apiTokenListSchema>;

export const newApiTokenRequest = z.strictObject({
  name: singleLine(LIMITS.name, 1),
  scopes: z.array(scope).min(1, { error: 'Choose what the token may do.' }).max(API_SCOPES.length),
  /** Not after ten years; absent: it does not expire. */
  expiresAt: instant.optional(),
});
export type NewApiTokenRequest = z.input<typeof newApiTokenRequest>;

/** The one answer that says the token. */
export const newApiTokenSchema = z.strictObject({ ...apiTokenSchema.shape, token: z.string() });
export type NewApiToken = z.infer<typeof newApiTokenSchema>;
