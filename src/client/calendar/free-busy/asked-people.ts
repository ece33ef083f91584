import { LIMITS } from '../../../contract/limits.ts';
import type { DraftInvitee } from '../editor/event-draft.ts';

export interface AskedPerson {
  readonly email: string;
  readonly name: string;
}

/** Whose time is looked up: the organizer first, then the invitees, as many as can be asked at once. */
export const askedPeople = (
  organizer: { readonly email: string; readonly name: string },
  invitees: readonly DraftInvitee[],
): { readonly people: readonly AskedPerson[]; readonly left: number } => {
  const others = invitees.filter(({ email }) => email.toLowerCase() !== organizer.email.toLowerCase());
  const asked = others.slice(0, LIMITS.freeBusyPeople - 1);
  return {
    people: [
      { email: organizer.email, name: organizer.name || organizer.email },
      ...asked.map(({ email, name }) => ({ email, name: name.trim() || email })),
    ],
    left: others.length - asked.length,
  };
};
