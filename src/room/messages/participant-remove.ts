import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn, refuse, unchanged } from '../applied.ts';
import { doorRecord } from '../door-record.ts';
import { store } from '../room-effect.ts';
import { findTarget } from './find-target.ts';
import { putOut } from './put-out.ts';
import type { RoomMessage } from './room-message.ts';

export const participantRemove: RoomMessage<'participant.remove'> = {
  name: 'participant.remove',
  schema: ROOM_COMMANDS['participant.remove'],
  allow: 'participant.remove',
  handle(state, { id }, { actor, nowMs }) {
    const found = findTarget(state, id, actor);
    if ('refused' in found) return refuse(state, found.refused);
    return inTurn(
      state,
      (now) => putOut(now, found.target, 'out', nowMs),
      // Whoever was put out may know the PIN: for the rest of the session it leads to the lobby.
      (now) => {
        if (now.pinWaits) return unchanged(now);
        const next = { ...now, pinWaits: true };
        return { state: next, effects: [store(doorRecord(next))] };
      },
    );
  },
};
