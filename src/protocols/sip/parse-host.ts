import { parseNumber } from './parse-number.ts';

/** DNS allows 253, an IPv6 reference has 47 at the most. */
const HOST_CHARACTERS = 255;
const NAME = /^[A-Za-z0-9._-]+$/;
const IPV6 = /^[0-9A-Fa-f:.]+$/;

/** Lower case, IPv6 without brackets; undefined when it is neither a name nor an address. Names may have underscores, as in the wild. */
export const parseHost = (text: string): string | undefined => {
  if (text.length > HOST_CHARACTERS) return undefined;
  if (!text.startsWith('[')) return NAME.test(text) ? text.toLowerCase() : undefined;
  const inner = text.slice(1, -1);
  return text.endsWith(']') && IPV6.test(inner) && inner.includes(':') ? inner.toLowerCase() : undefined;
};

/** 1 to 65535, leading zeros allowed: what is beyond makes sockets throw. */
export const parsePort = (text: string): number | undefined => {
  const port = parseNumber(text, 65_535);
  return port === 0 ? undefined : port;
};

/** `host`, `host:port`, `[address]:port`. */
export const parseHostPort = (text: string): { readonly host: string; readonly port?: number } | undefined => {
  const colon = text.indexOf(':', text.startsWith('[') ? text.indexOf(']') + 1 : 0);
  const host = parseHost(colon < 0 ? text : text.slice(0, colon));
  if (host === undefined) return undefined;
  if (colon < 0) return { host };
  const port = parsePort(text.slice(colon + 1));
  return port === undefined ? undefined : { host, port };
};

/** As it stands in URIs and in Via. */
export const formatHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);
