import { firstHeader, makeHeaders } from './sip-headers.ts';
import { statusPhrase } from './status-phrases.ts';
import type { OutgoingResponse, PartialRequest, SipRequest, SipTag } from './types.ts';

export interface ResponseParts {
  /** The registered phrase when left out. */
  readonly reason?: string;
  /** Added to To when it has none and the status is not 100. */
  readonly toTag?: SipTag;
  /** Behind what is copied, by any case. */
  readonly headers?: Iterable<readonly [string, string]>;
  readonly body?: { readonly type: string; readonly content: Uint8Array };
}

const EMPTY = new Uint8Array(0);

/** RFC 3261 8.2.6.2: a To that has a tag keeps it. One that cannot be read gets none. */
const tagged = (to: string, request: SipRequest | PartialRequest, status: number, tag: SipTag | undefined): string =>
  tag === undefined || status === 100 || !('cseq' in request) || request.toTag !== undefined ? to : `${to};tag=${tag}`;

/** RFC 3261 12.1.1: what makes a dialog carries the route back. */
const makesDialog = (method: string, status: number): boolean => method === 'INVITE' && status > 100 && status < 300;

/** RFC 3261 8.2.6: all Via in order, From, To, Call-ID and CSeq as they came, as far as they came. */
export const respond = (
  request: SipRequest | PartialRequest,
  status: number,
  { reason, toTag, headers = [], body }: ResponseParts = {},
): OutgoingResponse => {
  const { headers: theirs, method } = request;
  const copied: (readonly [string, string])[] = [];
  const copy = (name: string): void => {
    for (const line of theirs.get(name) ?? []) copied.push([name, line]);
  };
  copy('via');
  if (makesDialog(method, status)) copy('record-route');
  const once: ReadonlyArray<readonly [string, string | undefined]> = [
    ['from', firstHeader(theirs, 'from')],
    ['to', firstHeader(theirs, 'to')],
    ['call-id', firstHeader(theirs, 'call-id')],
    ['cseq', firstHeader(theirs, 'cseq')],
  ];
  for (const [name, line] of once)
    if (line !== undefined) copied.push([name, name === 'to' ? tagged(line, request, status, toTag) : line]);
  if (status === 100) copy('timestamp');
  const typed: (readonly [string, string])[] = body === undefined ? [] : [['content-type', body.type]];
  return {
    kind: 'response',
    status,
    reason: reason ?? statusPhrase(status),
    headers: makeHeaders([...copied, ...headers, ...typed]),
    body: body?.content ?? EMPTY,
  };
};
