import { buildRequest, type RequestVia } from './build-request.ts';
import { answerChallenge, type DigestHash } from './digest.ts';
import type { RegistrationOutput } from './registration.ts';
import type { OutgoingRequest } from './types.ts';

export interface RegisterParts {
  /** `sip:provider.example` */
  readonly registrarUri: string;
  /** `sip:user@provider.example` */
  readonly addressOfRecord: string;
  readonly contactUri: string;
  readonly fromTag: string;
  readonly callId: string;
  readonly via: RequestVia;
  readonly username: string;
  readonly password: string;
  /** Random, ours. */
  readonly cnonce: string;
  readonly headers?: Iterable<readonly [string, string]>;
}

/** The REGISTER that `stepRegistration` wants sent: RFC 3261 10.2. Call-ID and tag stay the same as long as the process lives. */
export const buildRegister = (
  wanted: Extract<RegistrationOutput, { kind: 'send' }>,
  parts: RegisterParts,
  hash: DigestHash,
): OutgoingRequest => {
  const { registrarUri, addressOfRecord, contactUri, fromTag, callId, via, headers = [] } = parts;
  const { credentials, cseq, expiresSeconds } = wanted;
  const proof =
    credentials &&
    answerChallenge(
      {
        challenge: credentials.challenge,
        nonceCount: credentials.nonceCount,
        username: parts.username,
        password: parts.password,
        cnonce: parts.cnonce,
        method: 'REGISTER',
        uri: registrarUri,
      },
      hash,
    );
  return buildRequest({
    method: 'REGISTER',
    uri: registrarUri,
    via,
    from: `<${addressOfRecord}>;tag=${fromTag}`,
    to: `<${addressOfRecord}>`,
    callId,
    cseq,
    headers: [
      ['contact', `<${contactUri}>`],
      ['expires', String(expiresSeconds)],
      ...(credentials === undefined || proof === undefined ? [] : [[credentials.header, proof] as const]),
      ...headers,
    ],
  });
};
