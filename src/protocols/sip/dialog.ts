import { ok, type Result } from '../../base/result.ts';
import { type Body, buildRequest, type RequestVia } from './build-request.ts';
import { CSEQ_MAX } from './limits.ts';
import { parseNameAddr, parseNameAddrs } from './parse-name-addr.ts';
import { isSipUri } from './parse-uri.ts';
import { firstHeader } from './sip-headers.ts';
import { splitList } from './split-list.ts';
import type {
  CallId,
  DialogId,
  OutgoingRequest,
  SipHeaders,
  SipMessage,
  SipRequest,
  SipResponse,
  SipTag,
} from './types.ts';

/** RFC 3261 12: what both sides know of a call. */
export interface Dialog {
  readonly id: DialogId;
  readonly callId: CallId;
  readonly localTag: SipTag;
  /** Undefined: a client of RFC 2543. */
  readonly remoteTag: SipTag | undefined;
  /** Texts of From and To, with tags. */
  readonly local: string;
  readonly remote: string;
  /** Their Contact: what our requests name. Where packets go is the business of whoever sends them. */
  readonly remoteTarget: string;
  readonly routeSet: readonly string[];
  readonly localSeq: number;
  readonly remoteSeq: number | undefined;
}

type DialogProblem = { readonly code: 'no-target' | 'no-tag' | 'bad-route' };

/** No part can hold a line break. */
const idOf = (callId: CallId, localTag: SipTag, remoteTag: SipTag | undefined): DialogId =>
  `${callId}\n${localTag}\n${remoteTag ?? ''}` as DialogId;

/** The URI of the one Contact that a message of a dialog has; undefined when there is none that SIP can reach. */
const targetOf = (headers: SipHeaders): string | undefined => {
  const contacts = parseNameAddrs(headers.get('contact') ?? []);
  const first = contacts.ok ? contacts.value[0] : undefined;
  return first !== undefined && isSipUri(first.uri) ? first.uriText : undefined;
};

const recordedRoute = (headers: SipHeaders): readonly string[] | undefined => {
  const hops = (headers.get('record-route') ?? []).map((line) => splitList(line));
  const all = hops.flatMap((one) => one ?? ['']);
  return all.every((hop) => parseNameAddr(hop).ok) ? all : undefined;
};

/** Of an INVITE that we answer with `localTag`: RFC 3261 12.1.1. */
export const dialogOfServer = (invite: SipRequest, localTag: SipTag): Result<Dialog, DialogProblem> => {
  const remoteTarget = targetOf(invite.headers);
  const routeSet = recordedRoute(invite.headers);
  if (remoteTarget === undefined) return { ok: false, code: 'no-target' };
  if (routeSet === undefined) return { ok: false, code: 'bad-route' };
  const { callId, fromTag } = invite;
  return ok({
    id: idOf(callId, localTag, fromTag),
    callId,
    localTag,
    remoteTag: fromTag,
    local: `${firstHeader(invite.headers, 'to') ?? ''};tag=${localTag}`,
    remote: firstHeader(invite.headers, 'from') ?? '',
    remoteTarget,
    routeSet,
    localSeq: 0,
    remoteSeq: invite.cseq.number,
  });
};

/** Of an INVITE of ours, from a 1xx that has a tag or a 2xx: RFC 3261 12.1.2. */
export const dialogOfClient = (response: SipResponse): Result<Dialog, DialogProblem> => {
  const { callId, fromTag, toTag, headers, cseq } = response;
  if (fromTag === undefined || toTag === undefined) return { ok: false, code: 'no-tag' };
  const remoteTarget = targetOf(headers);
  const routeSet = recordedRoute(headers);
  if (remoteTarget === undefined) return { ok: false, code: 'no-target' };
  if (routeSet === undefined) return { ok: false, code: 'bad-route' };
  return ok({
    id: idOf(callId, fromTag, toTag),
    callId,
    localTag: fromTag,
    remoteTag: toTag,
    local: firstHeader(headers, 'from') ?? '',
    remote: firstHeader(headers, 'to') ?? '',
    remoteTarget,
    routeSet: routeSet.toReversed(),
    localSeq: cseq.number,
    remoteSeq: undefined,
  });
};

