import { Readable } from 'node:stream';
import type { Account } from '../../accounts/account.ts';
import type { Clock } from '../../base/clock.ts';
import type { Blobs } from '../../documents/blobs.ts';
import type { Documents } from '../../documents/documents.ts';
import type { SessionFolder } from '../../documents/session-folder.ts';
import type { MadePaper } from './make-papers.ts';
import type { ClosingSession, SessionClosingStore } from './session-closing-store.ts';

/**
 * Puts papers into the session's folder of the organizer's documents and notes it; answers the folder. Done again after a crash it adds
 * only what is missing. Without papers there is no folder, unless a recording made one.
 */
export type KeepPapers = (
  session: ClosingSession,
  of: { readonly organizer: Account; readonly title: string; readonly papers: readonly MadePaper[] },
) => Promise<string | undefined>;

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.'));

export const createKeepPapers =
  ({
    store,
    blobs,
    documents,
    sessionFolder,
    clock,
  }: {
    readonly store: Pick<SessionClosingStore, 'listPapers' | 'setPapers'>;
    readonly blobs: Pick<Blobs, 'write'>;
    readonly documents: Pick<Documents, 'addFile' | 'findBySession'>;
    readonly sessionFolder: SessionFolder;
    readonly clock: Clock;
  }): KeepPapers =>
  async (session, { organizer, title, papers }) => {
    const { id, startedMs } = session;
    if (papers.length === 0) {
      const found = await documents.findBySession(organizer.id, id);
      await store.setPapers(id, found?.id, clock.nowMs());
      return found?.id;
    }
    const { timeZone, language } = organizer;
    const folder = await sessionFolder({
      accountId: organizer.id,
      sessionId: id,
      title,
      startedMs,
      timeZone,
      language,
    });
    for (const { kind, name, text } of papers) {
      const origin = kind === 'chat.txt' ? 'chat' : 'attendance';
      // Each has another ending: by it one that was kept before a crash is known.
      const kept = await store.listPapers(id);
      if (kept.some((paper) => endingOf(paper.name) === endingOf(name))) continue;
      const blob = await blobs.write(Readable.from([Buffer.from(text)]), { name });
      await documents.addFile(organizer.id, folder.id, name, blob, {
        ...{ origin, sessionId: id, onConflict: 'rename', ignoreQuota: true },
      });
    }
    await store.setPapers(id, folder.id, clock.nowMs());
    return folder.id;
  };
