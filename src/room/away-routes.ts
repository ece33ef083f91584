import express from 'express';
import { z } from 'zod';
import { hashToken } from '../platform/keyring.ts';
import { readBody } from '../platform/web.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { RoomStore } from './room-store.ts';

const awayRequest = z.strictObject({ resume: z.string().min(1).max(200) });

/**
 * The last word of a page that goes away. Whether it was closed or is loaded anew shows soon: who does not come back leaves the list
 * in seconds, not after the minute that a broken network has.
 */
export type GoAway = (resumeToken: string) => Promise<void>;

export const createGoAway =
  ({
    rooms,
    store,
  }: {
    readonly rooms: Pick<RoomRegistry, 'find'>;
    readonly store: Pick<RoomStore, 'findByResumeHash'>;
  }): GoAway =>
  async (resumeToken) => {
    const found = await store.findByResumeHash(hashToken(resumeToken));
    const room = found && (await rooms.find(found.sessionId));
    if (found && room) await room.run({ kind: 'go-away', id: found.id });
  };

/** `POST /room/away` `{resume}`: always 204. */
export const createAwayRoutes = ({ goAway }: { readonly goAway: GoAway }): express.Router => {
  const router = express.Router();
  router.post('/room/away', async (request, response) => {
    await goAway(readBody(awayRequest, request).resume);
    response.status(204).end();
  });
  return router;
};
