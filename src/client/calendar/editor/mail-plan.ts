import type { MailPlanBody } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';

type Mail = MailPlanBody['mails'][number];

/** What people are told, as the sentences of the screen group it. */
export const TOLD = ['invited', 'updated', 'cancelled', 'own'] as const;
type Told = (typeof TOLD)[number];

const TOLD_BY: Readonly<Record<Mail['kind'], Told>> = {
  invitation: 'invited',
  update: 'updated',
  cancellation: 'cancelled',
  removal: 'cancelled',
  organizer: 'own',
  organizerUpdate: 'own',
};

/** Who gets which mail: the names, by what they are told. */
export type MailPlan = Readonly<Record<Told, readonly string[]>>;

export const mailPlan = ({ mails }: MailPlanBody): MailPlan => {
  const named = (told: Told): readonly string[] =>
    mails.filter(({ kind }) => TOLD_BY[kind] === told).map(({ name, email }) => name || email);
  return { invited: named('invited'), updated: named('updated'), cancelled: named('cancelled'), own: named('own') };
};

/** How many people other than the organizer get a mail. */
export const peopleTold = ({ invited, updated, cancelled }: MailPlan): number =>
  invited.length + updated.length + cancelled.length;

/** Who is told when an event, or dates of it, are deleted. */
export const planOfDeletion = (event: EventBody): MailPlan => ({
  invited: [],
  updated: [],
  cancelled: event.invitees.map(({ name, email }) => name || email),
  own: [],
});
