import { CHECKSUM_OFFSET, FULL_SEGMENT_BYTES, MAX_SEGMENTS, PAGE_HEAD_BYTES } from './limits.ts';
import { pageChecksum } from './page-checksum.ts';
import type { OggPage } from './types.ts';

const CAPTURE_PATTERN = 0x4f676753; // OggS
const FIRST = 2;
const LAST = 4;

/** Pieces that a packet of `bytes` takes on a page. */
export const segmentsOf = (bytes: number): number => Math.floor(bytes / FULL_SEGMENT_BYTES) + 1;

/**
 * A page with whole packets: RFC 3533 6. Throws when they need more than 255 pieces: the writer's mistake.
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |  O     |  g     |  g     |  S     |
 *   |version |flags   | granule position|
 *   | … 8 bytes, little-endian          |
 *   |                 | serial number   |
 *   |                 | page sequence   |
 *   |                 | checksum        |
 *   |                 |pieces  | sizes… |
 *   +--------+--------+--------+--------+
 */
export const formatPage = ({ serial, sequence, granule, first, last, packets }: OggPage): Uint8Array => {
  const segments = packets.reduce((count, packet) => count + segmentsOf(packet.length), 0);
  if (segments > MAX_SEGMENTS) throw new RangeError(`${segments} pieces on one Ogg page`);
  const bodyBytes = packets.reduce((bytes, packet) => bytes + packet.length, 0);
  const page = new Uint8Array(PAGE_HEAD_BYTES + segments + bodyBytes);
  const view = new DataView(page.buffer);
  view.setUint32(0, CAPTURE_PATTERN);
  view.setUint8(5, (first ? FIRST : 0) | (last ? LAST : 0));
  view.setBigInt64(6, granule, true);
  view.setUint32(14, serial, true);
  view.setUint32(18, sequence, true);
  view.setUint8(26, segments);
  let size = PAGE_HEAD_BYTES;
  let body = PAGE_HEAD_BYTES + segments;
  for (const packet of packets) {
    const full = segmentsOf(packet.length) - 1;
    page.fill(FULL_SEGMENT_BYTES, size, size + full);
    page[size + full] = packet.length % FULL_SEGMENT_BYTES;
    size += full + 1;
    page.set(packet, body);
    body += packet.length;
  }
  view.setUint32(CHECKSUM_OFFSET, pageChecksum(page), true);
  return page;
};
