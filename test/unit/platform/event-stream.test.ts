import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { createEventStream, type EventStream } from '../../../src/platform/event-stream.ts';

describe('an event stream', () => {
  let server: Server;
  let socket: Socket;
  let streams: EventStream[];
  let left: number;
  let errors: unknown[];
  beforeEach(async () => {
    streams = [];
    errors = [];
    left = 0;
    const app = express();
    app.get('/', (_request, response) => {
      response.on('error', (error) => errors.push(error));
      const stream = createEventStream(response, { heartbeatMs: 5 });
      streams.push(stream);
      stream.begin(() => {
        left += 1;
      });
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  });
  afterEach(async () => {
    socket.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('writes nothing once it is ended, also while its end waits behind another answer of the same connection', async () => {
    socket.write(request + request);
    await until(() => streams.length === 2);
    const [, second] = streams;
    second?.end();
    second?.send('late', {});
    // Several beats.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(errors).to.deep.equal([]);
    expect(left).to.equal(1);
  });

  it('says once that the page is gone', async () => {
    socket.write(request);
    await until(() => streams.length === 1);
    socket.destroy();
    await until(() => left === 1);
    streams[0]?.end();
    expect(left).to.equal(1);
    expect(errors).to.deep.equal([]);
  });
});
