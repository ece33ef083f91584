import express from 'express';
import { roomCallRequest } from '../../contract/http/phone.ts';
import { readBody } from '../../platform/web.ts';
import type { RoomCalls } from './room-calls.ts';

const keyOf = (request: express.Request): string => (request.get('x-room-key') ?? '').slice(0, 200);

/** Calls out of a room, asked for with the key of a place in it. */
export const createRoomCallRoutes = ({
  roomCalls,
}: {
  readonly roomCalls: Pick<RoomCalls, 'ask' | 'list' | 'end'>;
}): express.Router => {
  const router = express.Router();

  router.post('/room/calls', async (request, response) => {
    const call = await roomCalls.ask(keyOf(request), readBody(roomCallRequest, request));
    response.status(201).json(call);
  });

  router.get('/room/calls', async (request, response) => {
    response.json(await roomCalls.list(keyOf(request)));
  });

  router.delete('/room/calls/:id', async (request, response) => {
    await roomCalls.end(keyOf(request), String(request.params['id']));
    response.status(204).end();
  });

  return router;
};
