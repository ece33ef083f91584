import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../../accounts/account.ts';
import type { ServiceAccount } from '../../accounts/service-account.ts';
import type { Clock } from '../../base/clock.ts';
import { type CalendarId, type EventId, type MeetingId, newId } from '../../base/ids.ts';
import type { CalendarStore } from '../../calendar/calendar-store.ts';
import { type EventPeople, NOBODY_HERE, type StoredEvent } from '../../calendar/event.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { EventWriter } from '../../calendar/event-writer.ts';
import type { ReadObject } from '../../calendar/object-facts.ts';
import type { CancelMeeting } from '../../meetings/cancel-meeting.ts';
import type { HostKeys } from '../../meetings/host-keys.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { OpenMeeting } from '../../meetings/open-meeting.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import { hashToken } from '../../platform/keyring.ts';
import type { HostedEvent, HostedStore } from './hosted-store.ts';

/** What was known when a change was worked out. */
export interface KnownHosted {
  readonly hosted: HostedEvent | undefined;
  readonly event: StoredEvent | undefined;
}

/** The event of somebody elsewhere as it is from now on. */
export interface HostedChange extends KnownHosted, Pick<HostedEvent, 'sequence' | 'stampMs' | 'state' | 'answer'> {
  readonly uid: string;
  readonly organizer: { readonly address: string; readonly name: string; readonly account: Account | undefined };
  /** The object as it is stored, and what it says. */
  readonly raw: string;
  readonly read: ReadObject;
  /** Of whole days. */
  readonly homeZone: string;
}

/** Keeps the change with its meeting, all or nothing. Undefined when what it was worked out from has changed meanwhile. */
export type KeepHosted = (change: HostedChange) => Promise<HostedEvent | undefined>;

const COLOR = '#2f6fed';

const peopleOf = ({ organizer: { address, name }, read, homeZone }: HostedChange): EventPeople => {
  const timeZone = read.facts.main.timeZone ?? homeZone;
  return new Map([['', [{ address, name, role: 'chair', answer: 'ACCEPTED', timeZone }]]]);
};

export const createKeepHosted = ({
  unitOfWork,
  stores: { hosted, events, calendars, meetings },
  writer,
  serviceAccount,
  meetingKeys: { openMeeting, cancelMeeting, hostKeys },
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: {
    readonly hosted: HostedStore;
    readonly events: EventStore;
    readonly calendars: CalendarStore;
    readonly meetings: MeetingStore;
  };
  readonly writer: EventWriter;
  readonly serviceAccount: ServiceAccount;
  readonly meetingKeys: {
    readonly openMeeting: OpenMeeting;
    readonly cancelMeeting: CancelMeeting;
    readonly hostKeys: HostKeys;
  };
  readonly clock: Clock;
}): KeepHosted => {
  /** One for each organizer: a UID is no secret, and another's event of the same UID takes nobody's place. */
  const calendarOf = async (transaction: Transaction, owner: Account, address: string): Promise<CalendarId> => {
    const uri = hashToken(address).slice(0, 32);
    const standing = await calendars.findByUri(owner.id, uri, transaction);
    if (standing) return standing.id;
    return calendars.insert(transaction, {
      ownerId: owner.id,
      name: address,
      color: COLOR,
      uri,
      createdMs: clock.nowMs(),
    });
  };

  const isCurrent = async (transaction: Transaction, { uid, organizer, hosted: known, event }: HostedChange) => {
    if (!isDeepStrictEqual(await hosted.find(uid, organizer.address, transaction), known)) return false;
    if (!known) return true;
    return (await events.findById(known.objectId, transaction))?.etag === event?.etag;
  };

  /** The one it had, open again where it was cancelled; a new one when it had none, or an account took it with it. */
  const meetingOf = async (
    transaction: Transaction,
    { hosted: known, organizer }: HostedChange,
    owner: Account,
    reserved: MeetingId,
  ): Promise<MeetingId> => {
    const had = known && (await meetings.findById(known.meetingId, transaction));
    const organizerId = organizer.account?.id ?? owner.id;
    const meeting = had ?? (await openMeeting.open(transaction, { id: reserved, organizerId }));
    if (meeting.cancelledMs !== undefined) await meetings.reopen(transaction, meeting.id);
    if (meeting.organizerId === owner.id) await hostKeys.give(transaction, meeting.id, organizer);
    return meeting.id;
  };

  const keep = async (
    transaction: Transaction,
    change: HostedChange,
    reserved: MeetingId,
  ): Promise<{ hosted: HostedEvent; announce: () => void } | undefined> => {
    if (!(await isCurrent(transaction, change))) return undefined;
    const { uid, raw, read, organizer, hosted: known, event, sequence, stampMs, state, answer } = change;
    const owner = await serviceAccount(transaction);
    const isOver = state === 'cancelled' && known !== undefined;
    const meetingId = isOver ? known.meetingId : await meetingOf(transaction, change, owner, reserved);
    const id = event?.id ?? newId<EventId>();
    await writer.store(transaction, {
      id,
      ...(event === undefined && { isNew: true as const }),
      calendarId: event?.calendarId ?? (await calendarOf(transaction, owner, organizer.address)),
      ownerId: owner.id,
      organizerId: NOBODY_HERE,
      uri: `${id}.ics`,
      uid,
      raw,
      sequence: Math.max(0, sequence),
      createdMs: event?.createdMs ?? clock.nowMs(),
      meetingId,
      read,
      people: peopleOf(change),
    });
    const announce = isOver ? await cancelMeeting(transaction, meetingId) : () => {};
    const { address } = organizer;
    const createdMs = known?.createdMs ?? clock.nowMs();
    const next = { uid, organizer: address, objectId: id, meetingId, sequence, stampMs, state, answer, createdMs };
    await hosted.put(transaction, next);
    return { hosted: next, announce };
  };

  return async (change) => {
    const reserved = await openMeeting.reserve();
    const kept = await unitOfWork((transaction) => keep(transaction, change, reserved));
    kept?.announce();
    return kept?.hosted;
  };
};
