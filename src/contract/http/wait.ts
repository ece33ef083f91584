import { z } from 'zod';
import { LIMITS, singleLine } from '../fields.ts';

/** Room for every ticket that is given out, whatever name it carries. */
const waitTicket = z.string().min(1).max(3_000);

export const waitQuery = z.strictObject({ ticket: waitTicket });

/** To the moderators, from somebody who waits. The same `clientId` is the same message, however often it is sent. */
export const lobbyMessageRequest = z.strictObject({
  ticket: waitTicket,
  text: singleLine(LIMITS.lobbyText, 1),
  clientId: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/, { error: '8 to 40 letters, digits, - and _.' }),
});
export type LobbyMessageRequest = z.input<typeof lobbyMessageRequest>;

/** `consent`: agrees to being recorded, for those who were let in without having said so at the door. */
export const lobbyEnterRequest = z.strictObject({ ticket: waitTicket, consent: z.literal(true).optional() });
