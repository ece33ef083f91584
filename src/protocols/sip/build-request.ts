import { formatVia } from './format-via.ts';
import { parseCSeq } from './parse-cseq.ts';
import { topVia } from './read-common-headers.ts';
import { firstHeader, headerPairs, makeHeaders, withHeaders } from './sip-headers.ts';
import { BRANCH_COOKIE } from './transaction-key.ts';
import type { OutgoingRequest, Via } from './types.ts';

/** Where the answer shall come to. */
export interface RequestVia {
  readonly transport: 'UDP' | 'TCP' | 'TLS';
  readonly host: string;
  readonly port: number;
  /** Random, another for each transaction; the magic cookie is put before it. */
  readonly branch: string;
}

export interface Body {
  readonly type: string;
  readonly content: Uint8Array;
}

export interface RequestParts {
  readonly method: string;
  readonly uri: string;
  readonly via: RequestVia;
  /** Texts of the fields, tags included: `"Name" <sip:…>;tag=…`. */
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly route?: readonly string[];
  readonly headers?: Iterable<readonly [string, string]>;
  readonly body?: Body;
}

const MAX_FORWARDS = '70';
const EMPTY = new Uint8Array(0);

const viaLine = ({ transport, host, port, branch }: RequestVia): string =>
  formatVia({
    transport,
    host,
    port,
    // RFC 3581 3: the answer shall come back through whatever translates addresses.
    parameters: new Map([
      ['branch', `${BRANCH_COOKIE}${branch}`],
      ['rport', ''],
    ]),
  });

/** RFC 3261 8.1.1, and rport. */
export const buildRequest = (parts: RequestParts): OutgoingRequest => {
  const { method, uri, via, from, to, callId, cseq, route = [], headers = [], body } = parts;
  const typed: (readonly [string, string])[] = body === undefined ? [] : [['content-type', body.type]];
  return {
    kind: 'request',
    method,
    uriText: uri,
    headers: makeHeaders([
      ['via', viaLine(via)],
      ['max-forwards', MAX_FORWARDS],
      ...route.map((hop) => ['route', hop] as const),
      ['from', from],
      ['to', to],
      ['call-id', callId],
      ['cseq', `${cseq} ${method}`],
      ...headers,
      ...typed,
    ]),
    body: body?.content ?? EMPTY,
  };
};

/** The parts of an INVITE that its CANCEL and ACK repeat, with another method in CSeq. */
const companion = (invite: OutgoingRequest, method: 'ACK' | 'CANCEL', to: string | undefined): OutgoingRequest => {
  const number = parseCSeq(firstHeader(invite.headers, 'cseq') ?? '')?.number ?? 0;
  const kept = [...headerPairs(invite.headers)].filter(([name]) => KEPT.has(name));
  return {
    kind: 'request',
    method,
    uriText: invite.uriText,
    headers: withHeaders(makeHeaders(kept), [
      ['cseq', `${number} ${method}`],
      ...(to === undefined ? [] : [['to', to] as const]),
    ]),
    body: EMPTY,
  };
};

const KEPT = new Set(['via', 'max-forwards', 'route', 'from', 'to', 'call-id', 'cseq']);

/** RFC 3261 9.1: a transaction of its own, to be begun only once a provisional response has come. */
export const cancelOf = (invite: OutgoingRequest): OutgoingRequest => companion(invite, 'CANCEL', undefined);

/** RFC 3261 17.1.1.3: of a response other than 2xx, whose To has the tag. */
export const ackOf = (invite: OutgoingRequest, responseTo: string): OutgoingRequest =>
  companion(invite, 'ACK', responseTo);

const withBranch = (via: Via, branch: string): string => {
  const parameters = new Map(via.parameters);
  parameters.set('branch', `${BRANCH_COOKIE}${branch}`);
  return formatVia({ ...via, parameters });
};

/** The same request anew, with credentials or to another server: new branch, CSeq one higher, `headers` in place of those it had. */
export const retryOf = (
  request: OutgoingRequest,
  branch: string,
  headers: Iterable<readonly [string, string]>,
): OutgoingRequest => {
  const via = topVia(request.headers);
  const number = parseCSeq(firstHeader(request.headers, 'cseq') ?? '')?.number ?? 0;
  const renewed: (readonly [string, string])[] = [['cseq', `${number + 1} ${request.method}`], ...headers];
  if (via !== undefined) renewed.push(['via', withBranch(via, branch)]);
  return { ...request, headers: withHeaders(request.headers, renewed) };
};
