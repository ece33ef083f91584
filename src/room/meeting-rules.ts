import type { RoomSettingsBody } from '../contract/room/room-state.ts';
import { type Applied, inTurn, unchanged } from './applied.ts';
import { doorRecord } from './door-record.ts';
import { releaseWaiters } from './lobby.ts';
import { store, tell } from './room-effect.ts';
import type { RoomBeginning, RoomState } from './room-state.ts';

/** The organizer has changed the meeting's settings while it runs. */
export interface ChangeRules {
  readonly kind: 'rules';
  readonly before: RoomBeginning;
  readonly after: RoomBeginning;
}

/** Runs the room by other settings: stored, told to all, and those come in who wait for nothing else. */
export const setSettings = (state: RoomState, settings: RoomSettingsBody, nowMs: number): Applied => {
  const { locked, everyoneWaits, participantsMax } = state.settings;
  const isSame =
    settings.locked === locked &&
    settings.everyoneWaits === everyoneWaits &&
    settings.participantsMax === participantsMax;
  if (isSame) return unchanged(state);
  return inTurn(
    { ...state, settings },
    (now) => ({ state: now, effects: [store(doorRecord(now)), tell('meeting.changed', settings)] }),
    (now) => releaseWaiters(now, nowMs),
  );
};

/** What has changed in the meeting changes here; what moderators set in the room meanwhile stays. */
export const changeRules = (state: RoomState, { before, after }: ChangeRules, nowMs: number): Applied => {
  if (state.ended !== undefined) return unchanged(state);
  const everyoneWaits =
    before.everyoneWaits === after.everyoneWaits ? state.settings.everyoneWaits : after.everyoneWaits;
  const limited = { ...state, recordingMaxMs: after.recordingMaxMs };
  return setSettings(limited, { ...state.settings, everyoneWaits, participantsMax: after.participantsMax }, nowMs);
};
