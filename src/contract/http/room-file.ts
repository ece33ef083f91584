import { z } from 'zod';
import { instant } from '../fields.ts';
import { chatFileSchema } from '../room/room-state.ts';

/** A document of one's own for the chat of a room that one is in; other files come as bytes. */
export const putRoomFileRequest = z.strictObject({
  documentId: z.string().max(64),
  /** The sender's own name for it: sent again, it is the same file. */
  clientId: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
});

export const roomFileSchema = z.strictObject({ file: chatFileSchema });
/** `account`: who asks is signed in, and may put in documents of their own. */
export const roomFileKeySchema = z.strictObject({ key: z.string(), expiresAt: instant, account: z.boolean() });
/** `key`: of `POST /room/files/key`. `download`: it is to be saved, not shown. */
export const roomFileQuery = z.strictObject({
  key: z.string().max(400).optional(),
  download: z.literal('1').optional(),
});
