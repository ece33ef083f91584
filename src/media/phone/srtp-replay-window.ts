/** Remembers which packets of one source came, so that nobody can play them again: RFC 3711 3.3.2. */
export interface ReplayWindow {
  /** The highest index that came; undefined before the first. */
  highest(): number | undefined;
  /** Whether `index` came already, or is so old that nobody knows. */
  refuses(index: number): boolean;
  /** To be called only when the packet has proved to be theirs. */
  mark(index: number): void;
}

/** RFC 3711 asks for 64 at least; a second of 20 ms packets is 50, and networks that send on after an outage come in bursts. */
const WINDOW_PACKETS = 256;

export const createReplayWindow = (): ReplayWindow => {
  /** For the last indices whether they came, each at its place modulo the window. */
  const came = new Uint8Array(WINDOW_PACKETS);
  let highest: number | undefined;
  return {
    highest: () => highest,
    refuses: (index) => {
      if (index < 0) return true;
      if (highest === undefined || index > highest) return false;
      return index <= highest - WINDOW_PACKETS || came[index % WINDOW_PACKETS] === 1;
    },
    mark: (index) => {
      if (highest === undefined || index > highest) {
        const from = Math.max(highest ?? 0, index - WINDOW_PACKETS) + 1;
        for (let skipped = from; skipped < index; skipped += 1) came[skipped % WINDOW_PACKETS] = 0;
        highest = index;
      }
      came[index % WINDOW_PACKETS] = 1;
    },
  };
};
