import type { SignInSession } from './sign-in-store.ts';

/** The console closes after a quarter of an hour in which it was not used. */
const IDLE_MS = 15 * 60_000;
/** However much it is used, who is there is proved once in a working day. */
const PROOF_LASTS_MS = 8 * 3_600_000;
/** At most one write in this time for each device. */
const NOTED_EVERY_MS = 60_000;

type Proof = Pick<SignInSession, 'confirmedMs' | 'consoleMs'>;

/** Whether who has this session may use the console now, without saying once more that it is them. */
export const consoleIsOpen = ({ confirmedMs, consoleMs }: Proof, nowMs: number): boolean =>
  nowMs - confirmedMs <= PROOF_LASTS_MS && nowMs - Math.max(confirmedMs, consoleMs) <= IDLE_MS;

/** Whether this use of the console is to be written down. */
export const isNotableUse = ({ confirmedMs, consoleMs }: Proof, nowMs: number): boolean =>
  nowMs - Math.max(confirmedMs, consoleMs) >= NOTED_EVERY_MS;
