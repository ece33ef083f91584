import type { ErrorCode } from '../base/errors.ts';
import type { RoomEffect } from './room-effect.ts';
import type { RoomState } from './room-state.ts';

/** The room after a command, and what is to be done; `refused` when the command did nothing. */
export interface Applied {
  readonly state: RoomState;
  readonly effects: readonly RoomEffect[];
  readonly refused?: ErrorCode;
}

export const unchanged = (state: RoomState): Applied => ({ state, effects: [] });

export const refuse = (state: RoomState, refused: ErrorCode): Applied => ({ state, effects: [], refused });

/** Some changes one after the other. */
export const inTurn = (state: RoomState, ...changes: ReadonlyArray<(state: RoomState) => Applied>): Applied =>
  changes.reduce<Applied>((done, change) => {
    const next = change(done.state);
    return { state: next.state, effects: [...done.effects, ...next.effects] };
  }, unchanged(state));
