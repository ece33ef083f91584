import type { SessionId } from '../../base/ids.ts';

/** Which date a session is of, and when it began; undefined for one that is not known. */
export type SessionTimes = (
  id: SessionId,
) => Promise<{ readonly recurrenceId: string; readonly startedMs: number } | undefined>;
