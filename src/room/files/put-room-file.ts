import { createHash } from 'node:crypto';
import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { ChatFileBody } from '../../contract/room/room-state.ts';
import type { Blobs, StoredBlob } from '../../documents/blobs.ts';
import type { Document } from '../../documents/document.ts';
import { cleanName } from '../../documents/document-name.ts';
import type { Documents } from '../../documents/documents.ts';
import type { SessionFolder } from '../../documents/session-folder.ts';
import type { MeetingSchedule } from '../../meetings/meeting-schedule.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import type { FindSeat, TakenSeat } from './find-seat.ts';
import { chatFileBody, type RoomFile } from './room-file.ts';
import type { RoomFileStore } from './room-file-store.ts';
import type { SessionTimes } from './session-times.ts';

/** What is put into a room: bytes as they come, or a document of the account that asks. */
export type RoomFileSource =
  | { readonly bytes: AsyncIterable<Uint8Array>; readonly name: string }
  | { readonly documentId: string; readonly account: Account };

/** Answers the file; for a `clientId` that was heard before, the same one. */
export type PutRoomFile = (seat: TakenSeat, clientId: string, source: RoomFileSource) => Promise<ChatFileBody>;

/** What one participant may leave in one session. */
export const PARTICIPANT_FILES = 100;
export const PARTICIPANT_BYTES = 5 * LIMITS.chatFileBytes;
/** Uploads of one participant at the same time. */
const AT_ONCE = 4;

/** Sent again, it is the same file: the ID is made of who sends it and of their own name for it. */
const idOf = ({ sessionId, participantId }: TakenSeat, clientId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([sessionId, participantId, clientId]))
    .digest('base64url')
    .slice(0, 22);

/** Files of a room are kept in its session's folder of the organizer's documents, and count to their quota. */
export const createPutRoomFile = ({
  store,
  seats,
  documents: { documents, blobs, sessionFolder },
  meeting: { meetings, schedule, accounts },
  sessionTimes,
  limit,
  clock,
}: {
  readonly store: RoomFileStore;
  readonly seats: Pick<FindSeat, 'isIn'>;
  readonly documents: {
    readonly documents: Pick<Documents, 'addFile' | 'findOwn' | 'purge'>;
    readonly blobs: Pick<Blobs, 'write' | 'drop'>;
    readonly sessionFolder: SessionFolder;
  };
  readonly meeting: {
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly schedule: MeetingSchedule;
    readonly accounts: Pick<AccountStore, 'findById'>;
  };
  readonly sessionTimes: SessionTimes;
  readonly limit: RateLimit;
  readonly clock: Clock;
}): PutRoomFile => {
  const underWay = new Map<string, number>();

  const blobOf = async (source: RoomFileSource, left: number): Promise<{ blob: StoredBlob; name: string }> => {
    if ('bytes' in source) {
      const name = cleanName(source.name);
      const maxBytes = Math.min(LIMITS.chatFileBytes, left);
      return { blob: await blobs.write(source.bytes, { maxBytes, name }), name };
    }
    const document = await documents.findOwn(source.account.id, source.documentId);
    if (document?.blobId === undefined) throw new DomainError('not-found');
    if (document.bytes > Math.min(LIMITS.chatFileBytes, left)) throw new DomainError('too-large');
    const { blobId: id, bytes, type, name } = document;
    return { blob: { id, bytes, sha256: '', type }, name };
  };

  const folderOf = async ({ meetingId, sessionId }: TakenSeat) => {
    const meeting = await meetings.findById(meetingId);
    const organizer = meeting && (await accounts.findById(meeting.organizerId));
    const times = await sessionTimes(sessionId);
    if (organizer === undefined || times === undefined) throw new DomainError('not-found');
    const { recurrenceId, startedMs } = times;
    const title = (await schedule.describe(meetingId, recurrenceId))?.title ?? '';
    const { id: accountId, timeZone, language } = organizer;
    return sessionFolder({ accountId, sessionId, title, startedMs, timeZone, language });
  };

  const put = async (seat: TakenSeat, id: string, source: RoomFileSource): Promise<ChatFileBody> => {
    const { sessionId, participantId, meetingId } = seat;
    const total = await store.totalOf(seat);
    if (total.files >= PARTICIPANT_FILES) throw new DomainError('quota-exceeded');
    const { blob, name } = await blobOf(source, PARTICIPANT_BYTES - total.bytes);
    const keep = async (): Promise<Document> => {
      if (blob.bytes === 0) throw new DomainError('invalid-input');
      // Gone while it came: nobody may put anything into a room that they have left, or that has ended.
      if (!(await seats.isIn(seat))) throw new DomainError('not-allowed');
      const folder = await folderOf(seat);
      return documents.addFile(folder.accountId, folder.id, name, blob, {
        ...{ origin: 'room-file', sessionId, onConflict: 'rename' },
      });
    };
    const document = await keep().catch(async (error: unknown) => {
      // Refused again and again it would fill the disk, and count to nobody's quota.
      await blobs.drop(blob.id);
      throw error;
    });
    const file: RoomFile = {
      ...{ id, sessionId, meetingId, participantId, name, type: blob.type, bytes: blob.bytes },
      ...{ documentId: document.id, senderName: seat.name, createdMs: clock.nowMs() },
    };
    if (await store.insert(file)) return chatFileBody(file);
    // The same one came twice at once: the first stays.
    await documents.purge(document.accountId, document.id, { fromAnywhere: true });
    const first = await store.find(id);
    if (first === undefined) throw new DomainError('not-found');
    return chatFileBody(first);
  };

  return async (seat, clientId, source) => {
    const { participantId } = seat;
    const id = idOf(seat, clientId);
    const earlier = await store.find(id);
    if (earlier !== undefined) return chatFileBody(earlier);
    await limit.take(participantId);
    const busy = underWay.get(participantId) ?? 0;
    // The same file once more while it is still coming counts as one of these.
    if (busy >= AT_ONCE) throw new DomainError('too-many-attempts', { retryAfterMs: 2_000 });
    underWay.set(participantId, busy + 1);
    try {
      return await put(seat, id, source);
    } finally {
      const left = (underWay.get(participantId) ?? 1) - 1;
      if (left > 0) underWay.set(participantId, left);
      else underWay.delete(participantId);
    }
  };
};
