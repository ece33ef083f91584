import { crc32 } from 'node:zlib';
import type { RecordingEnd } from '../../contract/room/room-state.ts';

/**
 * The log of what a session's relay sent on while it was recorded: one file a session, only ever added to. After a header of 16
 * bytes (`WMRECLOG`, version as uint32, four zero bytes) one entry follows another, big-endian:
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |     0xa55a      |  kind  |   0    |   kind 1: a frame as relayed, header included (`audio/audio-frame.ts`)
 *   +--------+--------+--------+--------+   kind 2: an event, JSON in UTF-8
 *   |               length              |   of the body, in bytes
 *   +--------+--------+--------+--------+
 *   |  time: float64, milliseconds      |   on the server's clock, since 1970
 *   |                                   |
 *   +--------+--------+--------+--------+
 *   |  body …                           |
 *   +--------+--------+--------+--------+
 *   |               CRC-32              |   of everything before it in this entry
 *   +--------+--------+--------+--------+
 *
 * A reader that meets something else looks for the next entry whose check is right: what lies between is damage.
 */
export const LOG_HEADER = Buffer.from('WMRECLOG\0\0\0\u0001\0\0\0\0', 'latin1');
export const ENTRY_HEAD_BYTES = 16;
export const ENTRY_CHECK_BYTES = 4;
/** No body is longer: names are short, frames shorter. */
export const BODY_MAX_BYTES = 8_192;
export const ENTRY_MARK = 0xa55a;

export type LogEvent =
  /** A recording begins here, or goes on after the server was started again. */
  | { readonly event: 'started' | 'resumed-after-restart'; readonly recording: string }
  | { readonly event: 'paused' | 'resumed'; readonly recording: string }
  | { readonly event: 'stopped'; readonly recording: string; readonly why: RecordingEnd }
  /** Nobody may have spoken for long: it is recorded all the same. */
  | { readonly event: 'alive' }
  /** Who speaks under a number from here on; told of everyone at the start, and when somebody comes in or has another name. */
  | { readonly event: 'participant'; readonly number: number; readonly name: string; readonly person: string };

export type LogEntry =
  | { readonly kind: 'frame'; readonly atMs: number; readonly bytes: Uint8Array }
  | { readonly kind: 'event'; readonly atMs: number; readonly event: LogEvent };

const FRAME = 1;
const EVENT = 2;

/** Bytes that an entry with a body of this length takes. */
export const entryBytes = (bodyBytes: number): number => ENTRY_HEAD_BYTES + bodyBytes + ENTRY_CHECK_BYTES;

const writeEntry = (kind: number, body: Uint8Array, atMs: number, into: Buffer, offset: number): number => {
  into.writeUInt16BE(ENTRY_MARK, offset);
  into.writeUInt8(kind, offset + 2);
  into.writeUInt8(0, offset + 3);
  into.writeUInt32BE(body.length, offset + 4);
  into.writeDoubleBE(atMs, offset + 8);
  into.set(body, offset + ENTRY_HEAD_BYTES);
  const end = offset + ENTRY_HEAD_BYTES + body.length;
  into.writeUInt32BE(crc32(into.subarray(offset, end)), end);
  return end + ENTRY_CHECK_BYTES;
};

/** Writes a frame at `offset` and answers where the next entry begins. */
export const writeFrameEntry = (frame: Uint8Array, atMs: number, into: Buffer, offset: number): number =>
  writeEntry(FRAME, frame, atMs, into, offset);

export const formatEventEntry = (event: LogEvent, atMs: number): Buffer => {
  const body = Buffer.from(JSON.stringify(event));
  const entry = Buffer.allocUnsafe(entryBytes(body.length));
  writeEntry(EVENT, body, atMs, entry, 0);
  return entry;
};

/** An entry that begins at `offset`; `partial`: more bytes may make it one; `bad`: none begins here. */
export type ParsedEntry = { readonly entry: LogEntry; readonly bytes: number } | 'partial' | 'bad';

const parseBody = (kind: number, body: Buffer, atMs: number): LogEntry | undefined => {
  if (kind === FRAME) return { kind: 'frame', atMs, bytes: body };
  if (kind !== EVENT) return undefined;
  try {
    // The check sum is right: it was written by `formatEventEntry`.
    return { kind: 'event', atMs, event: JSON.parse(body.toString('utf8')) as LogEvent };
  } catch {
    return undefined;
  }
};

export const parseEntry = (bytes: Buffer, offset: number): ParsedEntry => {
  const left = bytes.length - offset;
  if (left >= 2 && bytes.readUInt16BE(offset) !== ENTRY_MARK) return 'bad';
  if (left < ENTRY_HEAD_BYTES) return 'partial';
  const length = bytes.readUInt32BE(offset + 4);
  if (length > BODY_MAX_BYTES) return 'bad';
  const whole = entryBytes(length);
  if (left < whole) return 'partial';
  const end = offset + ENTRY_HEAD_BYTES + length;
  if (crc32(bytes.subarray(offset, end)) !== bytes.readUInt32BE(end)) return 'bad';
  const body = bytes.subarray(offset + ENTRY_HEAD_BYTES, end);
  const entry = parseBody(bytes.readUInt8(offset + 2), body, bytes.readDoubleBE(offset + 8));
  return entry === undefined ? 'bad' : { entry, bytes: whole };
};
