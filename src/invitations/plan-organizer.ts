import type { OccasionFacts } from '../calendar/event-facts.ts';
import {
  type Draft,
  dateDrafts,
  ORGANIZERS,
  type Reader,
  type Scene,
  type Standing,
  wholeDrafts,
} from './draft-mails.ts';
import { asDate, dateMark, factsNow } from './facts-now.ts';
import { eventUrl, homeOf } from './jobs/event-url.ts';
import { meetingForOrganizer } from './meeting-for.ts';
import type { ToldFacts } from './told-invitation.ts';

/** The organizer gets a copy with the start link, when there is something to start and somebody to start it for. */
export const draftsForOrganizer = (scene: Scene, standing: Standing): Draft[] => {
  const { situation, event, organizer, guests } = scene;
  const { meeting: access } = situation;
  if (access === undefined) return [];
  const handOverUrl = (recurrenceId: string): string =>
    eventUrl(homeOf(access.doorUrl), event.objectId, recurrenceId, { handOver: '1' });
  const meeting = { ...meetingForOrganizer(access), handOverUrl: handOverUrl('') };
  const reader: Reader = { kinds: ORGANIZERS, language: organizer.language, meeting, identity: {} };
  const recipient = { name: organizer.name, address: organizer.address, timeZone: organizer.timeZone };
  const factsOf = (occasion: OccasionFacts): ToldFacts =>
    factsNow(occasion, organizer, organizer.timeZone, recipient, meeting);
  if (event.invitees.length > 0) {
    const series = guests.seriesFor(undefined);
    return wholeDrafts(scene, reader, { ...factsOf(event), ...(series !== undefined && { series }) }, standing);
  }
  const dates = event.changedDates.filter(({ status, invitees }) => status !== 'CANCELLED' && invitees.length > 0);
  return dates.flatMap((date) => {
    const facts = { ...factsOf(date), ...dateMark(event, date.timeZone) };
    const shown = asDate(facts, date.recurrenceId, date.timeZone);
    const own = { ...reader, meeting: { ...meeting, handOverUrl: handOverUrl(date.recurrenceId) } };
    return dateDrafts(scene, own, facts, shown, standing.get(date.recurrenceId));
  });
};
