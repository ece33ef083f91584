import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A TCP road to a server that a test can cut, stop and lead elsewhere. */
export interface FickleNetwork {
  readonly url: string;
  /** Every connection is gone; new ones are refused until `mend`. */
  cut(): void;
  mend(): void;
  /** Nothing moves, in either direction, but connections stay; until `flow`. */
  stop(): void;
  flow(): void;
  /** Where connections lead from now on. */
  leadTo(url: string): void;
  close(): void;
}

export const startFickleNetwork = async (target: string): Promise<FickleNetwork> => {
  const sockets = new Set<Socket>();
  let destination = new URL(target);
  let up = true;

  const server = createServer((near) => {
    if (!up) {
      near.destroy();
      return;
    }
    const far = createConnection({ host: destination.hostname, port: Number(destination.port) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setNoDelay(true);
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = (): void => {
    up = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      up = true;
    },
    stop: () => {
      for (const socket of sockets) socket.pause();
    },
    flow: () => {
      for (const socket of sockets) socket.resume();
    },
    leadTo: (url) => {
      destination = new URL(url);
    },
    close: () => {
      cut();
      server.close();
    },
  };
};
