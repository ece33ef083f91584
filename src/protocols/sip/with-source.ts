import { formatVia } from './format-via.ts';
import { parsePort } from './parse-host.ts';
import { splitList } from './split-list.ts';
import type { PartialRequest, SipHeaders, SipRequest, Via } from './types.ts';

const viaFrom = (via: Via, address: string, port: number): Via => {
  const parameters = new Map(via.parameters);
  const wantsPort = parameters.has('rport');
  // What the sender says of its own source is worth nothing.
  parameters.delete('received');
  if (wantsPort) parameters.set('rport', String(port));
  if (wantsPort || via.host !== address) parameters.set('received', address);
  return { ...via, parameters };
};

const withTopVia = (headers: SipHeaders, via: Via): SipHeaders => {
  const [first = '', ...others] = headers.get('via') ?? [];
  const rest = (splitList(first) ?? []).slice(1);
  return new Map([...headers, ['via', [[formatVia(via), ...rest].join(', '), ...others]]]);
};

/**
 * Notes in the topmost Via where a request came from: `received` (RFC 3261 18.2.1) and `rport` where it is asked for (RFC 3581 4).
 * To be done before anything else. `address` without brackets, in lower case.
 */
export const withSource = <Request extends SipRequest | PartialRequest>(
  request: Request,
  address: string,
  port: number,
): Request => {
  const via = viaFrom(request.via, address, port);
  return { ...request, via, headers: withTopVia(request.headers, via) };
};

const DEFAULT_PORT = 5060;

/**
 * Where the response to a request goes over UDP (RFC 3261 18.2.2, RFC 3581 4). `maddr` is not followed: it would have us send to
 * whom anybody names.
 */
export const responseTarget = ({
  via,
}: SipRequest | PartialRequest): { readonly host: string; readonly port: number } => ({
  host: via.parameters.get('received') ?? via.host,
  port: parsePort(via.parameters.get('rport') ?? '') ?? via.port ?? DEFAULT_PORT,
});
