import type { RoomState } from '../room-state.ts';

/** What somebody is called now, or was called when they were last seen here. */
export const personNamed = (
  { participants, privates }: Pick<RoomState, 'participants' | 'privates'>,
  id: string,
): string =>
  participants.find((person) => person.id === id)?.name ??
  privates.find(({ partner }) => partner.id === id)?.partner.name ??
  '';
