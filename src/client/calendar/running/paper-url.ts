import { language } from '../../shared/language.ts';
import { displayZone } from '../shell/session.ts';

export type PaperKind = 'attendance.csv' | 'attendance.html' | 'chat.txt';

/** A paper as it is now, in the words and by the clock of this page. */
export const paperUrl = (meetingId: string, sessionId: string, kind: PaperKind): string =>
  `/api/v1/meetings/${meetingId}/sessions/${encodeURIComponent(sessionId)}/papers/${kind}?${new URLSearchParams({
    language: language.value,
    timeZone: displayZone.value,
  })}`;
