import type { ParticipantId } from '../base/ids.ts';
import type { ChatFileBody, ChatMessageBody } from '../contract/room/room-state.ts';

export interface ChatMessage {
  readonly id: string;
  /** Rises by one with each message of the session to all, or each private one. */
  readonly sequence: number;
  readonly participantId: ParticipantId;
  /** The sender's name at that time. */
  readonly senderName: string;
  /** Only of a private message. */
  readonly to?: { readonly id: ParticipantId; readonly name: string };
  /** The sender's own name for the message: sent again, it is the same message. */
  readonly clientId: string;
  /** Empty when it was deleted. */
  readonly text: string;
  /** Absent: none, or taken away with the message. */
  readonly files?: readonly ChatFileBody[];
  readonly sentMs: number;
  readonly deletedBy?: 'author' | 'moderator';
}

export const chatMessageBody = (message: ChatMessage): ChatMessageBody => ({
  id: message.id,
  sequence: message.sequence,
  from: { id: message.participantId, name: message.senderName },
  ...(message.to !== undefined && { to: { id: message.to.id, name: message.to.name } }),
  text: message.text,
  ...(message.files !== undefined && { files: [...message.files] }),
  sentAt: new Date(message.sentMs).toISOString(),
  clientId: message.clientId,
  ...(message.deletedBy !== undefined && { deletedBy: message.deletedBy }),
});
