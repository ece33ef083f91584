import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { thoseWhoMay } from '../rights.ts';
import { store, tellOnly } from '../room-effect.ts';
import { removedBodies, withStanding } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

export const participantLetBack: RoomMessage<'participant.let-back'> = {
  name: 'participant.let-back',
  schema: ROOM_COMMANDS['participant.let-back'],
  allow: 'participant.let-back',
  handle(state, { id }, { nowMs }) {
    const found = [...state.standings].find(([, { entry, participantId }]) => entry === 'out' && participantId === id);
    if (found === undefined) return refuse(state, 'not-found');
    const [person, earlier] = found;
    const standing = { ...earlier, entry: undefined, atMs: nowMs };
    const next = withStanding(state, person, standing);
    return {
      state: next,
      effects: [
        store({ record: 'standing', person, standing }),
        tellOnly(thoseWhoMay(next, 'participant.let-back'), 'removed.changed', { removed: removedBodies(next) }),
      ],
    };
  },
};
