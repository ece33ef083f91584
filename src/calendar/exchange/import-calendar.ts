import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import { type CalendarId, type EventId, newId } from '../../base/ids.ts';
import type { ImportBody } from '../../contract/http/calendar.ts';
import { createBreather } from '../../platform/breathe.ts';
import type { Connection, Transaction, UnitOfWork } from '../../platform/database.ts';
import type { ObjectEvent } from '../../protocols/icalendar/calendar-object.ts';
import type { AccessibleCalendar } from '../calendar.ts';
import { NOBODY_HERE } from '../event.ts';
import type { EventAccess } from '../event-access.ts';
import type { EventWriter } from '../event-writer.ts';
import { listingWindow } from '../object-reader.ts';
import type { PutObject } from '../put-object.ts';
import type { PutRefusal } from '../put-request.ts';
import type { CalendarFileReader, FileRefusal } from './calendar-file-reader.ts';
import type { ExchangeStore, KnownObject } from './exchange-store.ts';
import { fingerprintOf } from './fingerprint.ts';
import { TRANSACTION_MS } from './limits.ts';
import { peopleAsWritten } from './people-as-written.ts';
import type { ItemProblem, ReadFileObject } from './read-file-object.ts';

/**
 * Takes the events of a calendar file into a calendar, or with `preview` only says what would become of each. Nobody is told of
 * anything, no meeting is opened, and events that somebody else organizes stay theirs.
 */
export type ImportCalendar = (
  account: Account,
  calendarId: CalendarId,
  bytes: Uint8Array,
  options: { readonly preview: boolean },
) => Promise<ImportBody>;

export interface ImportDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly access: EventAccess;
  readonly stores: { readonly accounts: AccountStore; readonly objects: ExchangeStore };
  readonly writer: EventWriter;
  readonly putObject: PutObject;
  readonly files: CalendarFileReader;
  readonly clock: Clock;
}

type ImportItem = ImportBody['items'][number];
type Readable = Extract<ReadFileObject, { ok: true }>;

/** Why an event that can be read is not taken. */
type TakingProblem =
  /** It is in another calendar of the same person: events are organized from one place. */
  | 'in-other-calendar'
  /** An invitation from somebody here, which follows its organizer. */
  | 'is-invitation'
  /** The person's own event, which the file says is somebody else's. */
  | 'other-organizer'
  /** Private, in a calendar that somebody shares. */
  | 'not-allowed'
  /** Single dates of a series that is here: they would take its place. */
  | 'dates-only'
  /** With invitees, and somebody else here organizes an event of the same name. */
  | 'uid-taken';

type Verdict =
  | { readonly action: 'add' | 'change'; readonly known: KnownObject | undefined; readonly isOwn: boolean }
  | { readonly action: 'same' }
  | { readonly action: 'refuse'; readonly problem: TakingProblem };

type Taking = Extract<Verdict, { action: 'add' | 'change' }>;

const isTaking = (verdict: Verdict): verdict is Taking => verdict.action === 'add' || verdict.action === 'change';

/** What was done of a batch; `alone`: the next one, which is not for this transaction. */
interface Stored {
  readonly items: readonly ImportItem[];
  readonly alone?: { readonly object: Readable; readonly verdict: Taking };
}

/** What is there already, of the events of one batch. */
interface Standing {
  readonly known: ReadonlyMap<string, KnownObject>;
  readonly elsewhere: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
}

/** What the time of a transaction is enough for, most often. */
const TRANSACTION_EVENTS = 10;

const FILE_PROBLEMS: Record<FileRefusal['code'], string> = {
  'not-icalendar': 'This is not a calendar file: it has no BEGIN:VCALENDAR.',
  'too-large': 'This file holds more lines, events or broken parts than are taken at once: divide it.',
  'too-complex': 'An event of this file takes too long to understand.',
};

const refuseFile = ({ code, line }: FileRefusal): DomainError =>
  invalidField('', code, `${line === undefined ? '' : `Line ${line}: `}${FILE_PROBLEMS[code]}`);

/** Whose calendar it is, and who imports. */
interface Parties {
  readonly owner: Account;
  readonly account: Account;
}

