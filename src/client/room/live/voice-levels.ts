import { type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Who speaks and how loudly, by participant number. Apart from the room's state: it changes ten times a second. */
export interface VoiceLevels {
  /** 0 while silent, else up to 1. */
  levelOf(participantNumber: number): ReadonlySignal<number>;
  hear(participantNumber: number, level: number): void;
}

export const createVoiceLevels = (): VoiceLevels => {
  const levels = new Map<number, Signal<number>>();
  const signalOf = (participantNumber: number): Signal<number> => {
    const known = levels.get(participantNumber) ?? signal(0);
    levels.set(participantNumber, known);
    return known;
  };
  return {
    levelOf: signalOf,
    hear(participantNumber, level) {
      signalOf(participantNumber).value = level;
    },
  };
};
