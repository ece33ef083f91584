import type { AccountStore } from '../../accounts/account-store.ts';
import type { ServiceAccount } from '../../accounts/service-account.ts';
import type { Clock } from '../../base/clock.ts';
import type { CalendarStore } from '../../calendar/calendar-store.ts';
import { retryChange } from '../../calendar/commit-change.ts';
import { NOBODY_HERE } from '../../calendar/event.ts';
import { factsOfObject } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { EventWriter } from '../../calendar/event-writer.ts';
import { isEmpty, type ObjectFacts, type ReadObject } from '../../calendar/object-facts.ts';
import type { ObjectReader } from '../../calendar/object-reader.ts';
import type { ReadEventFacts } from '../../calendar/read-event-facts.ts';
import type { IncomingMail, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { readMailSettings } from '../../mail/mail-settings.ts';
import type { CancelMeeting } from '../../meetings/cancel-meeting.ts';
import type { HostKeys } from '../../meetings/host-keys.ts';
import type { MeetingLinks } from '../../meetings/meeting-links.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { OpenMeeting } from '../../meetings/open-meeting.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';
import type { SettingsStore } from '../../platform/settings-store.ts';
import { foldLines } from '../../protocols/icalendar/fold-lines.ts';
import { withoutMethod } from '../../protocols/icalendar/merge-dates.ts';
import type { ItipObject } from '../../protocols/itip/itip-object.ts';
import { mendObject } from '../../protocols/itip/mend-object.ts';
import type { HostedInvitations } from '../incoming/hosted-invitations.ts';
import type { MailLanguage } from '../mail-texts.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import { type AskedBy, createAnswerHost, type RefusedHosting } from './answer-host.ts';
import { type ObjectNews, type StandingObject, takeCancel, takeRequest } from './hosted-object.ts';
import type { HostedEvent, HostedStore } from './hosted-store.ts';
import { type HostedReason, hostedVerdict } from './hosted-verdict.ts';
import { domainOf, judgeSender } from './judge-sender.ts';
import { createKeepHosted, type HostedChange, type KnownHosted } from './keep-hosted.ts';

const DAY_MS = 86_400_000;
/** More mails about one event in a day are no person's work: two programs answer each other. */
const ANSWERS_A_DAY = 20;

interface HostedInvitationsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly stores: {
    readonly hosted: HostedStore;
    readonly accounts: AccountStore;
    readonly events: EventStore;
    readonly calendars: CalendarStore;
    readonly meetings: MeetingStore;
  };
  readonly calendar: {
    readonly reader: ObjectReader;
    readonly writer: EventWriter;
    readonly readFacts: ReadEventFacts;
  };
  readonly serviceAccount: ServiceAccount;
  readonly meetingKeys: {
    readonly openMeeting: OpenMeeting;
    readonly cancelMeeting: CancelMeeting;
    readonly hostKeys: HostKeys;
    readonly links: MeetingLinks;
  };
  readonly post: {
    readonly sendNotices: SendNotices;
    readonly settings: SettingsStore;
    /** The meeting address, `MAIL_FROM`, and the installation's languages and zone. */
    readonly mail: { readonly from: string; readonly languages: readonly MailLanguage[]; readonly timeZone: string };
  };
  readonly clock: Clock;
}

interface Request extends AskedBy {
  readonly mail: IncomingMail;
  readonly organizer: HostedChange['organizer'];
  readonly homeZone: string;
}

/** What decides whether the organizer is told anew: what it is called and when it is. */
const essenceOf = ({ main, rule, extraDates, excludedDates, dates }: ObjectFacts): string =>
  JSON.stringify(
    [main, ...dates].map(({ title, start, end, timeZone, status }) => [title, start, end, timeZone, status]),
  ) + JSON.stringify([rule, extraDates, excludedDates, dates.map(({ recurrenceId }) => recurrenceId)]);

/**
 * Meetings for people elsewhere: who is of a domain on the list invites the meeting address from any calendar program, and has one.
 * The event is kept as theirs in a calendar of the server's own account; its changes and its end are followed.
 */
