export interface TalkKeyPress {
  readonly key: string;
  /** Ctrl, Alt or ⌘ is down too: another meaning. */
  readonly modified: boolean;
  /** The focus is in something that is written in. */
  readonly writing: boolean;
  /** The focus came by keyboard to something that Space works: a button, a switch. */
  readonly operating: boolean;
  /** A window is open over the room. */
  readonly covered: boolean;
}

/** Whether a key pressed means to talk for as long as it is held. */
export const isTalkKey = ({ key, modified, writing, operating, covered }: TalkKeyPress): boolean =>
  key === ' ' && !modified && !writing && !operating && !covered;
