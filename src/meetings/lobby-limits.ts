import { hashToken } from '../platform/keyring.ts';
import { createNetworkLimit, createRateLimit } from '../platform/rate-limit.ts';

const MINUTE_MS = 60_000;

/** Limits what those who wait may send; made-up tickets count like real ones. */
export interface LobbyLimits {
  /** Both refuse with `too-many-attempts`. */
  message(network: string, waitTicket: string): Promise<void>;
  enter(network: string, waitTicket: string): Promise<void>;
}

/** A class behind one address may be let in all at once. */
const BUDGETS = {
  message: { ticket: { points: 10, windowMs: MINUTE_MS }, network: { points: 300, windowMs: MINUTE_MS } },
  enter: { ticket: { points: 20, windowMs: MINUTE_MS }, network: { points: 600, windowMs: MINUTE_MS } },
} as const;

export const createLobbyLimits = (): LobbyLimits => {
  const limitOf = ({ ticket, network }: (typeof BUDGETS)[keyof typeof BUDGETS]) => {
    const [perTicket, perNetwork] = [createRateLimit(ticket), createNetworkLimit(network)];
    return async (from: string, waitTicket: string): Promise<void> => {
      // The network first: tickets are for the sender to make up, as many as they like.
      await perNetwork.take(from);
      await perTicket.take(hashToken(waitTicket));
    };
  };
  return { message: limitOf(BUDGETS.message), enter: limitOf(BUDGETS.enter) };
};
