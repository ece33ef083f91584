import type { ParticipantId } from '../../base/ids.ts';
import type { RoomCallBody } from '../../contract/http/phone.ts';
import type { LiveRoom } from '../../room/live-room.ts';
import type { CallOut } from './call-out.ts';
import { type Comer, calledGuest, ownTelephone } from './comer.ts';
import type { DialledNumber } from './dialled-number.ts';

/** A call out that somebody in a room has asked for. */
export interface AskedCall {
  readonly id: string;
  readonly number: DialledNumber;
  readonly name: string | undefined;
  readonly self: boolean;
  readonly askerId: ParticipantId;
  readonly person: string;
  readonly room: LiveRoom;
  /** There once it is dialled. */
  call: CallOut | undefined;
}

export const isUnderWay = ({ call }: AskedCall): boolean => call?.isUnderWay() ?? true;

export const roomCallBody = ({ id, number, name, self, call }: AskedCall): RoomCallBody => {
  const participantId = call?.participantId();
  return {
    id,
    number: number.text,
    ...(name !== undefined && { name }),
    self,
    state: call?.state() ?? 'calling',
    ...(participantId !== undefined && { participantId }),
  };
};

/** Who comes in by it; undefined when it is for somebody who has left. */
export const comerBy = (
  { room, number, name, self, askerId }: AskedCall,
  consentedMs: number | undefined,
): Comer | undefined => {
  const { sessionId, meetingId, participants } = room.state();
  const place = { sessionId, meetingId, number };
  if (!self) return calledGuest(place, name, consentedMs);
  // As what they are now, not as what they were when it began to ring.
  const asker = participants.get(askerId);
  return asker && ownTelephone(place, asker);
};
