import type { Role } from '../../../../contract/room/room-state.ts';

/** Both roles come from an account: whoever has one of them is signed in. */
export const mayInvite = (role: Role | undefined): boolean => role === 'organizer' || role === 'moderator';
