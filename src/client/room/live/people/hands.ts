import type { ParticipantBody } from '../../../../contract/room/room-state.ts';

/** Those whose hand is up, the first to raise it first. */
export const handsInOrder = (participants: readonly ParticipantBody[]): readonly ParticipantBody[] =>
  participants
    .flatMap((person) => (person.handSince === undefined ? [] : [{ person, sinceMs: Date.parse(person.handSince) }]))
    .sort((a, b) => a.sinceMs - b.sinceMs || a.person.number - b.person.number)
    .map(({ person }) => person);
