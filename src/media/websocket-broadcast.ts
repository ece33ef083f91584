import { AUDIO_EVENT } from '../contract/room/room-messages.ts';

/**
 * The bytes of a socket.io event, ready for any number of WebSockets. Server frames are not masked (RFC 6455 5.1), so they are the
 * same for every listener and are made once. A binary event is two WebSocket messages: engine.io type 4 (message), socket.io type 5
 * (binary event) with one attachment and a placeholder in the text; then the attachment itself.
 */
const ANNOUNCEMENT = Buffer.from(`451-["${AUDIO_EVENT}",{"_placeholder":true,"num":0}]`);

const FINAL_TEXT = 0x81;
const FINAL_BINARY = 0x82;
const LENGTH_16_BITS = 126;

/** RFC 6455 5.2: up to 125 bytes the length is in the second byte, up to 65535 in the next two. */
const headerBytes = (length: number): number => (length < LENGTH_16_BITS ? 2 : 4);

const writeHeader = (target: Buffer, at: number, opcode: number, length: number): number => {
  target[at] = opcode;
  if (length < LENGTH_16_BITS) {
    target[at + 1] = length;
    return at + 2;
  }
  target[at + 1] = LENGTH_16_BITS;
  return target.writeUInt16BE(length, at + 2);
};

/** The text message with its WebSocket header: the same before every frame. */
const PREFIX = ((): Buffer => {
  const bytes = Buffer.alloc(headerBytes(ANNOUNCEMENT.length) + ANNOUNCEMENT.length);
  ANNOUNCEMENT.copy(bytes, writeHeader(bytes, 0, FINAL_TEXT, ANNOUNCEMENT.length));
  return bytes;
})();

/** One buffer with all that a WebSocket must carry for these audio frames, each at most 65535 bytes. */
export const webSocketBytes = (frames: readonly Uint8Array[]): Buffer => {
  let total = 0;
  for (const { length } of frames) total += PREFIX.length + headerBytes(length) + length;
  const bytes = Buffer.allocUnsafe(total);
  let at = 0;
  for (const frame of frames) {
    bytes.set(PREFIX, at);
    at = writeHeader(bytes, at + PREFIX.length, FINAL_BINARY, frame.length);
    bytes.set(frame, at);
    at += frame.length;
  }
  return bytes;
};
