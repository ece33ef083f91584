import { DomainError } from '../../base/errors.ts';
import type { CorrectedCalendar } from '../../meetings/invitation-history.ts';
import type { CorrectCalendar } from '../correct-calendar.ts';
import type { InvitationStore } from '../invitation-store.ts';
import type { InvitationOfLink } from './invitation-of-link.ts';

/** The calendar file of an answer link, as its invitee's mail would bear it now. Refuses with `unknown-link` or `not-found`. */
export type CalendarOfLink = (token: string) => Promise<CorrectedCalendar>;

export const createCalendarOfLink =
  ({
    invitationOfLink,
    invitations,
    correctCalendar,
  }: {
    readonly invitationOfLink: InvitationOfLink;
    readonly invitations: InvitationStore;
    readonly correctCalendar: CorrectCalendar;
  }): CalendarOfLink =>
  async (token) => {
    const { uid, address, current } = await invitationOfLink(token);
    const rows = await invitations.listToldTo(uid, address);
    const row = rows.find(({ recurrenceId }) => recurrenceId === '') ?? rows[0];
    if (row === undefined) throw new DomainError('unknown-link');
    const isInvited =
      current !== undefined &&
      current.facts.status !== 'CANCELLED' &&
      [...current.people.values()].some((list) => list.some((one) => one.address === address));
    const objectId = current?.event.id;
    const corrected = await correctCalendar(row, { objectId, forAnyone: false, gone: !isInvited });
    if (corrected === undefined) throw new DomainError('not-found');
    return corrected;
  };
