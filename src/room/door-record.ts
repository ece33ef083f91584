import type { RoomRecord } from './room-effect.ts';
import type { RoomState } from './room-state.ts';

/** The door of the session as it is stored. */
export const doorRecord = ({ settings, pinWaits }: RoomState): RoomRecord => ({
  record: 'door',
  locked: settings.locked,
  everyoneWaits: settings.everyoneWaits,
  pinWaits,
});
