/** What a byte order mark says; RFC 5545 6 wants UTF-8, which some programs begin with one too. */
const MARKS: ReadonlyArray<{ readonly bytes: readonly number[]; readonly encoding: string }> = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

const decodeAs = (bytes: Uint8Array, encoding: string, fatal: boolean): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The text of a calendar file: by its mark, else UTF-8, else as old programs of Western countries write it. Never throws. */
export const decodeCalendarText = (bytes: Uint8Array): string => {
  const mark = MARKS.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) return decodeAs(bytes, mark.encoding, false) ?? '';
  return decodeAs(bytes, 'utf-8', true) ?? decodeAs(bytes, 'windows-1252', false) ?? '';
};
