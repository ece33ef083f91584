import type { RoomState } from '../room-state.ts';
import type { ChatLine } from './chat-log.ts';
import type { Partner } from './conversation.ts';

/** Whether one may take this message away: one's own, and, for those who moderate, whatever everyone can read. */
export const mayDelete = ({ may, you }: Pick<RoomState, 'may' | 'you'>, line: ChatLine, partner: Partner): boolean =>
  line.id !== undefined &&
  line.deletedBy === undefined &&
  may.includes('chat.delete') &&
  (line.own || (partner === undefined && you !== undefined && you.role !== 'attendee'));
