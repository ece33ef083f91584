import { createSocket } from 'node:dgram';

/** A name server on loopback that knows a few TXT records and that nothing else exists. */
export interface DnsServer {
  /** For `Resolver.setServers`. */
  readonly address: string;
  set(name: string, text: string): void;
  close(): Promise<void>;
}

const TXT = 16;
const NO_SUCH_NAME = 3;

/** RFC 1035 4.1.2: the name of the one question, and where its type stands. */
const readQuestion = (message: Buffer): { readonly name: string; readonly end: number } => {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
};

/** RFC 1035 3.3.14: strings of at most 255 octets, each behind its length. */
const textData = (text: string): Buffer =>
  Buffer.concat(
    (text.match(/.{1,255}/gs) ?? ['']).map((piece) =>
      Buffer.from(`${String.fromCharCode(piece.length)}${piece}`, 'latin1'),
    ),
  );

export const startDnsServer = async (): Promise<DnsServer> => {
  const records = new Map<string, string>();
  const socket = createSocket('udp4');
  socket.on('message', (message, { address, port }) => {
    const { name, end } = readQuestion(message);
    const text = message.readUInt16BE(end) === TXT ? records.get(name) : undefined;
    const head = Buffer.alloc(12);
    message.copy(head, 0, 0, 2);
    // A final answer, recursion offered; one question, one answer or none.
    head.writeUInt16BE(0x8580 + (text === undefined ? NO_SUCH_NAME : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(text === undefined ? 0 : 1, 6);
    const parts: Uint8Array[] = [head, message.subarray(12, end + 4)];
    if (text !== undefined) {
      const data = textData(text);
      const answer = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, 0, 0]);
      answer.writeUInt16BE(data.length, 10);
      parts.push(answer, data);
    }
    socket.send(Buffer.concat(parts), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    set: (name, text) => {
      records.set(name.toLowerCase(), text);
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
};
