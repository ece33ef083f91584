import type { Account } from '../accounts/account.ts';
import type { AccountId } from '../base/ids.ts';
import { type EventPeople, everyone, peopleOn, type StoredEvent } from './event.ts';
import { factsOfObject } from './event-facts.ts';
import type { ObjectFacts, ReadObject } from './object-facts.ts';
import { searchText } from './search-text.ts';

const SEARCH_COLUMN_CHARACTERS = 20_000;

/** What an organizer's object says, and its people. */
interface Original {
  readonly read: Pick<ReadObject, 'facts' | 'instances' | 'startMs' | 'endMs' | 'window'>;
  readonly people: EventPeople;
  readonly organizerId: AccountId;
}

/** The words by which an event is found. */
export const searchOf = (facts: ObjectFacts, people: EventPeople): string =>
  searchText(
    ...[facts.main, ...facts.dates].flatMap(({ title, location, description }) => [title, location, description]),
    facts.organizer?.name ?? '',
    facts.organizer?.address ?? '',
    ...everyone(people).flatMap(({ name, address }) => [name, address]),
  ).slice(0, SEARCH_COLUMN_CHARACTERS);

/** Of an invited person: the dates that their copy lacks, or the only ones that it has. */
interface Share {
  readonly without: readonly string[];
  readonly only?: readonly string[];
}

const isInvited = (people: EventPeople, recurrenceId: string, address: string): boolean =>
  peopleOn(people, recurrenceId).some((one) => one.role !== 'chair' && one.address === address);

export const shareOf = (people: EventPeople, address: string): Share => {
  const dates = [...people.keys()].filter((recurrenceId) => recurrenceId !== '');
  if (isInvited(people, '', address)) return { without: dates.filter((date) => !isInvited(people, date, address)) };
  return { without: [], only: dates.filter((date) => isInvited(people, date, address)) };
};

/** Who took the event out of their calendar, which is a no, does not find it there again until they are asked anew. */
export const hasDeclined = (people: EventPeople, account: Pick<Account, 'email'>): boolean =>
  [...people.values()]
    .flat()
    .filter(({ address }) => address === account.email.toLowerCase())
    .every(({ answer }) => answer === 'DECLINED');

/**
 * Whether what is stored under the UID is this event, ours or as its guest had it by mail. A UID is no secret: whoever knows it must
 * not be able to put an event of their own in the place of another.
 */
export const isSameEvent = (
  there: StoredEvent,
  { organizerId, read }: Pick<Original, 'organizerId' | 'read'>,
): boolean => {
  const written = factsOfObject(there).organizer?.address.toLowerCase();
  const isOrganizers = written !== undefined && written === read.facts.organizer?.address.toLowerCase();
  return there.organizerId === organizerId || isOrganizers;
};

/** SCHEDULE-AGENT (RFC 6638 7.1): the organizer's program tells them, and theirs puts what it is told. */
export const isToldElsewhere = (people: EventPeople, account: Pick<Account, 'email'>): boolean =>
  [...people.values()]
    .flat()
    .filter(({ address }) => address === account.email.toLowerCase())
    .every(({ scheduleAgent }) => scheduleAgent !== undefined);

/** Where those invited do not see each other: the organizer and oneself. */
export const peopleSeen = (
  { read: { facts }, people }: Pick<Original, 'read' | 'people'>,
  account: Pick<Account, 'email'>,
): { people?: readonly string[] } => {
  if (!facts.hideInvitees) return {};
  const chair = peopleOn(people, '').find(({ role }) => role === 'chair');
  return { people: [account.email.toLowerCase(), ...(chair ? [chair.address] : [])] };
};

const takes = ({ without, only }: Share, recurrenceId: string): boolean =>
  only === undefined ? !without.includes(recurrenceId) : only.includes(recurrenceId);

/** What the copy says, without reading it anew. */
export const projectRead = (read: Original['read'], share: Share): Original['read'] => {
  if (share.without.length === 0 && share.only === undefined) return read;
  const { facts, instances } = read;
  const dates = facts.dates.filter(({ recurrenceId }) => takes(share, recurrenceId));
  const kept = instances.filter(({ recurrenceId }) => takes(share, recurrenceId));
  if (share.only === undefined) {
    const excludedDates = [...facts.excludedDates, ...share.without];
    return { ...read, instances: kept, facts: { ...facts, dates, excludedDates } };
  }
  const [first] = dates;
  const main = first ?? facts.main;
  return {
    facts: { ...facts, main, datesOnly: true, rule: '', extraDates: [], excludedDates: [], dates },
    instances: kept,
    startMs: Math.min(...kept.map(({ startMs }) => startMs), main.startMs),
    endMs: Math.max(...kept.map(({ endMs }) => endMs), main.endMs),
  };
};

/** The words by which an invited person finds their copy: not by the names of those whom they do not see. */
export const searchSeen = (
  original: Pick<Original, 'read' | 'people'>,
  account: Pick<Account, 'email'>,
  search: string,
): string => {
  const { people: seen } = peopleSeen(original, account);
  if (seen === undefined) return search;
  const lists = [...original.people].map(
    ([recurrenceId, list]) => [recurrenceId, list.filter(({ address }) => seen.includes(address))] as const,
  );
  return searchOf(original.read.facts, new Map(lists));
};
