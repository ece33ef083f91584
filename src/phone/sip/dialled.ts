/** Whom a caller may dial here. Everybody else is not there. */
export type Dialled =
  | { readonly kind: 'conference' }
  /** Straight to the door of this meeting. */
  | { readonly kind: 'meeting'; readonly meetingId: string }
  | { readonly kind: 'echo' };

const MEETING_ID = /^[1-9]\d{8}$/;

/** Of a user part, percent-decoded; `service` is that of the conference. Parameters of the user part (`;phone-context=…`) mean nothing here. */
export const readDialled = (user: string, service = 'conference'): Dialled | undefined => {
  const name = (user.split(';', 1)[0] ?? '').toLowerCase();
  if (name === service) return { kind: 'conference' };
  if (name === 'echo') return { kind: 'echo' };
  const meetingId = name.startsWith(`${service}*`) ? name.slice(service.length + 1) : '';
  return MEETING_ID.test(meetingId) ? { kind: 'meeting', meetingId } : undefined;
};
