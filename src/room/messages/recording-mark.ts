import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { thoseWhoMay } from '../rights.ts';
import { store, tellOnly } from '../room-effect.ts';
import type { RoomMessage } from './room-message.ts';

export const recordingMark: RoomMessage<'recording.mark'> = {
  name: 'recording.mark',
  schema: ROOM_COMMANDS['recording.mark'],
  allow: 'recording.mark',
  handle(state, { label }, { actor, nowMs, newId }) {
    if (state.recording === undefined) return refuse(state, 'conflict');
    const marker = { id: newId, recordingId: state.recording.id, label, byName: actor.name, atMs: nowMs };
    return {
      state,
      effects: [
        store({ record: 'recording-marked', marker }),
        tellOnly(thoseWhoMay(state, 'recording.mark'), 'recording.marked', {
          label,
          by: actor.name,
          at: new Date(nowMs).toISOString(),
        }),
      ],
    };
  },
};
