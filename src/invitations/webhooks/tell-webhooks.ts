import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { newId } from '../../base/ids.ts';
import type { WebhookEvent } from '../../base/webhook-kinds.ts';
import type { EventChangeListener } from '../../calendar/event-changes.ts';
import type { EventFacts } from '../../calendar/event-facts.ts';
import type { WebhookNews } from '../../contract/http/webhook.ts';
import type { SessionWitness } from '../../meetings/live-sessions.ts';
import type { Session } from '../../meetings/meeting.ts';
import type { MeetingLinks } from '../../meetings/meeting-links.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { SessionStore } from '../../meetings/session-store.ts';
import type { Transaction } from '../../platform/database.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { ReadMeetingTitle } from './meeting-title.ts';
import type { DeliveryId } from './webhook.ts';
import type { WebhookStore } from './webhook-store.ts';

/** Somebody came into a room or went, on one device. */
export interface ParticipantNews {
  readonly session: Session['id'];
  readonly what: 'joined' | 'left';
  readonly participant: NonNullable<WebhookNews['participant']>;
}

export interface RecordingNews {
  readonly session: Session;
  readonly recording: { readonly id: string; readonly number: number; readonly durationMs: number };
}

/**
 * Writes down what there is to tell, in the transaction of what it tells of: what was kept is told, and nothing that was not.
 * `committed` afterwards, so that it is told at once.
 */
export interface TellWebhooks {
  readonly eventWritten: EventChangeListener;
  readonly sessions: SessionWitness;
  participant(transaction: Transaction, news: ParticipantNews): Promise<void>;
  recordingReady(transaction: Transaction, news: RecordingNews): Promise<void>;
}

type News = Omit<WebhookNews, 'id' | 'type' | 'time' | 'meeting'>;

const iso = (ms: number): string => new Date(ms).toISOString();

const eventPart = (facts: EventFacts): NonNullable<WebhookNews['event']> => ({
  title: facts.title,
  start: facts.start,
  end: facts.end,
  timeZone: facts.timeZone,
  allDay: facts.allDay,
  startsAt: iso(facts.startMs),
  endsAt: iso(facts.endMs),
  location: facts.location,
  ...(facts.recurrence !== undefined && { recurrence: facts.recurrence.rule }),
});

const sessionPart = ({ id, recurrenceId, startedMs }: Pick<Session, 'id' | 'recurrenceId' | 'startedMs'>) => ({
  id,
  recurrenceId,
  startedAt: iso(startedMs),
});

/** Whether a change is one of what is told: answers, colours and the like are not. */
const isToldOf = (before: EventFacts, after: EventFacts): boolean => {
  const told = (facts: EventFacts): string =>
    JSON.stringify([
      facts.title,
      facts.organizerId,
      facts.meetingId,
      eventPart(facts),
      facts.recurrence,
      facts.status,
      facts.changedDates.map(({ recurrenceId, title, start, end, timeZone, location, status }) => [
        ...[recurrenceId, title, start, end, timeZone, location, status],
      ]),
    ]);
  return told(before) !== told(after);
};

const kindOf = (before: EventFacts | undefined, after: EventFacts | undefined): WebhookEvent | undefined => {
  const [was, is] = [before?.meetingId, after?.status === 'CANCELLED' ? undefined : after?.meetingId];
  if (was === undefined && is === undefined) return undefined;
  if (was === undefined) return 'meeting.scheduled';
  if (is === undefined) return before?.status === 'CANCELLED' ? undefined : 'meeting.cancelled';
  if (before?.status === 'CANCELLED') return 'meeting.scheduled';
  return before && after && isToldOf(before, after) ? 'meeting.changed' : undefined;
};

