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
}

export const NEW_CONNECTION: ConnectionState = {
  connection: 'connecting',
  awaySinceMs: undefined,
  refusal: undefined,
  startedAtMs: 0,
  aheadMs: 0,
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
  welcome: (_seen, body, nowMs) => ({
    startedAtMs: Date.parse(body.startedAt),
    aheadMs: Date.parse(body.now) - nowMs,
  }),
};
