import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import type { Socket } from 'socket.io';
import { takeSound } from '../../../src/media/socket-intake.ts';

const ANNOUNCEMENT = '451-["audio",{"_placeholder":true,"num":0}]';

/** As much of a socket.io connection on WebSocket as sound passes through. */
const prepare = () => {
  const webSocket = Object.assign(new EventEmitter(), {
    readyState: 1,
    extensions: '',
    _socket: { writableLength: 0 },
  });
  const ordinary: Array<string | number> = [];
  webSocket.on('message', (data: Buffer, isBinary: boolean) => {
    ordinary.push(isBinary ? data.length : data.toString());
  });
  const conn = Object.assign(new EventEmitter(), { writeBuffer: [], transport: { socket: webSocket } });
  const socket = Object.assign(new EventEmitter(), { conn, connected: true });
  const taken: unknown[] = [];
  takeSound(socket as unknown as Socket, {
    frame: (bytes) => taken.push(Buffer.isBuffer(bytes) ? bytes.length : bytes),
    acknowledgement: (count) => taken.push({ count }),
  });
  const text = (message: string): boolean => webSocket.emit('message', Buffer.from(message), false);
  const bytes = (length: number): boolean => webSocket.emit('message', Buffer.alloc(length), true);
  return { socket, ordinary, taken, text, bytes };
};

describe('the intake of sound from a WebSocket', () => {
  it('takes frames and acknowledgements, and passes on all else in order', () => {
    const { ordinary, taken, text, bytes } = prepare();
    text('3');
    text(ANNOUNCEMENT);
    bytes(90);
    text('421["chat.send",{"text":"hello"}]');
    text('42["audio.ack",1234]');
    text(ANNOUNCEMENT);
    bytes(91);
    expect(taken).to.deep.equal([90, { count: 1_234 }, 91]);
    expect(ordinary).to.deep.equal(['3', '421["chat.send",{"text":"hello"}]']);
  });

  it('leaves to socket.io whatever is written another way', () => {
    const { ordinary, taken, text, bytes } = prepare();
    const others = [
      '451-["audio", {"_placeholder":true,"num":0}]',
      '451-["other",{"_placeholder":true,"num":0}]',
      '42["audio.ack",-1]',
      '42["audio.ack",1.5]',
      '42["audio.ack",12345678901]',
      '42["audio.ack",1,2]',
      '42["audio.ack"]',
      '42["audio.ack",]',
      '4',
      '',
    ];
    for (const message of others) text(message);
    bytes(5);
    expect(taken).to.deep.equal([]);
    expect(ordinary).to.deep.equal([...others, 5]);
  });

  it('lets socket.io see the fault when no bytes follow their announcement', () => {
    const { ordinary, taken, text, bytes } = prepare();
    text(ANNOUNCEMENT);
    text('3');
    bytes(90);
    expect(taken).to.deep.equal([]);
    expect(ordinary).to.deep.equal([ANNOUNCEMENT, '3', 90]);
  });

  it('takes nothing any more once the participant has left the room', () => {
    const { socket, ordinary, taken, text, bytes } = prepare();
    socket.connected = false;
    text(ANNOUNCEMENT);
    bytes(90);
    expect(taken).to.deep.equal([]);
    expect(ordinary).to.deep.equal([ANNOUNCEMENT, 90]);
  });

  it('takes them as ordinary events too', () => {
    const { socket, taken } = prepare();
    socket.emit('audio', Buffer.alloc(3));
    socket.emit('audio.ack', 7);
    expect(taken).to.deep.equal([3, { count: 7 }]);
  });
});