export const createTellWebhooks = ({
  stores: { webhooks, deliveries, accounts, meetings, sessions },
  readTitle,
  links,
  clock,
}: {
  readonly stores: {
    readonly webhooks: WebhookStore;
    readonly deliveries: DeliveryStore;
    readonly accounts: AccountStore;
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly sessions: Pick<SessionStore, 'find'>;
  };
  readonly readTitle: ReadMeetingTitle;
  readonly links: Pick<MeetingLinks, 'door'>;
  readonly clock: Clock;
}): TellWebhooks => {
  interface Subject {
    readonly meetingId: Session['meetingId'];
    readonly organizerId: EventFacts['organizerId'];
    readonly title: string;
  }

  const write = async (
    transaction: Transaction,
    type: WebhookEvent,
    subject: Subject,
    news: News,
    { quietMs = 0, but = [] as readonly string[] } = {},
  ): Promise<void> => {
    const listeners = (await webhooks.listeners(type, subject.organizerId, transaction)).filter(
      (id) => !but.includes(id),
    );
    if (listeners.length === 0) return;
    const organizer = await accounts.findById(subject.organizerId, transaction);
    const body: WebhookNews = {
      id: newId(),
      type,
      time: iso(clock.nowMs()),
      meeting: {
        id: subject.meetingId,
        title: subject.title,
        url: links.door(subject.meetingId),
        organizer: { name: organizer?.name ?? '', email: organizer?.email ?? '' },
      },
      ...news,
    };
    const nowMs = clock.nowMs();
    const each = { event: type, meetingId: subject.meetingId, body: JSON.stringify(body), createdMs: nowMs };
    await deliveries.insert(
      listeners.map((webhookId) => ({ id: newId<DeliveryId>(), webhookId, dueMs: nowMs + quietMs, ...each })),
      transaction,
    );
  };

  /** Of a meeting about which only its ID is at hand; undefined when it is gone. */
  const subjectOf = async (
    transaction: Transaction,
    { meetingId, recurrenceId }: Pick<Session, 'meetingId' | 'recurrenceId'>,
    type: WebhookEvent,
  ): Promise<Subject | undefined> => {
    const meeting = await meetings.findById(meetingId, transaction);
    if (meeting === undefined) return undefined;
    // The title is asked for only when somebody listens.
    if ((await webhooks.listeners(type, meeting.organizerId, transaction)).length === 0) return undefined;
    const title = await readTitle(meetingId, recurrenceId, transaction);
    return { meetingId, organizerId: meeting.organizerId, title };
  };

  return {
    async eventWritten(transaction, { before, after, quietAtLeastMs = 0 }) {
      const type = kindOf(before, after);
      const facts = type === 'meeting.cancelled' ? before : (after ?? before);
      if (type === undefined || facts === undefined) return;
      const meetingId = facts.meetingId ?? before?.meetingId;
      if (meetingId === undefined) return;
      // Brought back before anybody heard that it was gone: neither is told.
      const but =
        type === 'meeting.scheduled' ? await deliveries.takeBack(meetingId, 'meeting.cancelled', transaction) : [];
      const subject = { meetingId, organizerId: facts.organizerId, title: facts.title };
      await write(transaction, type, subject, { event: eventPart(facts) }, { quietMs: quietAtLeastMs, but });
    },
    sessions: {
      async started(transaction, session) {
        const subject = await subjectOf(transaction, session, 'meeting.started');
        if (subject) await write(transaction, 'meeting.started', subject, { session: sessionPart(session) });
      },
      async ended(transaction, session, reason) {
        const subject = await subjectOf(transaction, session, 'meeting.ended');
        const end = { endedAt: iso(clock.nowMs()), endedBecause: reason };
        if (subject)
          await write(transaction, 'meeting.ended', subject, { session: { ...sessionPart(session), ...end } });
      },
    },
    async participant(transaction, { session: id, what, participant }) {
      const type = what === 'joined' ? 'participant.joined' : 'participant.left';
      const session = await sessions.find(id, transaction);
      const subject = session && (await subjectOf(transaction, session, type));
      if (subject) await write(transaction, type, subject, { session: sessionPart(session), participant });
    },
    async recordingReady(transaction, { session, recording: { id, number, durationMs } }) {
      const subject = await subjectOf(transaction, session, 'recording.ready');
      if (!subject) return;
      const url = `${new URL(links.door(subject.meetingId)).origin}/recordings/${id}`;
      const recording = { id, number, durationSeconds: Math.round(durationMs / 1000), url };
      await write(transaction, 'recording.ready', subject, { session: sessionPart(session), recording });
    },
  };
};