const eventsOf = ({ object: { main, overrides } }: Readable['read']): ObjectEvent[] => [
  ...(main ? [main] : []),
  ...overrides,
];

const invites = ({ read }: Readable): boolean => eventsOf(read).some(({ attendees }) => attendees.length > 0);

/** Own events that are here already may have a meeting and answers, those with invitees have copies in other calendars. */
const concernsOthers = (object: Readable, { known, isOwn }: Taking): boolean =>
  isOwn && (known !== undefined || invites(object));

const newUri = (): string => `${newId<EventId>()}.ics`;

/** Where the code of a put says less than the screens can. */
const PUT_PROBLEMS: Partial<Record<PutRefusal['code'], string>> = {
  'precondition-failed': 'changed-meanwhile',
  'uid-conflict': 'changed-meanwhile',
};

const judge = (object: Readable, { owner, account }: Parties, { known, elsewhere, taken }: Standing): Verdict => {
  const { item, fingerprint, read } = object;
  const there = known.get(item.uid);
  const organizer = read.facts.organizer?.address.toLowerCase();
  const saysOwn = organizer === undefined || organizer === owner.email.toLowerCase();
  if (there === undefined) {
    if (elsewhere.has(item.uid)) return { action: 'refuse', problem: 'in-other-calendar' };
    if (saysOwn && invites(object) && taken.has(item.uid)) return { action: 'refuse', problem: 'uid-taken' };
    return { action: 'add', known: undefined, isOwn: saysOwn };
  }
  if (account.id !== owner.id && there.visibility !== 'public') return { action: 'refuse', problem: 'not-allowed' };
  if (fingerprintOf(there.raw) === fingerprint) return { action: 'same' };
  if (read.facts.datesOnly) return { action: 'refuse', problem: 'dates-only' };
  const isForeign = there.organizerId === NOBODY_HERE;
  if (!isForeign && there.organizerId !== owner.id) return { action: 'refuse', problem: 'is-invitation' };
  if (!isForeign && !saysOwn) return { action: 'refuse', problem: 'other-organizer' };
  return { action: 'change', known: there, isOwn: !isForeign };
};

const refused = (object: Extract<ReadFileObject, { ok: false }>): ImportItem => ({
  ...object.item,
  action: 'refuse',
  problem: object.code satisfies ItemProblem,
  problemLine: object.problemLine,
});

const judged = (object: Readable, verdict: Verdict): ImportItem => ({
  ...object.item,
  action: verdict.action,
  ...(verdict.action === 'refuse' && { problem: verdict.problem }),
});

