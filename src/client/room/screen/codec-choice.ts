import type { ScreenCodec } from '../../../contract/room/screen-chunk.ts';

/** Which encoder a browser is good at: the others are there, say that they are supported, and fall seconds behind. */
export type CodecTaste = 'h264-first' | 'vp8-first';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** H.264 level 4.0 ends at 8,192 macroblocks of 16 × 16: 1080p. */
const LEVEL_4_BLOCKS = 8_192;

const blocksOf = ({ width, height }: PictureSize): number => Math.ceil(width / 16) * Math.ceil(height / 16);

/** The codecs to be tried for pictures of this size, the best first, without those that were found not to work. */
export const codecsFor = (
  taste: CodecTaste,
  size: PictureSize,
  failed: ReadonlySet<ScreenCodec>,
): readonly ScreenCodec[] => {
  const h264: ScreenCodec = blocksOf(size) <= LEVEL_4_BLOCKS ? 'avc1.42E028' : 'avc1.42E033';
  const order: readonly ScreenCodec[] =
    taste === 'h264-first' ? [h264, 'vp09.00.40.08', 'vp8'] : ['vp8', h264, 'vp09.00.40.08'];
  return order.filter((codec) => !failed.has(codec));
};

/** Encoders of H.264 and VP8 halve the colours: only even sizes have halves. */
export const evenSize = ({ width, height }: PictureSize): PictureSize => ({ width: width & ~1, height: height & ~1 });
