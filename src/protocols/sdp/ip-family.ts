import ipaddr from 'ipaddr.js';

export type IpFamily = 'ipv4' | 'ipv6';

/** Of an address in its plain writing; undefined for host names, zones and what else is no address. */
export const ipFamily = (address: string): IpFamily | undefined => {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return 'ipv4';
  return !address.includes('%') && ipaddr.IPv6.isValid(address) ? 'ipv6' : undefined;
};

/** 0.0.0.0 and ::, by which old telephones put on hold: RFC 3264 8.4. */
export const isUnspecified = (address: string): boolean =>
  ipFamily(address) !== undefined && ipaddr.parse(address).range() === 'unspecified';

/** Whether sound may be sent there at all: to one receiver, and not to whole networks. */
export const isOneReceiver = (address: string): boolean =>
  ipFamily(address) !== undefined && !['multicast', 'broadcast'].includes(ipaddr.parse(address).range());
