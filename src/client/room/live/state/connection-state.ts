import type { EventRules } from './event-rules.ts';

export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'failed' | 'refused';

/** The line to the server, and its clock. */
export interface ConnectionState {
  readonly connection: Connection;
  /** Since when the connection has been away; undefined while it holds. */
  readonly awaySinceMs: number | undefined;
  /** Why the server refused, an ErrorCode or `disconnected`. */
  readonly refusal: string | undefined;
  readonly startedAtMs: number;
  /** How far the server's clock is ahead of ours. */
  readonly aheadMs: number;
  /** Until when the server will have restarted, by its own clock; undefined while nobody said that it would. */
  readonly restartsAtMs: number | undefined;
}

export const NEW_CONNECTION: ConnectionState = {
  connection: 'connecting',
  awaySinceMs: undefined,
  refusal: undefined,
  startedAtMs: 0,
  aheadMs: 0,
  restartsAtMs: undefined,
};

export interface ConnectionChange {
  readonly kind: 'connection';
  readonly state: Connection;
  readonly detail?: string | undefined;
}

export const changeConnection = (
  seen: ConnectionState,
  { state, detail }: ConnectionChange,
  nowMs: number,
): Partial<ConnectionState> => ({
  connection: state,
  refusal: state === 'refused' ? (detail ?? 'unavailable') : undefined,
  awaySinceMs: state === 'connected' ? undefined : (seen.awaySinceMs ?? nowMs),
});

export const CONNECTION_RULES: EventRules<ConnectionState, ConnectionState> = {
  welcome: (seen, body, nowMs) => ({
    startedAtMs: Date.parse(body.startedAt),
    aheadMs: Date.parse(body.now) - nowMs,
    // Rights that changed bring a welcome as well: only who was away comes to a server that has restarted.
    restartsAtMs: seen.awaySinceMs === undefined ? seen.restartsAtMs : undefined,
  }),
  'server.restarts': (_seen, { at }) => ({ restartsAtMs: Date.parse(at) }),
};
