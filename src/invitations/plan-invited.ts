import type { InviteeFacts, OccasionFacts } from '../calendar/event-facts.ts';
import {
  type Draft,
  dateDrafts,
  INVITEES,
  type Reader,
  type Scene,
  type Standing,
  wholeDrafts,
} from './draft-mails.ts';
import { asDate, dateMark, factsNow } from './facts-now.ts';
import type { Invited } from './invited-to.ts';
import { meetingForInvitee } from './meeting-for.ts';
import type { ToldFacts } from './told-invitation.ts';

const readerOf = (
  { situation, event, organizer }: Scene,
  invitee: InviteeFacts,
  occasion: OccasionFacts,
  id: string,
  standing: Standing,
) => {
  const { accounts, meeting: access } = situation;
  const account = accounts.get(invitee.address);
  const recipient = {
    name: invitee.name || (account?.name ?? ''),
    address: invitee.address,
    timeZone: invitee.timeZone ?? account?.timeZone ?? event.timeZone,
  };
  const meeting = access && meetingForInvitee(access, invitee.address, id);
  // One address for all that this person is told of the event: their program knows its organizer by it.
  const known = [...standing.values()].find(({ facts }) => facts.invitee === true)?.facts.from;
  const identity = situation.identityFor(organizer, invitee.address, known);
  const reader: Reader = { kinds: INVITEES, language: invitee.language ?? account?.language, meeting, identity };
  const told = factsNow(occasion, organizer, occasion.timeZone, recipient, meeting);
  const facts: ToldFacts = { ...told, invitee: true, from: identity.from };
  return { reader, facts };
};

/** The mails to one who is invited, to the whole or to some dates. */
export const draftsForInvited = (scene: Scene, address: string, invited: Invited, standing: Standing): Draft[] => {
  const { event, guests } = scene;
  if (invited.whole !== undefined) {
    const { reader, facts } = readerOf(scene, invited.whole, event, '', standing);
    const series = guests.seriesFor(address);
    return wholeDrafts(scene, reader, { ...facts, ...(series !== undefined && { series }) }, standing);
  }
  return invited.dates.flatMap(({ invitee, date }) => {
    const { reader, facts } = readerOf(scene, invitee, date, date.recurrenceId, standing);
    const told = { ...facts, ...dateMark(event, date.timeZone) };
    const shown = asDate(facts, date.recurrenceId, date.timeZone);
    return dateDrafts(scene, reader, told, shown, standing.get(date.recurrenceId));
  });
};
