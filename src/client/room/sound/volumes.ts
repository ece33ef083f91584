import { type Signal, signal } from '@preact/signals';

/** Where the volumes are kept, as a text. */
interface Memory {
  read(): string | null;
  write(text: string): void;
}

/** Twice as loud: more would only be noise. */
const MAX_VOLUME = 2;

const readStored = (memory: Memory): Map<string, number> => {
  try {
    const stored: unknown = JSON.parse(memory.read() ?? '{}');
    if (typeof stored !== 'object' || stored === null) return new Map();
    return new Map(
      Object.entries(stored).filter((entry): entry is [string, number] => {
        const volume: unknown = entry[1];
        return typeof volume === 'number' && volume >= 0 && volume <= MAX_VOLUME;
      }),
    );
  } catch {
    // Unreadable: everyone as they come.
    return new Map();
  }
};

/** How loud one hears each of the others; kept by person as long as the browser's tab lives. */
export interface Volumes {
  /** 0 not at all, 1 as they come, 2 at the most: what is written is heard at once. By participant number. */
  volumeOf(participantNumber: number): Signal<number>;
}

interface VolumesParts {
  /** Has the sound played so loud. */
  readonly apply: (participantNumber: number, volume: number) => void;
  /** Who has this number: the same person after a reload or a return. */
  readonly personOf: (participantNumber: number) => string | undefined;
  readonly memory: Memory;
}

interface KeptVolumes extends Volumes {
  /** Somebody is here: as loud as before, if they were. */
  meet(participantNumber: number): void;
  stop(): void;
}

export const createVolumes = ({ apply, personOf, memory }: VolumesParts): KeptVolumes => {
  const volumes = new Map<number, Signal<number>>();
  const stops: Array<() => void> = [];
  const stored = readStored(memory);

  const keep = (number: number, volume: number): void => {
    const person = personOf(number);
    if (person === undefined) return;
    if (volume === 1) stored.delete(person);
    else stored.set(person, volume);
    memory.write(JSON.stringify(Object.fromEntries(stored)));
  };
  const volumeOf = (number: number): Signal<number> => {
    const known = volumes.get(number);
    if (known) return known;
    const volume = signal(1);
    volumes.set(number, volume);
    let applied = 1;
    const stop = volume.subscribe((wanted) => {
      const next = Number.isFinite(wanted) ? Math.min(MAX_VOLUME, Math.max(0, wanted)) : 1;
      if (next === applied) return;
      applied = next;
      apply(number, next);
      keep(number, next);
    });
    stops.push(stop);
    return volume;
  };
  return {
    volumeOf,
    meet(number) {
      if (volumes.has(number)) return;
      const person = personOf(number);
      const before = person === undefined ? undefined : stored.get(person);
      if (before !== undefined) volumeOf(number).value = before;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
};
