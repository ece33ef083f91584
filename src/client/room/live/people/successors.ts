import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import type { PeopleState } from '../state/people-state.ts';

/** Those to whom the organizer can hand the meeting over, moderators first as the list has them; nobody for anyone else. */
export const successorsOf = ({
  participants,
  you,
  may,
}: Pick<PeopleState, 'participants' | 'you' | 'may'>): readonly ParticipantBody[] =>
  you?.role === 'organizer' && may.includes('organizer.give')
    ? participants.filter(
        ({ id, mayModerate, role, connected }) => id !== you.id && role !== 'organizer' && mayModerate && connected,
      )
    : [];
