import { createHash, randomBytes } from 'node:crypto';
import {
  answerChallenge,
  type DigestChallenge,
  type DigestHash,
  strongestChallenge,
} from '../../protocols/sip/digest.ts';
import type { SipResponse } from '../../protocols/sip/types.ts';
import type { TrunkAccount } from './trunk-url.ts';

export const digestHash: DigestHash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex');

export const newCnonce = (): string => randomBytes(8).toString('hex');

/** Nonces that may be answered for one request: one that is stale, and one to spare. */
const CHALLENGES = 3;

/** Answers the challenges to one request and those that it is sent again as (RFC 3261 22.2). */
export interface TrunkCredentials {
  /** The field that the next try needs; undefined when another try would be refused alike. */
  answer(response: SipResponse, method: string, uri: string): readonly [name: string, value: string] | undefined;
}

export const createTrunkCredentials = ({ user, password }: TrunkAccount): TrunkCredentials => {
  let asked = 0;
  let last: DigestChallenge | undefined;
  return {
    answer(response, method, uri) {
      const isProxy = response.status === 407;
      const lines = response.headers.get(isProxy ? 'proxy-authenticate' : 'www-authenticate') ?? [];
      const challenge = strongestChallenge(lines);
      asked += 1;
      if (challenge === undefined || user === undefined || password === undefined || asked > CHALLENGES)
        return undefined;
      // The same nonce again: the password is wrong, and tried on would lock us out.
      if (last?.nonce === challenge.nonce && !challenge.stale) return undefined;
      last = challenge;
      const question = { challenge, username: user, password, method, uri, cnonce: newCnonce(), nonceCount: 1 };
      return [isProxy ? 'proxy-authorization' : 'authorization', answerChallenge(question, digestHash)];
    },
  };
};
