import { ok, type Result } from '../../base/result.ts';
import { writtenHeaderName } from './header-names.ts';
import { parseCSeq } from './parse-cseq.ts';
import { parseNameAddr, parseNameAddrs } from './parse-name-addr.ts';
import { parseVia } from './parse-via.ts';
import { firstHeader } from './sip-headers.ts';
import { splitList } from './split-list.ts';
import type { CallId, CSeq, NameAddr, SipHeaders, SipProblemCode, SipTag, Via } from './types.ts';

export interface CommonHeaders {
  readonly via: Via;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly fromTag: SipTag | undefined;
  readonly toTag: SipTag | undefined;
  readonly callId: CallId;
  readonly cseq: CSeq;
}

export type HeadersProblem = { readonly code: SipProblemCode; readonly reason: string };
const bad = (code: SipProblemCode, reason: string): { readonly ok: false } & HeadersProblem => ({
  ok: false,
  code,
  reason,
});

/** RFC 3261 20: fields that may stand there once only. A second one is how two readers are told two things (RFC 4475 3.3.8). */
const SINGLE = ['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type', 'expires'];
const MANDATORY = ['via', 'from', 'to', 'call-id', 'cseq'];

/** The topmost Via, of which an answer cannot do without. */
export const topVia = (headers: SipHeaders): Via | undefined => {
  const first = splitList(firstHeader(headers, 'via') ?? '')?.[0];
  const via = first === undefined ? undefined : parseVia(first);
  return via?.ok === true ? via.value : undefined;
};

const CALL_ID = /^[!-~]+$/;

const tagOf = ({ parameters }: NameAddr): SipTag | undefined => {
  const tag = parameters.get('tag');
  return tag === undefined || tag === '' ? undefined : (tag as SipTag);
};

/** `*` is REGISTER's, to let go of everything. */
export const isContact = (lines: readonly string[] | undefined): boolean =>
  lines === undefined || (lines.length === 1 && lines[0] === '*') || parseNameAddrs(lines).ok;

/** What every message must have, RFC 3261 8.1.1. */
export const readCommonHeaders = (headers: SipHeaders): Result<CommonHeaders, HeadersProblem> => {
  const missing = MANDATORY.find((name) => firstHeader(headers, name) === undefined);
  if (missing !== undefined) return bad('missing-header', `Missing ${writtenHeaderName(missing)}`);
  const repeated = SINGLE.find((name) => (headers.get(name)?.length ?? 0) > 1);
  if (repeated !== undefined) return bad('repeated-header', `Repeated ${writtenHeaderName(repeated)}`);
  const via = topVia(headers);
  if (via === undefined) return bad('bad-header', 'Bad Via');
  const from = parseNameAddr(firstHeader(headers, 'from') ?? '');
  if (!from.ok) return bad('bad-header', 'Bad From');
  const to = parseNameAddr(firstHeader(headers, 'to') ?? '');
  if (!to.ok) return bad('bad-header', 'Bad To');
  const callId = firstHeader(headers, 'call-id') ?? '';
  if (!CALL_ID.test(callId)) return bad('bad-header', 'Bad Call-ID');
  const cseq = parseCSeq(firstHeader(headers, 'cseq') ?? '');
  if (cseq === undefined) return bad('bad-header', 'Bad CSeq');
  return ok({
    via,
    from: from.value,
    to: to.value,
    fromTag: tagOf(from.value),
    toTag: tagOf(to.value),
    callId: callId as CallId,
    cseq,
  });
};
