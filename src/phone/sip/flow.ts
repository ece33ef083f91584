import type { SipTransport } from './sip-calls.ts';

export interface Place {
  readonly address: string;
  readonly port: number;
}

/**
 * The way that a message came, and the only way that anything goes back: for UDP the pair of addresses, else the connection
 * (RFC 3581, RFC 5626). Never an address that somebody wrote into a header.
 */
export interface Flow {
  readonly transport: SipTransport;
  readonly remote: Place;
  /** Our own end. A socket that listens everywhere knows its port alone, and asks the route for the address: `reached-at.ts`. */
  readonly local: Place;
  /** False once nothing can be sent any more. */
  isOpen(): boolean;
  send(bytes: Uint8Array): void;
  /** Who uses this flow beyond one request: a connection in use is not closed for being idle. */
  hold(): void;
  letGo(): void;
}

export const isReliable = (flow: Flow): boolean => flow.transport !== 'udp';

/** For hosts in URIs and Via. */
export const inBrackets = (address: string): string => (address.includes(':') ? `[${address}]` : address);
