import type { Account } from '../../accounts/account.ts';
import type { Document } from '../../documents/document.ts';
import type { Documents } from '../../documents/documents.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { FindSeat } from './find-seat.ts';
import type { RoomFile, RoomSeat } from './room-file.ts';
import type { RoomFileStore } from './room-file-store.ts';

/** The document of a file for who may have it; undefined for all else, alike for unknown and for forbidden. */
export type ReadRoomFile = (
  id: string,
  reader: { readonly seat: RoomSeat | undefined; readonly account: Account | undefined },
) => Promise<{ readonly file: RoomFile; readonly document: Document } | undefined>;

/**
 * A file goes with its message: to everyone who is in, or to the two of a private message; after the meeting to the organizer and to
 * accounts that were there. Taken away with its message, it is gone for all. Before it is sent, it is its sender's.
 */
export const createReadRoomFile = ({
  store,
  seats,
  meetings,
  documents,
}: {
  readonly store: RoomFileStore;
  readonly seats: Pick<FindSeat, 'isIn'>;
  readonly meetings: Pick<MeetingStore, 'findById'>;
  readonly documents: Pick<Documents, 'find'>;
}): ReadRoomFile => {
  const maySit = async (file: RoomFile, seat: RoomSeat): Promise<boolean> => {
    if (seat.sessionId !== file.sessionId || !(await seats.isIn(seat))) return false;
    if (seat.participantId === file.participantId) return true;
    return (await store.isInChat(file)) || (await store.privateWith(file)).includes(seat.participantId);
  };
  const mayAccount = async (file: RoomFile, account: Account): Promise<boolean> => {
    if (!(await store.isInChat(file))) return false;
    const meeting = await meetings.findById(file.meetingId);
    return meeting?.organizerId === account.id || (await store.wasThere(account.id, file.sessionId));
  };
  return async (id, { seat, account }) => {
    const file = await store.find(id);
    if (file?.documentId === undefined) return undefined;
    const may =
      (seat !== undefined && (await maySit(file, seat))) ||
      (account !== undefined && (await mayAccount(file, account)));
    const document = may ? await documents.find(file.documentId) : undefined;
    return document?.blobId === undefined || document.deletedMs !== undefined ? undefined : { file, document };
  };
};
