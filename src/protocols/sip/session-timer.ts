import type { SessionInterval } from './negotiate-session-timer.ts';

/** RFC 4028 10. */
export interface SessionTimer {
  readonly interval: SessionInterval;
  /** When we refresh; undefined: the other side does, or our refresh is on its way. */
  readonly refreshAtMs: number | undefined;
  readonly byeAtMs: number;
  /** Step with `wake` at this time, or soon after; undefined when it is over. */
  readonly wakeAtMs: number | undefined;
}

export type SessionTimerInput =
  | { readonly kind: 'wake' }
  /** A refresh was answered 2xx, ours or theirs; `interval` as newly agreed. */
  | { readonly kind: 'refreshed'; readonly interval: SessionInterval }
  /** Ours was answered otherwise. `gone`: 408 or 481, there is no session any more. */
  | { readonly kind: 'refresh-failed'; readonly gone: boolean };

export type SessionTimerOutput = { readonly kind: 'refresh' } | { readonly kind: 'bye' };

export interface SessionTimerStep {
  readonly timer: SessionTimer;
  readonly outputs: readonly SessionTimerOutput[];
}

/** Between two tries of ours when the first was refused for the moment, as by a re-INVITE of theirs on its way. */
const RETRY_MS = 10_000;

/** BYE goes out the lesser of 32 s and a third before the end. */
const byeBeforeMs = (intervalMs: number): number => Math.min(32_000, intervalMs / 3);

export const beginSessionTimer = (interval: SessionInterval, nowMs: number): SessionTimer => {
  const intervalMs = interval.seconds * 1000;
  const byeAtMs = nowMs + intervalMs - byeBeforeMs(intervalMs);
  const refreshAtMs = interval.weRefresh ? nowMs + intervalMs / 2 : undefined;
  return { interval, refreshAtMs, byeAtMs, wakeAtMs: refreshAtMs ?? byeAtMs };
};

const over = (timer: SessionTimer): SessionTimerStep => ({
  timer: { ...timer, refreshAtMs: undefined, wakeAtMs: undefined },
  outputs: [{ kind: 'bye' }],
});

const onWake = (timer: SessionTimer, nowMs: number): SessionTimerStep => {
  const { refreshAtMs, byeAtMs } = timer;
  if (nowMs >= byeAtMs) return over(timer);
  if (refreshAtMs === undefined || nowMs < refreshAtMs) return { timer, outputs: [] };
  return { timer: { ...timer, refreshAtMs: undefined, wakeAtMs: byeAtMs }, outputs: [{ kind: 'refresh' }] };
};

export const stepSessionTimer = (timer: SessionTimer, input: SessionTimerInput, nowMs: number): SessionTimerStep => {
  if (timer.wakeAtMs === undefined) return { timer, outputs: [] };
  if (input.kind === 'wake') return onWake(timer, nowMs);
  if (input.kind === 'refreshed') return { timer: beginSessionTimer(input.interval, nowMs), outputs: [] };
  if (input.gone) return over(timer);
  const refreshAtMs = nowMs + RETRY_MS;
  return { timer: { ...timer, refreshAtMs, wakeAtMs: Math.min(refreshAtMs, timer.byeAtMs) }, outputs: [] };
};
