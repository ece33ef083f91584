import type { PhoneMediaCounters } from './phone-media.ts';

/** In their places in the shared memory. */
const NAMES = [
  'legs',
  'packetsSent',
  'packetsReceived',
  'packetsRefused',
  'packetsLate',
  'framesConcealed',
  'socketsOpen',
] as const satisfies readonly (keyof PhoneMediaCounters)[];
type Name = (typeof NAMES)[number];

/** Counted by the thread, read by the main thread whenever it likes: nobody waits for a message. */
export interface ThreadCounters {
  add(name: Name, count: number): void;
  read(): PhoneMediaCounters;
  /** What is open is no more: the thread died. What was counted stays. */
  nothingOpen(): void;
}

export const makeCounterMemory = (): SharedArrayBuffer =>
  new SharedArrayBuffer(NAMES.length * Float64Array.BYTES_PER_ELEMENT);

export const createThreadCounters = (memory: SharedArrayBuffer): ThreadCounters => {
  const cells = new Float64Array(memory);
  const places = new Map<Name, number>(NAMES.map((name, place) => [name, place]));
  const get = (name: Name): number => cells[places.get(name) ?? 0] ?? 0;
  return {
    add: (name, count) => {
      cells[places.get(name) ?? 0] = get(name) + count;
    },
    read: () => ({
      legs: get('legs'),
      packetsSent: get('packetsSent'),
      packetsReceived: get('packetsReceived'),
      packetsRefused: get('packetsRefused'),
      packetsLate: get('packetsLate'),
      framesConcealed: get('framesConcealed'),
      socketsOpen: get('socketsOpen'),
    }),
    nothingOpen: () => {
      cells[places.get('legs') ?? 0] = 0;
      cells[places.get('socketsOpen') ?? 0] = 0;
    },
  };
};
