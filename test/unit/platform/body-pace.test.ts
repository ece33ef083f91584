import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { keepBodyPace } from '../../../src/platform/body-pace.ts';

describe('bodies of requests', () => {
  let server: Server;
  let port: number;

  before(async () => {
    server = createServer(async (request, response) => {
      let bytes = 0;
      for await (const chunk of request) bytes += (chunk as Buffer).length;
      response.end(`${bytes}`);
    });
    keepBodyPace(server, { everyMs: 300, leastBytes: 1_000 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = (length: number): Socket => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`);
    return socket;
  };

  it('may take as long as they keep coming', async () => {
    const socket = open(400_000);
    // Longer in all than two watches.
    for (let part = 0; part < 10; part += 1) {
      socket.write('x'.repeat(40_000));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await text(socket)).to.match(/^HTTP\/1\.1 200 .*400000$/s);
  });

  it('that trickle are ended', async () => {
    const socket = open(10_000);
    const trickle = setInterval(() => socket.writable && socket.write('x'), 50);
    const answer = await text(socket).finally(() => clearInterval(trickle));
    expect(answer).to.match(/^HTTP\/1\.1 408 /);
  });
});
