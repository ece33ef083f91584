import type { Socket } from 'socket.io';
import { AUDIO_ACK_EVENT, AUDIO_EVENT } from '../contract/room/room-messages.ts';
import { engineConnectionOf, type PlainWebSocket, plainWebSocketOf } from './socket-transport.ts';

/** Where a connection's sound goes. Values are as they came: checking is the taker's work. */
export interface SocketIntake {
  frame(bytes: unknown): void;
  acknowledgement(count: unknown): void;
}

/** The first half of a binary event with one attachment, exactly as socket.io's clients write it; the second half is the frame. */
const ANNOUNCEMENT = Buffer.from(`451-["${AUDIO_EVENT}",{"_placeholder":true,"num":0}]`);
const ACKNOWLEDGEMENT = Buffer.from(`42["${AUDIO_ACK_EVENT}",`);
/** The event, up to ten digits and the closing bracket. */
const ACKNOWLEDGEMENT_MAX_BYTES = ACKNOWLEDGEMENT.length + 11;

const startsWith = (data: Buffer, start: Buffer): boolean =>
  data.length >= start.length && data.compare(start, 0, start.length, 0, start.length) === 0;

/** The count of `42["audio.ack",COUNT]`, or undefined for anything else. */
const readAcknowledgement = (data: Buffer): number | undefined => {
  if (data.length > ACKNOWLEDGEMENT_MAX_BYTES || !startsWith(data, ACKNOWLEDGEMENT)) return undefined;
  const digits = data.toString('latin1', ACKNOWLEDGEMENT.length);
  return /^\d{1,10}\]$/.test(digits) ? Number.parseInt(digits, 10) : undefined;
};

/** Takes sound and its acknowledgements off a WebSocket; everything else goes on to where it went before. */
const divert = (webSocket: PlainWebSocket, intake: SocketIntake, isOpen: () => boolean): void => {
  const ordinary = webSocket.listeners('message');
  let announcement: Buffer | undefined;

  const passOn = (data: Buffer, isBinary: boolean): void => {
    for (const listener of ordinary) listener(data, isBinary);
  };
  const take = (data: Buffer, isBinary: boolean): boolean => {
    if (announcement !== undefined) {
      const held = announcement;
      announcement = undefined;
      if (isBinary) intake.frame(data);
      // Not what was announced: socket.io shall see the fault as it happened.
      else passOn(held, false);
      return isBinary;
    }
    if (isBinary) return false;
    if (data.length === ANNOUNCEMENT.length && data.equals(ANNOUNCEMENT)) {
      announcement = data;
      return true;
    }
    const count = readAcknowledgement(data);
    if (count !== undefined) intake.acknowledgement(count);
    return count !== undefined;
  };

  webSocket.removeAllListeners('message');
  webSocket.on('message', (data, isBinary) => {
    if (!isOpen() || !take(data, isBinary)) passOn(data, isBinary);
  });
};

/**
 * Hears a participant's audio frames and acknowledgements. They are most of what browsers send, fifty a second from each who
 * speaks; on a WebSocket they are taken off before engine.io and socket.io unpack them, which is most of what an incoming frame
 * costs. Written any other way, or over long polling, they come as the ordinary events that they are.
 */
export const takeSound = (socket: Socket, intake: SocketIntake): void => {
  socket.on(AUDIO_EVENT, (bytes: unknown) => intake.frame(bytes));
  socket.on(AUDIO_ACK_EVENT, (count: unknown, answer: unknown) => {
    intake.acknowledgement(count);
    // Who asks for an answer measures the way here and back.
    if (typeof answer === 'function') answer();
  });
  const connection = engineConnectionOf(socket);
  const divertTransport = (): void => {
    const webSocket = plainWebSocketOf(connection.transport);
    if (webSocket !== undefined) divert(webSocket, intake, () => socket.connected);
  };
  divertTransport();
  connection.on('upgrade', divertTransport);
};
