import type { PastSessionBody } from '../contract/http/attendance.ts';
import type { ChatFileBody } from '../contract/room/room-state.ts';
import type { AttendanceReport, Attended } from './attendance-report.ts';
import { nameOf } from './invited-people.ts';
import type { KeptPapers } from './papers/kept-papers.ts';
import type { SessionRecording } from './session-recordings.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

const attendeeBody = (
  { name, role, via, stays, totalMs, invited, answer, address, consentedMs }: Attended,
  seesAddresses: boolean,
): PastSessionBody['people'][number] => ({
  ...{ name, role, via, invited },
  stays: stays.map(({ fromMs, toMs }) => ({ from: iso(fromMs), ...(toMs !== undefined && { to: iso(toMs) }) })),
  seconds: Math.round(totalMs / 1_000),
  ...(answer !== undefined && { answer }),
  ...(seesAddresses && address !== undefined && { email: address }),
  ...(consentedMs !== undefined && { consentedAt: iso(consentedMs) }),
});

/** A session as its hosts read of it; `kept` only for the organizer, who sees addresses too. */
export const pastSessionBody = (
  { session, people, absent }: AttendanceReport,
  {
    messages,
    files,
    recordings,
    kept,
  }: {
    readonly messages: number;
    readonly files: readonly ChatFileBody[];
    readonly recordings: readonly SessionRecording[];
    readonly kept: KeptPapers | undefined;
  },
): PastSessionBody => {
  const { id, recurrenceId, startedMs, endedMs, reason } = session;
  const isOrganizer = kept !== undefined;
  return {
    ...{ id, recurrenceId, startedAt: iso(startedMs), messages, files: [...files] },
    ...(endedMs !== undefined && { endedAt: iso(endedMs) }),
    ...(reason !== undefined && { reason }),
    people: people.map((one) => attendeeBody(one, isOrganizer)),
    ...(endedMs !== undefined && {
      absent: absent.map(({ name, address, answer }) => ({
        ...{ name: nameOf({ name, address }, isOrganizer), answer },
        ...(isOrganizer && { email: address }),
      })),
    }),
    recordings: recordings.map(({ id: recordingId, number, state, durationMs }) => ({
      ...{ id: recordingId, number, state },
      ...(durationMs !== undefined && { durationMs }),
    })),
    ...(kept?.folderId !== undefined && { folderId: kept.folderId }),
    ...(isOrganizer && kept.papers.length > 0 && { papers: [...kept.papers] }),
  };
};
