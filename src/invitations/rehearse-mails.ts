import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import type { EventId, MeetingId } from '../base/ids.ts';
import type { ChangeEvent } from '../calendar/change-event.ts';
import type { CommitChange, PreparedChange } from '../calendar/commit-change.ts';
import { isNews } from '../calendar/event-changes.ts';
import { type EventFacts, eventFacts } from '../calendar/event-facts.ts';
import type { ObjectToStore } from '../calendar/event-writer.ts';
import type { ScheduleEvent } from '../calendar/schedule-event.ts';
import type { MailPlanBody } from '../contract/http/answer.ts';
import type { EventChange, NewEvent } from '../contract/http/event.ts';
import type { MeetingAccess } from './invitation-situation.ts';
import type { InvitationStore } from './invitation-store.ts';
import { planInvitations } from './plan-invitations.ts';
import type { ReadSituation } from './read-situation.ts';

/** Who would be told what if an event were made, or changed, like this now. Nothing is stored. */
export interface RehearseMails {
  ofNew(account: Account, wanted: NewEvent): Promise<MailPlanBody>;
  ofChange(account: Account, id: EventId, change: EventChange): Promise<MailPlanBody>;
}

/** The use cases, with another way of keeping what they prepare. */
export type WithCommit = (commit: CommitChange) => {
  readonly scheduleEvent: ScheduleEvent;
  readonly changeEvent: ChangeEvent;
};

const factsOf = (store: ObjectToStore): EventFacts => {
  const { read, people } = store;
  const dates = read.facts.dates.map((date) => ({ ...date, ownPeople: people.has(date.recurrenceId) }));
  const stored = { ...store, etag: '', scheduleTag: '', startMs: read.startMs, endMs: read.endMs };
  return eventFacts(stored, people, { ...read.facts, dates });
};

/** Of a meeting that is not there yet: what matters is that there will be links. */
const accessToBe = (id: MeetingId, { invitees, changedDates }: EventFacts): MeetingAccess => {
  const everyone = [...invitees, ...changedDates.flatMap((date) => date.invitees)];
  return {
    ...{ id, pin: '', doorUrl: '', startUrl: '', phoneNumbers: [] },
    joinUrls: new Map([['', new Map(everyone.map(({ address }) => [address, 'to be']))]]),
    phonePins: new Map(),
  };
};

export const createRehearseMails = ({
  withCommit,
  readSituation,
  invitations,
  clock,
}: {
  readonly withCommit: WithCommit;
  readonly readSituation: ReadSituation;
  readonly invitations: Pick<InvitationStore, 'tellerOf'>;
  readonly clock: Clock;
}): RehearseMails => {
  const mailsOf = async (
    { organizer, opens }: PreparedChange,
    before: EventFacts | undefined,
    after: EventFacts,
  ): Promise<MailPlanBody['mails']> => {
    if (!isNews(clock.nowMs(), before, after)) return [];
    const { uid, objectId } = after;
    // Who told people first of an event of this UID is the only one who does.
    const teller = await invitations.tellerOf(uid);
    if (teller !== undefined && teller !== organizer.id) return [];
    const notice = { uid, objectId, organizerId: organizer.id, dueMs: 0, attempts: 0 };
    const situation = await readSituation(notice, after);
    const meeting = opens === undefined ? situation.meeting : accessToBe(opens, after);
    const planned = await planInvitations({ ...situation, meeting });
    return planned.map(({ mail: { recipient, kind } }) => ({ email: recipient.address, name: recipient.name, kind }));
  };

  const rehearse = async (work: (cases: ReturnType<WithCommit>) => Promise<unknown>): Promise<MailPlanBody> => {
    let prepared: PreparedChange | undefined;
    const cases = withCommit(async (change) => {
      prepared = change;
      return change.stores.map(factsOf);
    });
    await work(cases);
    const { stores = [], before } = prepared ?? {};
    const mails: MailPlanBody['mails'] = [];
    if (prepared !== undefined)
      for (const [index, store] of stores.entries())
        mails.push(...(await mailsOf(prepared, index === 0 ? before : undefined, factsOf(store))));
    return { mails };
  };

  return {
    ofNew: (account, wanted) => rehearse(({ scheduleEvent }) => scheduleEvent(account, wanted)),
    ofChange: (account, id, change) => rehearse(({ changeEvent }) => changeEvent(account, id, change)),
  };
};
