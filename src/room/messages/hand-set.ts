import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { type Applied, unchanged } from '../applied.ts';
import { type Participant, participantBody } from '../participant.ts';
import { store, tell } from '../room-effect.ts';
import { type RoomState, replaceParticipant } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

/** Puts a hand up or down; hands are called in the order in which they went up. */
export const putHand = (state: RoomState, participant: Participant, handMs: number | undefined): Applied => {
  if ((participant.handMs === undefined) === (handMs === undefined)) return unchanged(state);
  const changed: Participant = { ...participant, handMs };
  return {
    state: replaceParticipant(state, changed),
    effects: [
      store({ record: 'participant-changed', participant: changed }),
      tell('participant.changed', participantBody(changed)),
    ],
  };
};

export const handSet: RoomMessage<'hand.set'> = {
  name: 'hand.set',
  schema: ROOM_COMMANDS['hand.set'],
  allow: 'hand.set',
  handle: (state, { raised }, { actor, nowMs }) => putHand(state, actor, raised ? nowMs : undefined),
};
