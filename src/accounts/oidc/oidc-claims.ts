/** What a provider says of somebody. */
export interface OidcClaims {
  readonly subject: string;
  /** '' when it is not told. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  /** Undefined: not told. */
  readonly groups: readonly string[] | undefined;
}

/** A provider that answers what it must not. */
class InvalidAnswer extends Error {
  override readonly name = 'InvalidAnswer';
}
export const invalidAnswer = (what: string): Error => new InvalidAnswer(what);

const SUBJECT_MOST = 255;
const GROUPS_MOST = 1_000;
const TEXT_MOST = 500;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, TEXT_MOST) : '');

/** `realm_access.roles` names a member of a member, as some providers put it. */
const memberAt = (claims: Readonly<Record<string, unknown>>, path: string): unknown => {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
};

const groupsOf = (value: unknown): readonly string[] | undefined => {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  return value.filter((one) => typeof one === 'string').slice(0, GROUPS_MOST);
};

/** Claims of OpenID Connect Core 5.1. Only a true `email_verified` counts; some providers write it as text. */
export const readClaims = (claims: Readonly<Record<string, unknown>>, groupClaim: string): OidcClaims => {
  const { sub, email, email_verified: verified } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > SUBJECT_MOST)
    throw invalidAnswer('it does not say who it is');
  const whole = [textOf(claims['given_name']), textOf(claims['family_name'])].filter((part) => part !== '').join(' ');
  return {
    subject: sub,
    email: textOf(email),
    emailVerified: verified === true || verified === 'true',
    name: textOf(claims['name']) || whole || textOf(claims['preferred_username']),
    groups: groupClaim === '' ? undefined : groupsOf(memberAt(claims, groupClaim)),
  };
};
