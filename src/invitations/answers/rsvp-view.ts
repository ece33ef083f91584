import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { isLanguage, type Language } from '../../base/languages.ts';
import { type EventPeople, peopleOn } from '../../calendar/event.ts';
import type { EventFacts } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { Rsvp } from '../../contract/http/answer.ts';
import type { ToldFacts } from '../told-invitation.ts';
import type { AnswerStore, StoredAnswer } from './answer-store.ts';
import type { EventNote } from './event-note.ts';
import type { EventNoteStore } from './event-note-store.ts';
import type { InvitationOfLink, LinkedInvitation } from './invitation-of-link.ts';
import { datesInvitedTo, invitedTo, stateOfDates } from './invited-dates.ts';

/** The event of an answer link, as its invitee may see it. */
export type RsvpView = (token: string) => Promise<Rsvp>;

const DATES_SHOWN = 20;

const iso = (ms: number): string => new Date(ms).toISOString();

const toProposal = ({ id, recurrenceId, body, state }: EventNote): Rsvp['proposals'][number] => ({
  id,
  recurrenceId,
  startsAt: iso(body.startMs ?? 0),
  endsAt: iso(body.endMs ?? 0),
  timeZone: body.timeZone ?? 'UTC',
  comment: body.text,
  state: state === '' ? 'open' : state,
});

/** What somebody was told of an event that is no more theirs. */
const goneView = (state: Rsvp['state'], address: string, told: ToldFacts, language: Language): Rsvp => ({
  state,
  title: told.title,
  organizer: { name: told.organizer.name, email: told.organizer.address },
  location: told.location,
  description: '',
  timeZone: told.recipient.timeZone,
  language,
  startsAt: iso(told.startMs),
  endsAt: iso(told.endMs),
  allDay: told.allDay,
  recurrence: told.series?.rule ?? '',
  you: { email: address, name: told.recipient.name },
  ...{ answer: 'NEEDS-ACTION', comment: '', needs: {}, delegate: '', dates: [], proposals: [] },
  webMeeting: told.meetingId !== undefined,
});

export const createRsvpView = ({
  invitationOfLink,
  events,
  accounts,
  answers,
  notes,
  languages,
  clock,
}: {
  readonly invitationOfLink: InvitationOfLink;
  readonly events: EventStore;
  readonly accounts: AccountStore;
  readonly answers: AnswerStore;
  readonly notes: EventNoteStore;
  /** Of an invitee whose language is not known. */
  readonly languages: readonly Language[];
  readonly clock: Clock;
}): RsvpView => {
  type Current = NonNullable<LinkedInvitation['current']>;

  const datesOf = async ({ event, people, facts }: Current, address: string): Promise<Rsvp['dates']> => {
    if (facts.recurrence === undefined && facts.changedDates.length === 0) return [];
    const nowMs = clock.nowMs();
    const series = invitedTo(people, '', address)?.answer;
    const { instances } = await events.listedOf(event.id);
    return instances
      .filter(({ endMs }) => endMs > nowMs)
      .toSorted((one, other) => one.startMs - other.startMs)
      .flatMap(({ recurrenceId, startMs, endMs }) => {
        const own = invitedTo(people, recurrenceId, address);
        if (own === undefined || occasionOn(facts, recurrenceId).status === 'CANCELLED') return [];
        const { answer } = own;
        return [{ recurrenceId, startsAt: iso(startMs), endsAt: iso(endMs), answer, own: answer !== series }];
      })
      .slice(0, DATES_SHOWN);
  };

  /** Of the series; to who is not invited to it, those of their date. */
  const others = (facts: EventFacts, people: EventPeople, date: string, address: string): Pick<Rsvp, 'invitees'> => {
    if (facts.hideInvitees) return {};
    const list = peopleOn(people, date).filter((one) => one.role !== 'chair' && one.address !== address);
    return { invitees: list.map(({ name, address: email, answer }) => ({ name: name || email, answer })) };
  };

  return async (token) => {
    const { address, told, current } = await invitationOfLink(token);
    const [usual = 'en'] = languages;
    if (current === undefined || current.facts.status === 'CANCELLED')
      return goneView('cancelled', address, told, usual);
    const { event, people, facts } = current;
    const dates = await datesOf(current, address);
    const invited = datesInvitedTo(people, address);
    const [about] = invited.includes('') ? [''] : [dates[0]?.recurrenceId ?? invited[0]];
    const you = about === undefined ? undefined : invitedTo(people, about, address);
    const language = isLanguage(you?.language) ? you.language : usual;
    if (about === undefined || you === undefined) return goneView('removed', address, told, language);
    const state = stateOfDates(facts, invited, clock.nowMs());
    if (state === 'cancelled') return goneView(state, address, told, language);
    const [next] = dates;
    const shown = occasionOn(facts, next?.recurrenceId ?? about);
    const given: StoredAnswer | undefined = (await answers.listOf(event.id)).find(
      (one) => one.address === address && one.recurrenceId === about && one.answer === you.answer,
    );
    const organizer = await accounts.findById(event.organizerId);
    const proposals = (await notes.listOf(event.id)).filter(
      (note) => note.kind === 'proposal' && note.address === address,
    );
    return {
      state,
      title: shown.title,
      organizer: { name: organizer?.name ?? '', email: organizer?.email ?? '' },
      location: shown.location,
      description: shown.description,
      timeZone: you.timeZone ?? facts.timeZone,
      eventTimeZone: facts.timeZone,
      language,
      startsAt: iso(shown.startMs),
      endsAt: iso(shown.endMs),
      allDay: shown.allDay,
      recurrence: facts.recurrence?.rule ?? '',
      you: { email: address, name: you.name },
      answer: you.answer,
      comment: given?.comment ?? '',
      needs: given?.needs ?? {},
      delegate: given?.delegate ?? '',
      dates,
      proposals: proposals.map(toProposal),
      ...others(facts, people, about, address),
      webMeeting: facts.meetingId !== undefined,
    };
  };
};
