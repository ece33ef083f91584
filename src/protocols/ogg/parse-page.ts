import { CHECKSUM_OFFSET, FULL_SEGMENT_BYTES, PAGE_HEAD_BYTES } from './limits.ts';
import { pageChecksum } from './page-checksum.ts';
import type { OggPage } from './types.ts';

const CAPTURE_PATTERN = 0x4f676753;
const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;

export type ParsedPage = { readonly page: OggPage; readonly bytes: number } | 'partial' | 'bad';

/** The page that begins at `offset`. Packets that go over several pages, which we never write, are refused as `bad`. */
export const parsePage = (bytes: Uint8Array, offset: number): ParsedPage => {
  if (bytes.length - offset < PAGE_HEAD_BYTES) return 'partial';
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset);
  const flags = view.getUint8(5);
  if (view.getUint32(0) !== CAPTURE_PATTERN || view.getUint8(4) !== 0 || flags & CONTINUED) return 'bad';
  const segments = view.getUint8(26);
  const bodyStart = PAGE_HEAD_BYTES + segments;
  if (view.byteLength < bodyStart) return 'partial';
  const sizes = bytes.subarray(offset + PAGE_HEAD_BYTES, offset + bodyStart);
  const whole = bodyStart + sizes.reduce((sum, size) => sum + size, 0);
  if (view.byteLength < whole) return 'partial';
  const copy = new Uint8Array(bytes.subarray(offset, offset + whole));
  copy.fill(0, CHECKSUM_OFFSET, CHECKSUM_OFFSET + 4);
  if (pageChecksum(copy) !== view.getUint32(CHECKSUM_OFFSET, true)) return 'bad';
  const packets: Uint8Array[] = [];
  let from = bodyStart;
  let to = bodyStart;
  for (const size of sizes) {
    to += size;
    if (size === FULL_SEGMENT_BYTES) continue;
    packets.push(copy.subarray(from, to));
    from = to;
  }
  if (from !== to) return 'bad';
  const page: OggPage = {
    serial: view.getUint32(14, true),
    sequence: view.getUint32(18, true),
    granule: view.getBigInt64(6, true),
    first: (flags & FIRST) !== 0,
    last: (flags & LAST) !== 0,
    packets,
  };
  return { page, bytes: whole };
};
