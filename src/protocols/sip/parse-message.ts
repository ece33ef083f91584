import { ok, type Result } from '../../base/result.ts';
import { BODY_BYTES, HEAD_BYTES, MAX_FORWARDS_MAX } from './limits.ts';
import { parseNumber } from './parse-number.ts';
import { isSipUri, parseUri } from './parse-uri.ts';
import { type CommonHeaders, isContact, readCommonHeaders, topVia } from './read-common-headers.ts';
import { findHeadEnd, type Head, readHead, skipEmptyLines } from './read-head.ts';
import { firstHeader } from './sip-headers.ts';
import { readStartLine, type StartLineVerdict } from './start-line.ts';
import type { PartialRequest, SipHeaders, SipMessage, SipProblem, SipProblemCode, SipRequest } from './types.ts';

type Refusal = { readonly ok: false } & SipProblem;
const refuse = (code: SipProblemCode, reason: string, partial: PartialRequest | undefined): Refusal => ({
  ok: false,
  code,
  reason,
  partial,
});

/** RFC 3261 16.6 3. */
const MAX_FORWARDS_DEFAULT = 70;

/** What an answer needs; an ACK is never answered. */
const partialOf = (method: string | undefined, headers: SipHeaders): PartialRequest | undefined => {
  const via = topVia(headers);
  return method === undefined || method === 'ACK' || via === undefined ? undefined : { method, headers, via };
};

/** The body behind the head. Over UDP it may be said to be shorter than what came, never longer (RFC 3261 18.3). */
const readBody = (
  headers: SipHeaders,
  rest: Uint8Array,
  over: 'datagram' | 'stream',
): Result<Uint8Array, { readonly code: 'bad-length' | 'too-large'; readonly reason: string }> => {
  const written = firstHeader(headers, 'content-length');
  if (written === undefined && over === 'stream')
    return { ok: false, code: 'bad-length', reason: 'Missing Content-Length' };
  const length = written === undefined ? rest.length : parseNumber(written, Number.MAX_SAFE_INTEGER);
  if (length === undefined) return { ok: false, code: 'bad-length', reason: 'Bad Content-Length' };
  if (length > BODY_BYTES) return { ok: false, code: 'too-large', reason: 'Body Too Large' };
  if (length > rest.length) return { ok: false, code: 'bad-length', reason: 'Body Shorter Than Content-Length' };
  // A copy: a Buffer's own `slice` would share the memory of the socket.
  return ok(new Uint8Array(rest.subarray(0, length)));
};

type RequestLine = Extract<StartLineVerdict, { kind: 'request' }>;

const readRequest = (
  { method, uriText }: RequestLine,
  headers: SipHeaders,
  common: CommonHeaders,
  body: Uint8Array,
): Result<SipRequest, SipProblem> => {
  const partial = partialOf(method, headers);
  const uri = parseUri(uriText);
  // RFC 3261 19.1.1: a Request-URI has no header fields.
  if (!uri.ok || (isSipUri(uri.value) && uri.value.headers.size > 0))
    return refuse('bad-uri', 'Bad Request-URI', partial);
  if (!isSipUri(uri.value) && uri.value.scheme !== 'tel')
    return refuse('unsupported-scheme', 'Unsupported URI Scheme', partial);
  // Its faults would otherwise show when the call is to be ended. A registrar may list Contacts of others that nobody can read.
  if (!isContact(headers.get('contact'))) return refuse('bad-header', 'Bad Contact', partial);
  if (common.cseq.method !== method) return refuse('method-mismatch', 'CSeq Of Another Method', partial);
  const hops = firstHeader(headers, 'max-forwards');
  const maxForwards = hops === undefined ? MAX_FORWARDS_DEFAULT : parseNumber(hops, MAX_FORWARDS_MAX);
  if (maxForwards === undefined) return refuse('bad-header', 'Bad Max-Forwards', partial);
  return ok({ kind: 'request', method, uriText, uri: uri.value, headers, ...common, maxForwards, body });
};

const HEAD_REASONS = { 'bad-header': 'Bad Header Field', 'too-large': 'Too Many Header Fields' } as const;

const understand = (
  { startLine, headers, fault }: Head,
  rest: Uint8Array,
  over: 'datagram' | 'stream',
): Result<SipMessage, SipProblem> => {
  const line = readStartLine(startLine);
  if (line.kind === 'not-sip') return refuse('not-sip', 'Not SIP', undefined);
  const partial = partialOf(line.kind === 'response' ? undefined : line.method, headers);
  if (line.kind === 'bad') return refuse('bad-start-line', 'Bad Start Line', partial);
  if (line.version.toUpperCase() !== 'SIP/2.0') return refuse('bad-version', 'Version Not Supported', partial);
  if (fault !== undefined) return refuse(fault, HEAD_REASONS[fault], partial);
  const common = readCommonHeaders(headers);
  if (!common.ok) return refuse(common.code, common.reason, partial);
  const body = readBody(headers, rest, over);
  if (!body.ok) return refuse(body.code, body.reason, partial);
  if (line.kind === 'request') return readRequest(line, headers, common.value, body.value);
  return ok({
    kind: 'response',
    status: line.status,
    reason: line.reason,
    headers,
    ...common.value,
    body: body.value,
  });
};

/** One whole datagram, or one message that `stream-framing.ts` cut out. What stands behind the body is left alone. Never throws. */
export const parseMessage = (bytes: Uint8Array, over: 'datagram' | 'stream'): Result<SipMessage, SipProblem> => {
  const from = skipEmptyLines(bytes, 0);
  const end = findHeadEnd(bytes, from, from);
  if (end >= 0) return understand(readHead(bytes.subarray(from, end)), bytes.subarray(end + 4), over);
  const tooLarge = bytes.length - from > HEAD_BYTES;
  const { startLine, headers } = readHead(bytes.subarray(from, from + HEAD_BYTES));
  const line = readStartLine(startLine);
  if (line.kind === 'not-sip') return refuse('not-sip', 'Not SIP', undefined);
  const partial = line.kind === 'response' ? undefined : partialOf(line.method, headers);
  return tooLarge
    ? refuse('too-large', 'Header Fields Too Large', partial)
    : refuse('bad-header', 'No End Of Header Fields', partial);
};
