import { Buffer, isUtf8 } from 'node:buffer';

const hexAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

/** UTF-8, and Latin-1 where it is not: older phones write that. */
export const textOfBytes = (bytes: Uint8Array): string => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(buffer) ? 'utf8' : 'latin1');
};

/** Undefined when a percent sign is not followed by two hexadecimal digits. */
export const decodePercent = (text: string): string | undefined => {
  if (!text.includes('%')) return text;
  const source = Buffer.from(text, 'utf8').toString('latin1');
  const bytes = new Uint8Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (source.charAt(at) === '%') {
      const high = hexAt(source, at + 1);
      const low = hexAt(source, at + 2);
      if (high < 0 || low < 0) return undefined;
      bytes[length] = high * 16 + low;
      at += 2;
    } else bytes[length] = source.charCodeAt(at);
    length += 1;
  }
  return textOfBytes(bytes.subarray(0, length));
};

/** Every character that is neither alphanumeric nor in `allowed` as the escapes of its UTF-8 bytes. */
export const encodePercent = (text: string, allowed: ReadonlySet<string>): string => {
  let encoded = '';
  for (const one of text) {
    if (/^[A-Za-z0-9]$/.test(one) || allowed.has(one)) encoded += one;
    else for (const byte of Buffer.from(one, 'utf8')) encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
};
