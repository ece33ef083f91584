import { topVia } from './read-common-headers.ts';
import type { OutgoingRequest, SipRequest, SipResponse, TransactionKey } from './types.ts';

/** RFC 3261 8.1.1.7: a branch that begins so, and goes on, is unique. */
export const BRANCH_COOKIE = 'z9hG4bK';

/** No part can hold a line break, so that no two sets of parts make one key. */
const keyOf = (...parts: ReadonlyArray<string | number | undefined>): TransactionKey =>
  parts.map((part) => part ?? '').join('\n') as TransactionKey;

/**
 * RFC 3261 17.2.3. A client of RFC 2543 makes no unique branches (nor does one whose branch is the cookie alone, RFC 4475 3.2.1):
 * then Request-URI, From tag, Call-ID, CSeq number and Via together tell. The To tag is not among them, so that the ACK, which has
 * the tag of the answer, finds its INVITE; a re-INVITE has another CSeq.
 */
const keyWithMethod = (request: SipRequest, method: string): TransactionKey => {
  const { via, uriText, fromTag, callId, cseq } = request;
  const { branch, host, port } = via;
  if (branch?.startsWith(BRANCH_COOKIE) === true && branch.length > BRANCH_COOKIE.length)
    return keyOf(branch, host, port, method);
  return keyOf('2543', uriText, fromTag, callId, cseq.number, via.transport, host, port, branch, method);
};

/** Of a request that was received. An ACK has the key of its INVITE: of one that was answered with other than 2xx. */
export const serverTransactionKey = (request: SipRequest): TransactionKey =>
  keyWithMethod(request, request.method === 'ACK' ? 'INVITE' : request.method);

/** Of the INVITE that a CANCEL means (RFC 3261 9.2). No other method can be taken back. */
export const cancelledTransactionKey = (cancel: SipRequest): TransactionKey => keyWithMethod(cancel, 'INVITE');

/** Of what we sent, and of the response to it (RFC 3261 17.1.3): branch and method of the CSeq. */
export const clientTransactionKey = (message: OutgoingRequest | SipResponse): TransactionKey => {
  if (message.kind === 'response') return keyOf('client', message.via.branch, message.cseq.method);
  return keyOf('client', topVia(message.headers)?.branch, message.method);
};
