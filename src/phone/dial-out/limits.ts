/** How long it rings before nobody is there: providers ring for a minute, mobile mailboxes answer before. */
export const RINGS_MS = 60_000;
/** How long somebody who answered may take to press 1: the invitation is said three times within it. */
export const INVITED_MS = 60_000;
/** How often the invitation is said before a mailbox is assumed. */
export const INVITATION_TIMES = 3;
/** Between two invitations: time to take the telephone from the ear and find the key. */
export const INVITATION_PAUSE_MS = 4_000;
/** How long those who asked see how a call went. */
export const SHOWN_MS = 2 * 60_000;
/** Calls that somebody without an account may have to themselves in one session: one that fails, and another. */
export const GUEST_CALLS = 2;
/** The span of the limits that an administrator sets. */
export const HOUR_MS = 60 * 60_000;
/** What somebody is told to wait when all lines are taken. */
export const LINES_TAKEN_MS = 30_000;
