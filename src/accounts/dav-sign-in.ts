import { DomainError } from '../base/errors.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { type Account, emailKey } from './account.ts';
import type { AppPasswords } from './app-passwords.ts';

export interface BasicCredentials {
  readonly email: string;
  readonly password: string;
}

/** RFC 7617; undefined when the field is missing or says something else. */
export const readBasic = (field: string | undefined): BasicCredentials | undefined => {
  const [, encoded] = /^Basic +([A-Za-z0-9+/_=-]{1,1000})$/i.exec(field?.trim() ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { email: text.slice(0, colon), password: text.slice(colon + 1) };
};

/** Throws `wrong-credentials`, or `too-many-attempts` when too many failed before. */
export type DavSignIn = (credentials: BasicCredentials, network: string) => Promise<Account>;

/**
 * An app password opens this door, the password of the account never. It is looked up before anything is limited: 128 random bits
 * are not guessed, and a program with an old password must not shut out the others behind the same address. What fails is counted
 * by network, and by network and address.
 */
export const createDavSignIn = ({
  passwords,
  limits,
}: {
  readonly passwords: Pick<AppPasswords, 'check'>;
  readonly limits: { readonly person: RateLimit; readonly network: RateLimit };
}): DavSignIn => {
  const LONGEST = 254;
  return async ({ email, password }, network) => {
    const person = `${network} ${emailKey(email).slice(0, LONGEST)}`;
    const account = email.length > LONGEST ? undefined : await passwords.check(email, password);
    if (account !== undefined) return account;
    await limits.network.take(network);
    await limits.person.take(person);
    throw new DomainError('wrong-credentials');
  };
};
