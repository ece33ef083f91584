import { crc32 } from 'node:zlib';

/** One file of an archive: its bytes are read when its turn comes. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly changedMs: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const UTF8_AND_DESCRIPTOR = 0x0808;
const VERSION = 45;
const MOST_32 = 0xffffffff;

/** PKWARE APPNOTE 4.4.6: the time of day and the date of MS-DOS, two seconds exactly, from 1980 on. */
const dosTime = (ms: number): number => {
  const date = new Date(Math.max(ms, Date.UTC(1980, 0, 1)));
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
};

interface Written {
  readonly name: Buffer;
  readonly time: number;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

/** 4.3.7, sizes to follow: zip64 from the start, since how long it gets is not known. */
const localHeader = (name: Buffer, time: number): Buffer => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(UTF8_AND_DESCRIPTOR, 6);
  head.writeUInt32LE(time, 10);
  head.writeUInt32LE(MOST_32, 18);
  head.writeUInt32LE(MOST_32, 22);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(20, 28);
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  return Buffer.concat([head, name, extra]);
};

/** 4.3.9, with sizes of 64 bits. */
const descriptor = (crc: number, size: number): Buffer => {
  const after = Buffer.alloc(24);
  after.writeUInt32LE(0x08074b50, 0);
  after.writeUInt32LE(crc, 4);
  after.writeBigUInt64LE(BigInt(size), 8);
  after.writeBigUInt64LE(BigInt(size), 16);
  return after;
};

/** 4.3.12 with the zip64 field of 4.5.3. */
const centralHeader = ({ name, time, crc, size, offset }: Written): Buffer => {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(UTF8_AND_DESCRIPTOR, 8);
  head.writeUInt32LE(time, 12);
  head.writeUInt32LE(crc, 16);
  for (const at of [20, 24, 42]) head.writeUInt32LE(MOST_32, at);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(28, 30);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  [size, size, offset].forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  });
  return Buffer.concat([head, name, extra]);
};

/** 4.3.14 to 4.3.16. */
const ending = (count: number, size: number, offset: number): Buffer => {
  const zip64 = Buffer.alloc(56);
  zip64.writeUInt32LE(0x06064b50, 0);
  zip64.writeBigUInt64LE(44n, 4);
  zip64.writeUInt16LE(VERSION, 12);
  zip64.writeUInt16LE(VERSION, 14);
  zip64.writeBigUInt64LE(BigInt(count), 24);
  zip64.writeBigUInt64LE(BigInt(count), 32);
  zip64.writeBigUInt64LE(BigInt(size), 40);
  zip64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(0xffff, at);
  for (const at of [12, 16]) end.writeUInt32LE(MOST_32, at);
  return Buffer.concat([zip64, locator, end]);
};

/** A ZIP archive as it is made, nothing of it kept: files are stored as they are (PKWARE APPNOTE 6.3.10, zip64). */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name: text, changedMs, bytes } of entries) {
    const name = Buffer.from(text, 'utf8');
    const time = dosTime(changedMs);
    const head = localHeader(name, time);
    yield head;
    let crc = 0;
    let size = 0;
    for await (const piece of bytes) {
      crc = crc32(piece, crc);
      size += piece.byteLength;
      yield piece;
    }
    const after = descriptor(crc, size);
    yield after;
    written.push({ name, time, crc, size, offset });
    offset += head.length + size + after.length;
  }
  let directoryBytes = 0;
  for (const one of written) {
    const head = centralHeader(one);
    directoryBytes += head.length;
    yield head;
  }
  yield ending(written.length, directoryBytes, offset);
}
