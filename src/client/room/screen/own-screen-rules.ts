/** What the room shows, as far as it matters for one's own screen. */
interface Shown {
  readonly participantId: string;
  readonly paused: boolean;
}

interface Own {
  readonly id: string | undefined;
  readonly presenting: 'no' | 'asking' | 'starting' | 'live';
  /** Began with the wish to take the place of whoever presents. */
  readonly takesOver: boolean;
}

/**
 * Whether the room has to be told that one presents no more. Its command ends any presentation: whoever shows theirs by now must not
 * lose it.
 */
export const mustTellStop = (shown: Shown | null, { id, presenting, takesOver }: Own): boolean => {
  if (presenting === 'no' || presenting === 'asking') return false;
  const another = shown !== null && shown.participantId !== id;
  return !another || (presenting === 'starting' && takesOver);
};

/** Whether the room believes otherwise of one's pause: it was not told, or has forgotten it with a restart. */
export const mustTellPause = (shown: Shown | null, ownId: string | undefined, paused: boolean): boolean =>
  shown !== null && shown.participantId === ownId && shown.paused !== paused;
