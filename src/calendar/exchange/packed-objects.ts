import type { FileObject } from './file-object.ts';

/**
 * The events of a file in memory that all threads see, each as JSON: a file is cut up once, and whichever thread reads the next of
 * its events finds them there, however many other files it read meanwhile.
 */
export interface PackedObjects {
  readonly texts: SharedArrayBuffer;
  /** Uint32: where each ends. */
  readonly ends: SharedArrayBuffer;
}

export const packObjects = (objects: readonly FileObject[]): PackedObjects => {
  const encoder = new TextEncoder();
  const parts = objects.map((object) => encoder.encode(JSON.stringify(object)));
  const texts = new SharedArrayBuffer(parts.reduce((sum, { length }) => sum + length, 0));
  const ends = new SharedArrayBuffer(parts.length * Uint32Array.BYTES_PER_ELEMENT);
  const [bytes, endOf] = [new Uint8Array(texts), new Uint32Array(ends)];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    bytes.set(part, at);
    at += part.length;
    endOf[index] = at;
  }
  return { texts, ends };
};

export const countObjects = ({ ends }: PackedObjects): number => ends.byteLength / Uint32Array.BYTES_PER_ELEMENT;

/** One after the other, from the one at `from` to before that at `to`. */
export function* unpackObjects({ texts, ends }: PackedObjects, from: number, to: number): Generator<FileObject> {
  const endOf = new Uint32Array(ends);
  const decoder = new TextDecoder();
  for (let index = from; index < Math.min(to, endOf.length); index += 1) {
    // A copy: shared memory is not decoded.
    const part = new Uint8Array(texts).slice(endOf[index - 1] ?? 0, endOf[index]);
    yield JSON.parse(decoder.decode(part)) as FileObject;
  }
}
