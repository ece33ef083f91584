import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Document } from './document.ts';
import { cleanName } from './document-name.ts';
import type { Documents } from './documents.ts';

const MEETINGS: Record<Language, string> = { fr: 'Réunions', en: 'Meetings' };
const UNTITLED: Record<Language, string> = { fr: 'Réunion', en: 'Meeting' };

export interface SessionFolderOf {
  readonly accountId: AccountId;
  readonly sessionId: string;
  readonly title: string;
  readonly startedMs: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly language: Language;
}

/** The folder in which all of one session is kept; found again wherever its owner has put it, made anew when it is gone. */
export type SessionFolder = (session: SessionFolderOf) => Promise<Document>;

/** "2026-11-22 10.00": sorts by itself, and is a file name everywhere. */
const stamp = (atMs: number, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(atMs).replace(':', '.');
};

export const createSessionFolder =
  ({ documents }: { readonly documents: Pick<Documents, 'ensureFolder' | 'findBySession'> }): SessionFolder =>
  async ({ accountId, sessionId, title, startedMs, timeZone, language }) => {
    const found = await documents.findBySession(accountId, sessionId);
    if (found) return found;
    const meetings = await documents.ensureFolder(accountId, '', MEETINGS[language]);
    const name = cleanName(`${title.trim() || UNTITLED[language]} – ${stamp(startedMs, timeZone)}`);
    return documents.ensureFolder(accountId, meetings.id, name, { origin: 'session', sessionId });
  };