export const createImportCalendar = (dependencies: ImportDependencies): ImportCalendar => {
  const { unitOfWork, access, stores, writer, putObject, files, clock } = dependencies;
  const { accounts, objects } = stores;
  const importing = new Set<Account['id']>();

  const standingOf = async (
    calendar: AccessibleCalendar,
    batch: readonly Readable[],
    connection?: Connection,
  ): Promise<Standing> => {
    const uids = batch.map(({ item }) => item.uid);
    return {
      known: await objects.findKnown(calendar.id, uids, connection),
      elsewhere: await objects.findElsewhere(calendar.ownerId, calendar.id, uids, connection),
      taken: await objects.findTaken(calendar.ownerId, uids, connection),
    };
  };

  const store = async (
    transaction: Transaction,
    calendar: AccessibleCalendar,
    owner: Account,
    { item, raw, read }: Readable,
    { known, isOwn }: Taking,
  ): Promise<void> => {
    await writer.store(transaction, {
      ...(known ? { id: known.id } : { id: newId<EventId>(), isNew: true }),
      calendarId: calendar.id,
      ownerId: calendar.ownerId,
      organizerId: isOwn ? owner.id : NOBODY_HERE,
      uri: known?.uri ?? newUri(),
      uid: item.uid,
      raw,
      sequence: Math.max(...eventsOf(read).map(({ sequence }) => sequence)),
      createdMs: known?.createdMs ?? clock.nowMs(),
      read,
      people: peopleAsWritten(read.object, owner, calendar.timeZone ?? owner.timeZone),
    });
  };

  /** As a program would put it, in silence: answers and the meeting that are known here stay. */
  const put = async (
    calendar: AccessibleCalendar,
    { account }: Parties,
    object: Readable,
    { action, known }: Taking,
  ): Promise<ImportItem> => {
    const outcome = await putObject({
      account,
      calendar,
      uri: known?.uri ?? newUri(),
      raw: object.raw,
      condition: (standing) => standing?.raw === known?.raw,
      quiet: true,
    });
    return outcome.ok
      ? { ...object.item, action }
      : { ...object.item, action: 'refuse', problem: PUT_PROBLEMS[outcome.code] ?? outcome.problem ?? outcome.code };
  };

  /** Several events in one transaction, as many as fit into its time; up to one that is put by itself. */
  const storeSome = (calendar: AccessibleCalendar, parties: Parties, batch: readonly Readable[]): Promise<Stored> =>
    unitOfWork(async (transaction) => {
      const untilMs = performance.now() + TRANSACTION_MS;
      const standing = await standingOf(calendar, batch, transaction);
      const items: ImportItem[] = [];
      for (const object of batch) {
        const verdict = judge(object, parties, standing);
        if (isTaking(verdict)) {
          if (concernsOthers(object, verdict)) return { items, alone: { object, verdict } };
          await store(transaction, calendar, parties.owner, object, verdict);
        }
        items.push(judged(object, verdict));
        if (performance.now() > untilMs) break;
      }
      return { items };
    });

  const storeAll = async (
    calendar: AccessibleCalendar,
    parties: Parties,
    batch: readonly Readable[],
  ): Promise<ImportItem[]> => {
    const items: ImportItem[] = [];
    const breathe = createBreather();
    while (items.length < batch.length) {
      const stored = await storeSome(calendar, parties, batch.slice(items.length, items.length + TRANSACTION_EVENTS));
      items.push(...stored.items);
      if (stored.alone) items.push(await put(calendar, parties, stored.alone.object, stored.alone.verdict));
      await breathe();
    }
    return items;
  };

  const ownerOf = async (account: Account, calendar: AccessibleCalendar): Promise<Account> => {
    const owner = calendar.ownerId === account.id ? account : await accounts.findById(calendar.ownerId);
    if (!owner) throw new DomainError('not-found');
    return owner;
  };

  const run: ImportCalendar = async (account, calendarId, bytes, { preview }) => {
    const calendar = await access.calendarToWrite(account, calendarId);
    const owner = await ownerOf(account, calendar);
    const context = { homeZone: calendar.timeZone ?? owner.timeZone, ...listingWindow(clock.nowMs()) };
    const file = await files.open(bytes, context, account.id);
    if (!file.ok) throw refuseFile(file);
    const items: ImportItem[] = [];
    // While some are stored, the next ones are read.
    for (let coming = file.batches.next(); ; ) {
      const next = await coming;
      if (!next.done) coming = file.batches.next();
      // Heard in its turn; when storing fails first, it is not heard any more.
      coming.catch(() => {});
      if (next.done && next.value) throw refuseFile(next.value);
      if (next.done) break;
      const readable = next.value.filter((object) => object.ok);
      const standing = preview ? await standingOf(calendar, readable) : undefined;
      const taken = standing
        ? readable.map((object) => judged(object, judge(object, { owner, account }, standing)))
        : await storeAll(calendar, { owner, account }, readable);
      items.push(...taken, ...next.value.flatMap((object) => (object.ok ? [] : [refused(object)])));
    }
    items.sort((one, other) => one.line - other.line);
    const count = (action: ImportItem['action']): number => items.filter((item) => item.action === action).length;
    return {
      items,
      counts: { add: count('add'), change: count('change'), same: count('same'), refuse: count('refuse') },
    };
  };

  return async (account, ...rest) => {
    if (importing.has(account.id)) throw new DomainError('too-many-attempts', { retryAfterMs: 5_000 });
    importing.add(account.id);
    try {
      return await run(account, ...rest);
    } finally {
      importing.delete(account.id);
    }
  };
};
