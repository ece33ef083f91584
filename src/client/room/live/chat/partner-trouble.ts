import type { RoomState } from '../room-state.ts';

/** Why somebody does not get what is written to them now. */
export type PartnerTrouble = 'gone' | 'away' | 'phone';

export const partnerTrouble = (
  { participants }: Pick<RoomState, 'participants'>,
  id: string,
): PartnerTrouble | undefined => {
  const person = participants.find((participant) => participant.id === id);
  if (person === undefined) return 'gone';
  if (person.via === 'phone') return 'phone';
  return person.connected ? undefined : 'away';
};