export const createHostedInvitations = ({
  unitOfWork,
  stores,
  calendar: { reader, writer, readFacts },
  serviceAccount,
  meetingKeys,
  post: { sendNotices, settings, mail: identity },
  clock,
}: HostedInvitationsDependencies): HostedInvitations => {
  const { hosted, accounts, events } = stores;
  const keep = createKeepHosted({ unitOfWork, stores, writer, serviceAccount, meetingKeys, clock });
  const host = createAnswerHost({ stores, readFacts, ways: meetingKeys, sendNotices, mail: identity, clock });
  const answers = createRateLimit({ points: ANSWERS_A_DAY, windowMs: DAY_MS });

  const read = async (text: string, homeZone: string): Promise<ReadObject | undefined> => {
    // All of them together are one person's share of the threads.
    const found = await reader.read(text, homeZone, NOBODY_HERE);
    return found.ok ? found.value : undefined;
  };

  const find = async ({ itip, organizer }: Request): Promise<KnownHosted & { readonly standing?: StandingObject }> => {
    const known = await hosted.find(itip.uid, organizer.address);
    const event = known && (await events.findById(known.objectId));
    if (!known || !event) return { hosted: known, event };
    const { sequence, stampMs, state } = known;
    return { hosted: known, event, standing: { raw: event.raw, sequence, stampMs, cancelled: state === 'cancelled' } };
  };

  const verdict = (
    { itip }: Pick<Request, 'itip'>,
    state: IncomingVerdict['state'],
    reason: HostedReason,
  ): IncomingVerdict => hostedVerdict(state, reason, itip.uid);

  const refuse = async (request: Request, reason: RefusedHosting): Promise<IncomingVerdict> => {
    const isTold = await host.refuse(request.organizer, request, reason);
    return verdict(request, isTold ? 'handled' : 'set-aside', `refused-${reason}`);
  };

  /** A meeting that is asked for; one that was made already is followed whatever became of the list. */
  const whyNot = async ({ itip, organizer }: Request): Promise<RefusedHosting | undefined> => {
    const { address, account } = organizer;
    if ((await hosted.find(itip.uid, address))?.state === 'accepted') return undefined;
    if (!(await readMailSettings(settings)).hostingDomains.includes(domainOf(address))) return 'domain';
    return account && (!account.webMeeting || account.suspended) ? 'right' : undefined;
  };

  const hasQuota = async ({ address }: Request['organizer']): Promise<boolean> => {
    const { hostingPerDay } = await readMailSettings(settings);
    return (await hosted.countSince(address, clock.nowMs() - DAY_MS)) < hostingPerDay;
  };

  /** An account's own event is here already, with its meeting. */
  const isOwn = async ({ itip, organizer: { account } }: Request): Promise<boolean> =>
    account !== undefined && (await events.listOwnByUid(itip.uid)).some(({ ownerId }) => ownerId === account.id);

  const identify = async (
    mail: IncomingMail,
    itip: ItipObject,
    text: string,
  ): Promise<{ request: Request } | { verdict: IncomingVerdict }> => {
    const judged = judgeSender(mail, itip, identity.from);
    if (!judged.ok) return { verdict: judged.verdict };
    const account = await accounts.findByEmail(judged.organizer.address);
    const organizer = { ...judged.organizer, account };
    const homeZone = account?.timeZone ?? identity.timeZone;
    const request = { mail, mailId: mail.id, itip, text, organizer, homeZone };
    return (await isOwn(request)) ? { verdict: verdict(request, 'ignored', 'known-here') } : { request };
  };

  const isInvited = ({ events: list }: ItipObject): boolean =>
    list.some(({ attendees }) => attendees.some(({ address }) => address === identity.from.toLowerCase()));

  const isPast = ({ endMs }: ReadObject): boolean => endMs !== null && endMs <= clock.nowMs();

  /** Says what is to be said, unless it was said too often. */
  const tell = async (request: Request, kept: HostedEvent, dates: readonly string[]): Promise<void> => {
    if (kept.answer === '') return;
    const isTooMuch = await answers.take(`${kept.organizer} ${kept.uid}`).then(
      () => false,
      () => true,
    );
    await (isTooMuch ? host.keepQuiet(kept) : host.tell(kept, request, dates));
  };

  /** Heard before: what was left unsaid by a crash is said now. */
  const repeated = async (request: Request, known: HostedEvent, news: ObjectNews): Promise<IncomingVerdict> => {
    if (news.kind === 'same') await tell(request, known, []);
    return verdict(request, 'ignored', news.kind === 'same' ? 'unchanged' : 'older-version');
  };

  interface Wanted {
    readonly reason: HostedReason;
    readonly kept: HostedEvent;
    readonly dates: readonly string[];
  }

  const answerTo = (
    { mail }: Request,
    known: KnownHosted & { readonly standing?: StandingObject },
    after: ReadObject,
    sequence: number,
  ): HostedEvent['answer'] => {
    const { hosted: before, event } = known;
    if (!before || !event || before.state === 'cancelled') return 'new';
    // What was left unsaid stays so.
    if (before.answer === 'new') return 'new';
    if (isPast(after)) return before.answer;
    if (essenceOf(factsOfObject(event)) !== essenceOf(after.facts)) return 'updated';
    return sequence > before.sequence && !mail.automatic ? 'updated' : before.answer;
  };

  const attemptRequest = async (
    request: Request,
    arriving: string,
    arrived: ReadObject,
  ): Promise<Wanted | IncomingVerdict | undefined> => {
    const known = await find(request);
    const news = takeRequest(known.standing, arriving, arrived.object, request.mail.receivedMs);
    if (news.kind === 'unreadable') return refuse(request, 'unreadable');
    if (news.kind !== 'new')
      return known.hosted ? repeated(request, known.hosted, news) : verdict(request, 'ignored', 'older-version');
    const after = await read(news.raw, request.homeZone);
    if (after === undefined) return refuse(request, 'unreadable');
    const isNew = !known.hosted || known.hosted.state === 'cancelled';
    if (isNew && isPast(after)) return refuse(request, 'past');
    if (!known.hosted && !(await hasQuota(request.organizer))) return refuse(request, 'quota');
    const { sequence, stampMs, dates, raw } = news;
    const kept = await keep({
      ...request,
      uid: request.itip.uid,
      hosted: known.hosted,
      event: known.event,
      raw,
      read: after,
      sequence,
      stampMs,
      state: 'accepted',
      answer: answerTo(request, known, after, sequence),
    });
    return kept && { kept, dates, reason: isNew ? 'meeting-made' : 'meeting-changed' };
  };

  const attemptCancel = async (request: Request): Promise<Wanted | IncomingVerdict | undefined> => {
    const known = await find(request);
    const { hosted: before, standing } = known;
    if (!before || !standing) return verdict(request, 'ignored', 'unknown-event');
    const news = takeCancel(standing, request.itip.events, request.mail.receivedMs);
    if (news.kind !== 'new') return repeated(request, before, news);
    const after = await read(news.raw, request.homeZone);
    if (after === undefined) return verdict(request, 'set-aside', 'unreadable');
    const isWhole = news.whole || isEmpty(after);
    const { sequence, stampMs, dates, raw } = news;
    const wasPast = known.event?.endMs != null && known.event.endMs <= clock.nowMs();
    const kept = await keep({
      ...request,
      uid: request.itip.uid,
      hosted: before,
      event: known.event,
      raw,
      read: after,
      sequence,
      stampMs,
      state: isWhole ? 'cancelled' : 'accepted',
      answer: isWhole && !wasPast ? 'cancelled' : isWhole ? '' : before.answer,
    });
    return kept && { kept, dates, reason: isWhole ? 'meeting-cancelled' : 'meeting-changed' };
  };

  const finish = async (request: Request, outcome: Wanted | IncomingVerdict): Promise<IncomingVerdict> => {
    if ('state' in outcome) return outcome;
    await tell(request, outcome.kept, outcome.dates);
    return verdict(request, 'handled', outcome.reason);
  };

  return {
    async request(mail, itip, text) {
      const found = await identify(mail, itip, text);
      if ('verdict' in found) return found.verdict;
      const { request } = found;
      if (!isInvited(itip)) return verdict(request, 'ignored', 'not-asked');
      const refusal = await whyNot(request);
      if (refusal) return refuse(request, refusal);
      const lines = mendObject(text);
      const arriving = lines && withoutMethod(foldLines(lines));
      const arrived = arriving === undefined ? undefined : await read(arriving, request.homeZone);
      if (arriving === undefined || arrived === undefined) return refuse(request, 'unreadable');
      return finish(request, await retryChange(() => attemptRequest(request, arriving, arrived)));
    },
    async cancel(mail, itip, text) {
      const found = await identify(mail, itip, text);
      if ('verdict' in found) return found.verdict;
      const { request } = found;
      return finish(request, await retryChange(() => attemptCancel(request)));
    },
  };
};
