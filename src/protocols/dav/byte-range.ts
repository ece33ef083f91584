/** Positions of bytes, both included. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/i;

/**
 * RFC 9110 14.1.2: one range of a body of `bytes`. undefined where the whole is answered: without a range, with several, and for
 * what cannot be read.
 */
export const readByteRange = (field: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | undefined => {
  const [, first = '', last = ''] = ONE_RANGE.exec(field?.replaceAll(' ', '') ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= bytes ? 'unsatisfiable' : { start, end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) };
};
