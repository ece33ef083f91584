import type { SessionId } from '../../base/ids.ts';
import type { Documents } from '../../documents/documents.ts';
import type { RoomFile, RoomSeat } from './room-file.ts';
import type { RoomFileStore } from './room-file-store.ts';

/** Takes back a file that was not sent yet; does nothing else. */
export type RemoveRoomFile = (seat: RoomSeat, id: string) => Promise<void>;

/**
 * When a session is over: files that no message to all has go from the organizer's documents. They were not sent, taken away with their
 * message, or of a private one, which outlives no session. What the organizer has moved elsewhere by then is theirs.
 */
export type ForgetRoomFiles = (session: SessionId, keepChat: boolean) => Promise<void>;

interface Parts {
  readonly store: RoomFileStore;
  readonly documents: Pick<Documents, 'find' | 'purge' | 'findBySession'>;
}

const forget = async ({ store, documents }: Parts, file: RoomFile): Promise<void> => {
  const document = file.documentId === undefined ? undefined : await documents.find(file.documentId);
  const folder = document && (await documents.findBySession(document.accountId, file.sessionId));
  if (document && folder && document.parentId === folder.id)
    await documents.purge(document.accountId, document.id, { fromAnywhere: true });
  await store.remove(file.id);
};

export const createRemoveRoomFile =
  (parts: Parts): RemoveRoomFile =>
  async ({ sessionId, participantId }, id) => {
    const file = await parts.store.find(id);
    if (file === undefined || file.sessionId !== sessionId || file.participantId !== participantId) return;
    if ((await parts.store.isInChat(file)) || (await parts.store.privateWith(file)).length > 0) return;
    await forget(parts, file);
  };

export const createForgetRoomFiles =
  (parts: Parts): ForgetRoomFiles =>
  async (session, keepChat) => {
    for (const file of await parts.store.listOf(session))
      if (!keepChat || !(await parts.store.isInChat(file))) await forget(parts, file);
  };
