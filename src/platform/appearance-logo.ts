/** Pictures that every browser draws and that cannot act: SVG can. */
export const LOGO_TYPES = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const;
export type LogoKind = keyof typeof LOGO_TYPES;

const startsWith = (bytes: Buffer, ...signature: readonly number[]): boolean =>
  signature.every((octet, at) => bytes[at] === octet);

/** What a file is by its first bytes, whatever it is called; undefined: none of these. */
export const logoKindOf = (bytes: Buffer): LogoKind | undefined => {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  const isRiff = bytes.subarray(0, 4).equals(Buffer.from('RIFF')) && bytes.subarray(8, 12).equals(Buffer.from('WEBP'));
  return isRiff ? 'webp' : undefined;
};

/** On every page and in every mail: what is small as a file may be gigabytes once it is drawn. */
export const LOGO_PIXELS_MOST = 4_000_000;

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** PNG 11.2.1: the header comes first. */
const pngSize = (bytes: Buffer): PictureSize | undefined =>
  bytes.length >= 24 && bytes.toString('latin1', 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : undefined;

/** ITU-T T.81 B.2.2: segment by segment up to the one that begins the frame. */
const jpegSize = (bytes: Buffer): PictureSize | undefined => {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
};

/** RFC 9649, its three kinds. */
const webpSize = (bytes: Buffer): PictureSize | undefined => {
  if (bytes.length < 30) return undefined;
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (kind !== 'VP8L') return undefined;
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
};

const SIZES = { png: pngSize, jpeg: jpegSize, webp: webpSize } as const;

/** How many pixels it says that it has; undefined: it is cut short, or no such picture. */
export const logoPixels = (bytes: Buffer, kind: LogoKind): number | undefined => {
  const size = SIZES[kind](bytes);
  return size && size.width * size.height > 0 ? size.width * size.height : undefined;
};
