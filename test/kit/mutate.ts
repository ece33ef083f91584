/** xorshift32: whole numbers below a limit, the same for the same seed. */
export const randomBelow = (seed: number): ((limit: number) => number) => {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
};

/** A copy of `original` with one change: a byte, a piece left out, put in or doubled, or the end cut off. */
export const mutate = (
  original: Uint8Array,
  pieces: readonly Uint8Array[],
  below: (limit: number) => number,
): Uint8Array => {
  const at = below(original.length + 1);
  const length = Math.min(1 + below(12), original.length - at);
  const before = original.subarray(0, at);
  switch (below(5)) {
    case 0: {
      const bytes = Uint8Array.from(original);
      if (at < bytes.length) bytes[at] = below(256);
      return bytes;
    }
    case 1:
      return Buffer.concat([before, original.subarray(at + length)]);
    case 2:
      return Buffer.concat([before, pieces[below(pieces.length)] ?? original, original.subarray(at)]);
    case 3:
      return Buffer.concat([original.subarray(0, at + length), original.subarray(at)]);
    default:
      return before;
  }
};
