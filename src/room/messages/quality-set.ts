import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { unchanged } from '../applied.ts';
import { thoseWhoMay } from '../rights.ts';
import { tellOnly } from '../room-effect.ts';
import { replaceParticipant } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

export const qualitySet: RoomMessage<'quality.set'> = {
  name: 'quality.set',
  schema: ROOM_COMMANDS['quality.set'],
  allow: 'quality.set',
  handle(state, { quality }, { actor }) {
    if (actor.quality === quality) return unchanged(state);
    const hosts = thoseWhoMay(state, 'participant.mute');
    return {
      state: replaceParticipant(state, { ...actor, quality }),
      effects: [tellOnly(hosts, 'participant.quality', { id: actor.id, quality })],
    };
  },
};
