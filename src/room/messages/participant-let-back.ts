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
    const found = [...state.standings].filter(
      ([, { entry, participantId }]) => entry === 'out' && participantId === id,
    );
    if (found.length === 0) return refuse(state, 'not-found');
    const back = found.map(([person, earlier]) => ({
      person,
      standing: { ...earlier, entry: undefined, atMs: nowMs },
    }));
    const next = back.reduce((now, { person, standing }) => withStanding(now, person, standing), state);
    return {
      state: next,
      effects: [
        ...back.map((one) => store({ record: 'standing', ...one })),
        tellOnly(thoseWhoMay(next, 'participant.let-back'), 'removed.changed', { removed: removedBodies(next) }),
      ],
    };
  },
};
