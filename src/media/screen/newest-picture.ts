import type { ScreenChunkHeader } from '../../contract/room/screen-chunk.ts';
import type { FrameGroup } from '../leg.ts';

/**
 * The chunks from the last key picture on, as long as they are few: on a screen that stands still a late comer gets its picture
 * without anybody being asked, and two who come within the same second cost the presenter one key picture.
 */
export interface NewestPicture {
  add(header: ScreenChunkHeader, chunk: FrameGroup): void;
  /** All that a decoder needs for the picture of now; undefined when it is too much, or unknown. */
  chunks(): readonly FrameGroup[] | undefined;
  forget(): void;
}

/** More than a second of pictures. */
const CHUNKS_MAX = 20;
const BYTES_MAX = 1_500_000;

export const createNewestPicture = (): NewestPicture => {
  let kept: FrameGroup[] | undefined;
  let bytes = 0;
  return {
    add({ key }, chunk) {
      const length = chunk.frames[0]?.length ?? 0;
      if (key) {
        kept = [chunk];
        bytes = length;
        return;
      }
      if (kept === undefined) return;
      kept.push(chunk);
      bytes += length;
      if (kept.length > CHUNKS_MAX || bytes > BYTES_MAX) kept = undefined;
    },
    chunks: () => kept,
    forget() {
      kept = undefined;
    },
  };
};
