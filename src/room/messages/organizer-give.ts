import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn, refuse } from '../applied.ts';
import { findTarget } from './find-target.ts';
import { giveRole } from './give-role.ts';
import type { RoomMessage } from './room-message.ts';

/** Before everyone whom the calendar names. */
const GIVEN_RANK = -1;

export const organizerGive: RoomMessage<'organizer.give'> = {
  name: 'organizer.give',
  schema: ROOM_COMMANDS['organizer.give'],
  allow: 'organizer.give',
  handle(state, { id }, { actor, nowMs }) {
    const found = findTarget(state, id, actor);
    if ('refused' in found) return refuse(state, found.refused);
    const { target } = found;
    if (!target.mayModerate) return refuse(state, 'no-webmeeting-right');
    const ownRank = Math.max(actor.rank, 0);
    // Who stands in gives no more than they have: the calendar's organizer still comes before.
    const givenRank = actor.rank <= 0 ? GIVEN_RANK : Math.min(target.rank, actor.rank);
    return inTurn(
      state,
      (now) => giveRole(now, actor.person, 'moderator', nowMs, ownRank),
      (now) => giveRole(now, target.person, 'organizer', nowMs, givenRank),
    );
  },
};
