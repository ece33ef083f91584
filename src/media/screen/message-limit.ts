/** What of engine.io's and ws's connections is relied on. */
interface Receiver {
  _maxPayload: number;
}
/** engine.io's side of a connection. */
export interface LimitedConnection {
  readonly transport: object;
  on(event: 'upgrade', listener: () => void): unknown;
  on(event: 'packet', listener: (packet: { readonly data?: unknown }) => void): unknown;
}

const receiverOf = (transport: object): Receiver | undefined => {
  if (!('socket' in transport) || typeof transport.socket !== 'object' || transport.socket === null) return undefined;
  if (!('_receiver' in transport.socket)) return undefined;
  const receiver: unknown = transport.socket._receiver;
  return typeof receiver === 'object' && receiver !== null && '_maxPayload' in receiver
    ? (receiver as Receiver)
    : undefined;
};

const sizeOf = (data: unknown): number => (typeof data === 'string' || data instanceof Uint8Array ? data.length : 0);

/** The largest message that one connection may send, which changes with what it is allowed to do. */
export interface MessageLimit {
  set(bytes: number): void;
}

/**
 * Keeps a connection to messages of `bytes`. A WebSocket refuses a larger one when its first bytes have come, before anything is
 * kept of it; `onTooLarge` is called for what comes by another transport.
 */
export const limitMessages = (connection: LimitedConnection, bytes: number, onTooLarge: () => void): MessageLimit => {
  let largest = bytes;
  const apply = (): void => {
    const receiver = receiverOf(connection.transport);
    if (receiver !== undefined) receiver._maxPayload = largest;
  };
  apply();
  connection.on('upgrade', apply);
  connection.on('packet', ({ data }) => {
    if (sizeOf(data) > largest) onTooLarge();
  });
  return {
    set(next) {
      largest = next;
      apply();
    },
  };
};
