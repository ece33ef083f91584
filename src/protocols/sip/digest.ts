import { parseAuth } from './parse-auth.ts';
import { quote } from './quoted-string.ts';

/** From the weakest to the strongest. */
const ALGORITHMS = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const;
export type DigestAlgorithm = (typeof ALGORITHMS)[number];

/** Of the UTF-8 bytes of `text`, in lower-case hexadecimal. */
export type DigestHash = (algorithm: 'MD5' | 'SHA-256', text: string) => string;

/** A challenge that we can answer. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: DigestAlgorithm;
  /** RFC 2069 servers name none, and are not told which is used. */
  readonly algorithmNamed: boolean;
  readonly qop: 'auth' | 'none';
  /** The password was right, the nonce is old. */
  readonly stale: boolean;
}

export interface DigestQuestion {
  readonly challenge: DigestChallenge;
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** The Request-URI as it is sent. */
  readonly uri: string;
  /** Random, ours. */
  readonly cnonce: string;
  /** How often this nonce was answered, this time included. */
  readonly nonceCount: number;
}

const readAlgorithm = (text: string | undefined): DigestAlgorithm | undefined =>
  ALGORITHMS.find((one) => one.toLowerCase() === (text ?? 'MD5').toLowerCase());

/** Undefined when it is no digest, lacks something or asks for what we cannot: auth-int alone, another hash. */
const readChallenge = (line: string): DigestChallenge | undefined => {
  const read = parseAuth(line);
  if (!read.ok || read.value.scheme !== 'digest') return undefined;
  const { parameters } = read.value;
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithm = readAlgorithm(parameters.get('algorithm'));
  const offered = parameters
    .get('qop')
    ?.split(',')
    .map((one) => one.trim().toLowerCase());
  if (realm === undefined || nonce === undefined || algorithm === undefined) return undefined;
  if (offered?.includes('auth') === false) return undefined;
  return {
    realm,
    nonce,
    opaque: parameters.get('opaque'),
    algorithm,
    algorithmNamed: parameters.has('algorithm'),
    qop: offered === undefined ? 'none' : 'auth',
    stale: parameters.get('stale')?.toLowerCase() === 'true',
  };
};

/** The strongest of the challenges of a 401 or 407 that we can answer (RFC 8760 2.3); of two alike the first. */
export const strongestChallenge = (lines: readonly string[]): DigestChallenge | undefined => {
  const strength = ({ algorithm }: DigestChallenge): number => ALGORITHMS.indexOf(algorithm);
  let best: DigestChallenge | undefined;
  for (const line of lines) {
    const challenge = readChallenge(line);
    if (challenge !== undefined && (best === undefined || strength(challenge) > strength(best))) best = challenge;
  }
  return best;
};

/** RFC 7616 3.4.1, and 3.4.6 of RFC 2617 where no qop is asked for. */
const responseOf = (question: DigestQuestion, nc: string, hash: DigestHash): string => {
  const { challenge, username, password, method, uri, cnonce } = question;
  const { algorithm, realm, nonce, qop } = challenge;
  const h = (text: string): string => hash(algorithm.startsWith('SHA-256') ? 'SHA-256' : 'MD5', text);
  const secret = h(`${username}:${realm}:${password}`);
  const ha1 = algorithm.endsWith('-sess') ? h(`${secret}:${nonce}:${cnonce}`) : secret;
  const ha2 = h(`${method}:${uri}`);
  return h(qop === 'auth' ? `${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`);
};

/** The value of Authorization (for 401) or Proxy-Authorization (for 407). */
export const answerChallenge = (question: DigestQuestion, hash: DigestHash): string => {
  const { challenge, username, uri, cnonce, nonceCount } = question;
  const nc = nonceCount.toString(16).padStart(8, '0');
  const parts = [
    `username=${quote(username)}`,
    `realm=${quote(challenge.realm)}`,
    `nonce=${quote(challenge.nonce)}`,
    `uri=${quote(uri)}`,
    `response="${responseOf(question, nc, hash)}"`,
  ];
  if (challenge.algorithmNamed) parts.push(`algorithm=${challenge.algorithm}`);
  // A session key is made with the cnonce whether there is a qop or not: the server must know it.
  if (challenge.qop === 'auth' || challenge.algorithm.endsWith('-sess')) parts.push(`cnonce=${quote(cnonce)}`);
  if (challenge.qop === 'auth') parts.push('qop=auth', `nc=${nc}`);
  if (challenge.opaque !== undefined) parts.push(`opaque=${quote(challenge.opaque)}`);
  return `Digest ${parts.join(', ')}`;
};
