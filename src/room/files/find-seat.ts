import { DomainError } from '../../base/errors.ts';
import type { MeetingId } from '../../base/ids.ts';
import { hashToken } from '../../platform/keyring.ts';
import { can } from '../rights.ts';
import type { RoomRegistry } from '../room-registry.ts';
import type { RoomStore } from '../room-store.ts';
import type { RoomSeat } from './room-file.ts';

export interface TakenSeat extends RoomSeat {
  readonly meetingId: MeetingId;
  readonly name: string;
}

export interface FindSeat {
  /** Who holds the resume token, if they are in and may share files in the chat; else refuses with `not-allowed`. */
  byResumeToken(token: string): Promise<TakenSeat>;
  /** Whether somebody is still in. */
  isIn(seat: RoomSeat): Promise<boolean>;
}

export const createFindSeat = ({
  rooms,
  store,
}: {
  readonly rooms: Pick<RoomRegistry, 'find'>;
  readonly store: Pick<RoomStore, 'findByResumeHash'>;
}): FindSeat => {
  const participantOf = async ({ sessionId, participantId }: RoomSeat) => {
    const state = (await rooms.find(sessionId))?.state();
    const participant = state?.ended === undefined ? state?.participants.get(participantId) : undefined;
    return state && participant && { state, participant };
  };
  return {
    async byResumeToken(token) {
      const found = await store.findByResumeHash(hashToken(token));
      const there = found && (await participantOf({ sessionId: found.sessionId, participantId: found.id }));
      if (!found || !there || !can(there.participant, 'chat.files', there.state)) throw new DomainError('not-allowed');
      const { name } = there.participant;
      return { sessionId: found.sessionId, participantId: found.id, meetingId: there.state.meetingId, name };
    },
    isIn: async (seat) => (await participantOf(seat)) !== undefined,
  };
};
