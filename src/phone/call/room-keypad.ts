/** What somebody in a room asks for by two keys. */
export type KeypadCommand =
  | 'mute'
  | 'hand'
  | 'who'
  | 'help'
  | 'admit'
  /** `end-asked` wants to be confirmed. */
  | 'end-asked'
  | 'end';

/** Behind the key *. */
export const KEYS: ReadonlyMap<string, Exclude<KeypadCommand, 'end'>> = new Map([
  ['6', 'mute'],
  ['5', 'hand'],
  ['1', 'who'],
  ['0', 'help'],
  ['7', 'admit'],
  ['9', 'end-asked'],
]);

export interface KeypadState {
  /** When * was pressed. */
  readonly starMs: number | undefined;
  /** Until then the same keys end the meeting. */
  readonly endUntilMs: number;
}

/** Between the two keys. */
export const BETWEEN_KEYS_MS = 3_000;
/** Behind the question whether the meeting is to end. */
export const CONFIRM_MS = 5_000;

export const NO_KEYS: KeypadState = { starMs: undefined, endUntilMs: Number.NEGATIVE_INFINITY };

/** From now on for a while: `*9` means it. */
export const awaitConfirmation = (state: KeypadState, nowMs: number): KeypadState => ({
  ...state,
  endUntilMs: nowMs + CONFIRM_MS,
});

export const pressInRoom = (
  state: KeypadState,
  key: string,
  nowMs: number,
): { readonly state: KeypadState; readonly command?: KeypadCommand } => {
  if (key === '*') return { state: { ...state, starMs: nowMs } };
  const isSecond = state.starMs !== undefined && nowMs - state.starMs <= BETWEEN_KEYS_MS;
  const command = isSecond ? KEYS.get(key) : undefined;
  const { endUntilMs } = state;
  if (command === undefined) return { state: { starMs: undefined, endUntilMs } };
  if (command !== 'end-asked') return { state: NO_KEYS, command };
  if (nowMs <= endUntilMs) return { state: NO_KEYS, command: 'end' };
  return { state: awaitConfirmation(NO_KEYS, nowMs), command };
};
