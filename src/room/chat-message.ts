import type { ParticipantId } from '../base/ids.ts';
import type { ChatMessageBody } from '../contract/room/room-state.ts';

export interface ChatMessage {
  readonly id: string;
  /** Rises by one with each message of the session. */
  readonly sequence: number;
  readonly participantId: ParticipantId;
  /** The sender's name at that time. */
  readonly senderName: string;
  /** The sender's own name for the message: sent again, it is the same message. */
  readonly clientId: string;
  readonly text: string;
  readonly sentMs: number;
}

export const chatMessageBody = (message: ChatMessage): ChatMessageBody => ({
  id: message.id,
  sequence: message.sequence,
  from: { id: message.participantId, name: message.senderName },
  text: message.text,
  sentAt: new Date(message.sentMs).toISOString(),
  clientId: message.clientId,
});