/** The dialog of ours that a message from the other side means; undefined when our side has no tag in it. */
export const dialogIdOf = ({ kind, callId, fromTag, toTag }: SipMessage): DialogId | undefined => {
  const [local, remote] = kind === 'request' ? [toTag, fromTag] : [fromTag, toTag];
  return local === undefined ? undefined : idOf(callId, local, remote);
};

export type TakenRequest =
  | { readonly kind: 'taken'; readonly dialog: Dialog }
  | { readonly kind: 'out-of-order' }
  | { readonly kind: 'repeated' };

/**
 * RFC 3261 12.2.2, by the CSeq. `out-of-order`: answer 500. `repeated`: the number was there before and the transaction is another,
 * as when two ways lead here: answer 500 as well. ACK and CANCEL have the number of their INVITE.
 */
export const takeRequest = (dialog: Dialog, { method, cseq }: SipRequest): TakenRequest => {
  const { remoteSeq } = dialog;
  if (method === 'ACK' || method === 'CANCEL') return { kind: 'taken', dialog };
  if (remoteSeq !== undefined && cseq.number < remoteSeq) return { kind: 'out-of-order' };
  if (cseq.number === remoteSeq) return { kind: 'repeated' };
  return { kind: 'taken', dialog: { ...dialog, remoteSeq: cseq.number } };
};

/** RFC 3261 12.2: their Contact is the new target, of their re-INVITE or UPDATE once it is accepted, and of the 2xx to ours. */
export const refreshTarget = (dialog: Dialog, { headers }: SipMessage): Dialog => {
  const remoteTarget = targetOf(headers);
  return remoteTarget === undefined ? dialog : { ...dialog, remoteTarget };
};

export interface InDialogParts {
  readonly method: string;
  readonly via: RequestVia;
  readonly contact?: string;
  readonly headers?: Iterable<readonly [string, string]>;
  readonly body?: Body;
}

const isLoose = (hop: string): boolean => {
  const address = parseNameAddr(hop);
  return address.ok && isSipUri(address.value.uri) && address.value.uri.parameters.has('lr');
};

const uriTextOf = (hop: string): string => {
  const address = parseNameAddr(hop);
  return address.ok ? address.value.uriText : hop;
};

/** RFC 3261 12.2.1.1: a first hop without `lr` is a strict router, which finds itself in the Request-URI. */
const routed = ({ routeSet, remoteTarget }: Dialog): { readonly uri: string; readonly route: readonly string[] } => {
  const [first, ...rest] = routeSet;
  if (first === undefined || isLoose(first)) return { uri: remoteTarget, route: routeSet };
  return { uri: uriTextOf(first), route: [...rest, `<${remoteTarget}>`] };
};

const build = (
  dialog: Dialog,
  cseq: number,
  { method, via, contact, headers = [], body }: InDialogParts,
): OutgoingRequest =>
  buildRequest({
    method,
    via,
    ...routed(dialog),
    from: dialog.local,
    to: dialog.remote,
    callId: dialog.callId,
    cseq,
    headers: [...(contact === undefined ? [] : [['contact', contact] as const]), ...headers],
    ...(body === undefined ? {} : { body }),
  });

/** BYE, INVITE, UPDATE, OPTIONS, INFO: RFC 3261 12.2.1.1. */
export const requestInDialog = (
  dialog: Dialog,
  parts: InDialogParts,
): { readonly dialog: Dialog; readonly request: OutgoingRequest } => {
  const localSeq = dialog.localSeq >= CSEQ_MAX ? 1 : dialog.localSeq + 1;
  return { dialog: { ...dialog, localSeq }, request: build(dialog, localSeq, parts) };
};

/** For a 2xx to an INVITE of ours, with its CSeq number (RFC 3261 13.2.2.4): no transaction, sent again for each 2xx that comes. */
export const ackInDialog = (dialog: Dialog, cseq: number, parts: Omit<InDialogParts, 'method'>): OutgoingRequest =>
  build(dialog, cseq, { ...parts, method: 'ACK' });
