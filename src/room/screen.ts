import type { ParticipantId } from '../base/ids.ts';
import { type Applied, unchanged } from './applied.ts';
import { tell } from './room-effect.ts';
import { type RoomState, type Screen, screenBody } from './room-state.ts';

/** The room with this screen shown, or none, and everybody told. */
export const showScreen = (state: RoomState, screen: Screen | undefined): Applied => ({
  state: { ...state, screen },
  effects: [{ effect: 'screen', screen }, tell('screen.changed', { screen: screenBody(screen) })],
});

/** Ends the presentation of somebody who may not present any more. */
export const endScreenOf = (state: RoomState, participantId: ParticipantId): Applied =>
  state.screen?.participantId === participantId ? showScreen(state, undefined) : unchanged(state);
