import { expect } from 'chai';
import { webSocketBytes } from '../../../src/media/websocket-broadcast.ts';

const ANNOUNCEMENT = '451-["audio",{"_placeholder":true,"num":0}]';

/** RFC 6455 5.2, unmasked: opcode with FIN, and payload, of each message. */
const readMessages = (bytes: Buffer): Array<{ opcode: number; payload: Buffer }> => {
  const messages: Array<{ opcode: number; payload: Buffer }> = [];
  for (let at = 0; at < bytes.length; ) {
    const opcode = bytes.readUInt8(at);
    const short = bytes.readUInt8(at + 1);
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short;
    const start = at + (short === 126 ? 4 : 2);
    messages.push({ opcode, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return messages;
};

describe('frames made once for all WebSockets', () => {
  for (const length of [13, 125, 126, 127, 1_287, 65_535]) {
    it(`of ${length} bytes are the text that announces them and the bytes`, () => {
      const frame = Buffer.alloc(length, 0x5a);
      const [text, binary, ...rest] = readMessages(webSocketBytes([frame]));
      expect(rest).to.have.length(0);
      expect([text?.opcode, text?.payload.toString()]).to.deep.equal([0x81, ANNOUNCEMENT]);
      expect(binary?.opcode).to.equal(0x82);
      expect(binary?.payload.equals(frame)).to.equal(true);
    });
  }

  it('of several speakers follow each other in one buffer', () => {
    const frames = [Buffer.alloc(70, 1), Buffer.alloc(200, 2), Buffer.alloc(80, 3)];
    const messages = readMessages(webSocketBytes(frames));
    expect(messages.map(({ opcode }) => opcode)).to.deep.equal([0x81, 0x82, 0x81, 0x82, 0x81, 0x82]);
    frames.forEach((frame, index) => {
      expect(messages[index * 2 + 1]?.payload.equals(frame)).to.equal(true);
    });
  });
});
