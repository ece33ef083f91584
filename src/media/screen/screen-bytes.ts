import { SCREEN_EVENT } from '../../contract/room/screen-chunk.ts';

/**
 * One chunk as the socket.io event that it is, ready for any number of WebSockets: a text message that announces one attachment,
 * and the attachment (see `websocket-broadcast.ts`, which does the same for sound). Server frames are not masked (RFC 6455 5.1).
 */
const ANNOUNCEMENT = Buffer.from(`451-["${SCREEN_EVENT}",{"_placeholder":true,"num":0}]`);
const FINAL_TEXT = 0x81;
const FINAL_BINARY = 0x82;
const LENGTH_16_BITS = 126;
const LENGTH_64_BITS = 127;

/** RFC 6455 5.2: up to 125 bytes the length is in the second byte, up to 65535 in the next two, beyond in the next eight. */
const messageHeader = (opcode: number, length: number): Buffer => {
  if (length < LENGTH_16_BITS) return Buffer.from([opcode, length]);
  const header = Buffer.alloc(length <= 0xffff ? 4 : 10);
  header[0] = opcode;
  header[1] = length <= 0xffff ? LENGTH_16_BITS : LENGTH_64_BITS;
  if (length <= 0xffff) header.writeUInt16BE(length, 2);
  else header.writeUInt32BE(length, 6);
  return header;
};

const PREFIX = Buffer.concat([messageHeader(FINAL_TEXT, ANNOUNCEMENT.length), ANNOUNCEMENT]);

/** All that a WebSocket must carry for these chunks. */
export const screenBytes = (chunks: readonly Uint8Array[]): Buffer =>
  Buffer.concat(chunks.flatMap((chunk) => [PREFIX, messageHeader(FINAL_BINARY, chunk.length), chunk]));
