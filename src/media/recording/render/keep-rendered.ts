import { extname } from 'node:path';
import type { AccountStore } from '../../../accounts/account-store.ts';
import type { AccountId } from '../../../base/ids.ts';
import type { Language } from '../../../base/languages.ts';
import type { Blobs } from '../../../documents/blobs.ts';
import type { Document, DocumentOrigin } from '../../../documents/document.ts';
import { cleanName, numberedName } from '../../../documents/document-name.ts';
import type { Documents } from '../../../documents/documents.ts';
import type { SessionFolder } from '../../../documents/session-folder.ts';
import type { MeetingSchedule } from '../../../meetings/meeting-schedule.ts';
import type { Recording } from '../recording.ts';
import type { Rendered } from './render-order.ts';
import type { RenderedFile } from './render-recording.ts';

const RECORDING: Record<Language, (number: number) => string> = {
  en: (number) => `Recording ${number}`,
  fr: (number) => `Enregistrement ${number}`,
};
const TRACKS: Record<Language, string> = { en: 'tracks', fr: 'pistes' };
const NOBODY: Record<Language, string> = { en: 'Unknown', fr: 'Inconnu' };

/** Puts what was rendered into the folder of its session; answers the document: the sound, or the folder of the tracks. */
export type KeepRendered = (recording: Recording, rendered: Rendered) => Promise<Document>;

export const createKeepRendered = ({
  documents,
  blobs,
  sessionFolder,
  accounts,
  schedule,
}: {
  readonly documents: Pick<Documents, 'addFile' | 'findByName' | 'ensureFolder'>;
  readonly blobs: Pick<Blobs, 'adopt'>;
  readonly sessionFolder: SessionFolder;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly schedule: Pick<MeetingSchedule, 'describe'>;
}): KeepRendered => {
  interface Place {
    readonly accountId: AccountId;
    readonly folderId: string;
    readonly sessionId: string;
    readonly origin: DocumentOrigin;
  }

  const add = async (path: string, name: string, place: Place): Promise<Document> => {
    const { accountId, folderId, sessionId, origin } = place;
    const blob = await blobs.adopt(path, name);
    const there = await documents.findByName(accountId, folderId, name);
    // Kept by an attempt that a crash cut short: the same again. What somebody put there is left alone.
    const isOurs = there?.origin === origin && there.sessionId === sessionId;
    const onConflict = isOurs ? 'replace' : 'rename';
    return documents.addFile(accountId, folderId, name, blob, { origin, sessionId, onConflict, ignoreQuota: true });
  };

  const addTracks = async (
    files: readonly RenderedFile[],
    folderName: string,
    place: Place,
    language: Language,
  ): Promise<Document> => {
    const folder = await documents.ensureFolder(place.accountId, place.folderId, folderName);
    const taken = new Set<string>();
    for (const { path, name = '' } of files) {
      const base = name.trim() || NOBODY[language];
      // As it will be called: two people whose names differ by what no file may have are two files.
      const plain = cleanName(`${base}${extname(path)}`);
      let unique = plain;
      for (let other = 2; taken.has(unique.toLowerCase()); other += 1) unique = numberedName(plain, other, 'file');
      taken.add(unique.toLowerCase());
      await add(path, unique, { ...place, folderId: folder.id });
    }
    return folder;
  };

  return async (recording, rendered) => {
    const { accountId, sessionId, meetingId, recurrenceId, sessionStartedMs: startedMs, number } = recording;
    const account = await accounts.findById(accountId);
    const scheduled = await schedule.describe(meetingId, recurrenceId);
    const language = account?.language ?? 'en';
    const timeZone = scheduled?.timeZone ?? account?.timeZone ?? 'UTC';
    const title = scheduled?.title ?? '';
    const folder = await sessionFolder({ accountId, sessionId, title, startedMs, timeZone, language });
    const name = RECORDING[language](number);
    const place = { accountId, folderId: folder.id, sessionId };
    if (rendered.kind === 'mix')
      return add(rendered.audioPath, `${name}${extname(rendered.audioPath)}`, { ...place, origin: 'recording' });
    const output: Place = { ...place, origin: 'recording-output' };
    if (rendered.kind === 'tracks') return addTracks(rendered.files, `${name} – ${TRACKS[language]}`, output, language);
    const [file] = rendered.files;
    if (file === undefined) throw new Error(`nothing was made as ${rendered.kind}`);
    return add(file.path, `${name}${extname(file.path)}`, output);
  };
};
