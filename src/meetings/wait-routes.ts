import express from 'express';
import { z } from 'zod';
import { callerAddress, readQuery } from '../platform/web.ts';
import type { WaitingRoom } from './waiting-room.ts';

const waitQuery = z.strictObject({ ticket: z.string().min(1).max(1_000) });

/** Proxies close streams on which nothing is heard, often after a minute. */
const HEARTBEAT_MS = 25_000;
const RETRY_MS = 3_000;

const HEADERS = {
  'Content-Type': 'text/event-stream',
  // no-transform: a compressor would keep events until it has enough of them.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

/** `GET /wait?ticket=`: an event stream (HTML Living Standard 9.2) that says `open` when the door is worth asking again. */
export const createWaitRoutes = ({ waitingRoom }: { readonly waitingRoom: WaitingRoom }): express.Router => {
  const router = express.Router();
  router.get('/wait', async (request, response) => {
    const { ticket } = readQuery(waitQuery, request);
    let opened = false;
    let gone = false;
    let end = (): void => {};
    response.once('close', () => {
      gone = true;
      end();
    });
    const sayOpen = (): void => {
      response.write('event: open\ndata: {}\n\n');
    };
    const leave = await waitingRoom.wait(ticket, callerAddress(request), {
      open: () => {
        opened = true;
        if (response.headersSent) sayOpen();
      },
      close: () => response.end(),
    });
    // Gone while the ticket was looked at.
    if (gone) return leave();
    response.writeHead(200, HEADERS).write(`retry: ${RETRY_MS}\n\n`);
    if (opened) sayOpen();
    const heartbeat = setInterval(() => response.write(': still waiting\n\n'), HEARTBEAT_MS);
    end = () => {
      clearInterval(heartbeat);
      leave();
    };
  });
  return router;
};
