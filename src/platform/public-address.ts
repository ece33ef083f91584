import ipaddr from 'ipaddr.js';

export type Network = ReturnType<typeof ipaddr.parseCIDR>;
type Address = ReturnType<typeof ipaddr.parse>;

/** Networks of `10.1.0.0/16,fd00::/8` and single addresses. Throws for what is neither: configuration, checked at start. */
export const readNetworks = (texts: readonly string[]): Network[] =>
  texts.map((text) => {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });

const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');
/** Looks public and is not: the host below every machine of one large cloud, which hands out their secrets. */
const CLOUD_HOST = '168.63.129.16';

/** Where the four octets of an IPv4 address stand in an IPv6 address of these ranges: RFC 4291, 6052 (NAT64), 7915, 3056. */
const EMBEDDED_AT: Readonly<Record<string, number>> = { ipv4Mapped: 12, rfc6052: 12, rfc6145: 12, '6to4': 2 };

/** The IPv4 address that a packet to this IPv6 address ends at; else the address itself. */
const unwrap = (address: Address): Address => {
  const at = EMBEDDED_AT[address.range()];
  if (address.kind() === 'ipv4' || at === undefined) return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(at, at + 4));
};

const isIn = (address: Address, [network, bits]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

const isPublic = (address: Address): boolean =>
  address.range() === 'unicast' &&
  address.toString() !== CLOUD_HOST &&
  (address.kind() === 'ipv4' || isIn(address, GLOBAL_UNICAST));

/**
 * Whether the server may connect to `text` for a user: an address of the public internet, or of a network that the
 * administrator allows. Never loopback, private, link-local or multicast ones, however they are written or wrapped.
 */
export const mayConnectTo = (text: string, allowed: readonly Network[]): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const written = ipaddr.parse(text);
  const address = unwrap(written);
  if (allowed.some((network) => isIn(address, network) || isIn(written, network))) return true;
  return isPublic(address);
};
