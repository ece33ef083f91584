import ipaddr from 'ipaddr.js';

/** How many times what one network may is allowed to all of the /56 around it: a household or an office has one of those. */
export const WIDER_ALLOWANCE = 4;

/** Where somebody comes from, for limits: an IPv4 address, or the /64 network that an IPv6 host has to itself. */
export const callerNetwork = (address: string): string => {
  if (!ipaddr.isValid(address)) return address;
  const plain = ipaddr.process(address);
  if (!(plain instanceof ipaddr.IPv6)) return plain.toString();
  const [a = 0, b = 0, c = 0, d = 0] = plain.parts;
  return `${[a, b, c, d].map((part) => part.toString(16)).join(':')}::/64`;
};

/**
 * The /56 around the /64 that a key begins with, in its place: whoever has a /56 takes an address from any of its 256 networks.
 * Undefined for keys that begin with anything else.
 */
export const widerNetwork = (key: string): string | undefined => {
  const [, head, fourth, rest] = /^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+):([0-9a-f]+)::\/64(| .*)$/s.exec(key) ?? [];
  if (head === undefined || fourth === undefined) return undefined;
  return `${head}:${(Number.parseInt(fourth, 16) & 0xff00).toString(16)}::/56${rest}`;
};
