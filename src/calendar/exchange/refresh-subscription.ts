import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { Fetched, FetchProblem, SafeFetch } from '../../platform/safe-fetch.ts';
import type { CalendarStore } from '../calendar-store.ts';
import { listingWindow } from '../object-reader.ts';
import type { ApplyFeed } from './apply-feed.ts';
import type { CalendarFileReader, FileRefusal, OpenedFile } from './calendar-file-reader.ts';
import type { FeedManners } from './feed-manners.ts';
import type { ReadFileObject } from './read-file-object.ts';
import { intervalFor, retryAfterMs } from './refresh-plan.ts';
import type { Subscription, SubscriptionStore } from './subscription-store.ts';

/** Why a calendar could not be read anew; `refused` with the status that its server answered. */
export type RefreshProblem = FetchProblem['code'] | FileRefusal['code'] | 'busy';

export interface SubscriptionRefresh {
  /** Reads the outside calendar and makes ours hold the same. Notes how it went; never throws because of what is outside. */
  refresh(subscription: Subscription): Promise<void>;
  /** Reads an address without keeping anything. */
  look(url: string, whose: LookingAccount): Promise<Look>;
  /** Makes the calendar hold what `look` saw. */
  fill(subscription: Subscription, seen: SeenFeed): Promise<void>;
  /** Ends what is being fetched; nothing is fetched any more. */
  stop(): void;
}

type LookingAccount = Parameters<CalendarFileReader['open']>[2];

type Body = Extract<Fetched, { changed: true }>;

/** What an address answered. */
export type SeenFeed = Pick<Body, 'body' | 'validators'>;

export type Look =
  | { readonly ok: true; readonly manners: FeedManners; readonly seen: SeenFeed }
  | { readonly ok: false; readonly problem: RefreshProblem };

export interface RefreshDependencies {
  readonly fetcher: SafeFetch;
  readonly files: CalendarFileReader;
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  readonly subscriptions: SubscriptionStore;
  readonly applyFeed: ApplyFeed;
  readonly clock: Clock;
}

/** `webcal:` is how pages say that an address is a calendar to subscribe to. */
export const fetchAddress = (url: string): string => url.trim().replace(/^webcals?:/i, 'https:');

export const createSubscriptionRefresh = (dependencies: RefreshDependencies): SubscriptionRefresh => {
  const { fetcher, files, calendars, accounts, subscriptions, applyFeed, clock } = dependencies;

  /** What was cut off on its way is not read: all that is missing would be taken for gone. */
  const openFile = async (
    bytes: Uint8Array,
    homeZone: string,
    whose: LookingAccount,
  ): Promise<OpenedFile | { readonly ok: false; readonly code: RefreshProblem }> => {
    const file = await files.open(bytes, { homeZone, ...listingWindow(clock.nowMs()) }, whose);
    return file.ok && !file.isWhole ? { ok: false, code: 'unreadable' } : file;
  };

  const readAll = async (
    body: SeenFeed,
    homeZone: string,
    whose: LookingAccount,
  ): Promise<
    { readonly objects: ReadFileObject[]; readonly manners: FeedManners } | { readonly problem: RefreshProblem }
  > => {
    const file = await openFile(body.body, homeZone, whose);
    if (!file.ok) return { problem: file.code };
    const objects: ReadFileObject[] = [];
    for (;;) {
      const next = await file.batches.next();
      if (!next.done) objects.push(...next.value);
      else return next.value ? { problem: next.value.code } : { objects, manners: file.manners };
    }
  };

  const failed = (subscription: Subscription, problem: string): Promise<void> => {
    const failures = subscription.failures + 1;
    const dueMs = clock.nowMs() + retryAfterMs(subscription.intervalMs, failures);
    return subscriptions.settle(subscription.calendarId, { dueMs, failures, problem });
  };

  const unchanged = ({ calendarId, intervalMs, problem }: Subscription): Promise<void> => {
    const nowMs = clock.nowMs();
    // What could not be read in a body that is still the same can still not be read.
    const kept = problem?.startsWith('unread-events') ? problem : undefined;
    return subscriptions.settle(calendarId, {
      dueMs: nowMs + intervalMs,
      failures: 0,
      problem: kept,
      refreshedMs: nowMs,
    });
  };

  const changed = async (subscription: Subscription, body: SeenFeed): Promise<void> => {
    const { calendarId } = subscription;
    const calendar = await calendars.findById(calendarId);
    const owner = calendar && (await accounts.findById(calendar.ownerId));
    if (!calendar || !owner) return;
    const read = await readAll(body, calendar.timeZone ?? owner.timeZone, owner.id);
    if ('problem' in read) {
      await failed(subscription, read.problem);
      return;
    }
    await applyFeed(owner, calendar, read.objects);
    const unread = read.objects.filter((object) => !object.ok && object.code !== 'unsupported-component').length;
    const intervalMs = intervalFor(read.manners.refreshMs);
    const nowMs = clock.nowMs();
    await subscriptions.settle(calendarId, {
      dueMs: nowMs + intervalMs,
      failures: 0,
      problem: unread > 0 ? `unread-events ${unread}` : undefined,
      refreshedMs: nowMs,
      intervalMs,
      validators: body.validators,
    });
  };

  const fill: SubscriptionRefresh['fill'] = async (subscription, seen) => {
    try {
      await changed(subscription, seen);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await failed(subscription, 'busy');
    }
  };

  return {
    async refresh(subscription) {
      const answer = await fetcher.fetch(fetchAddress(subscription.url), subscription.validators);
      // What a restart cut off is nobody's failure: it is due again soon.
      if (!answer.ok && answer.code === 'stopped') return;
      if (!answer.ok) await failed(subscription, 'status' in answer ? `refused ${answer.status}` : answer.code);
      else if (!answer.value.changed) await unchanged(subscription);
      else await fill(subscription, answer.value);
    },
    fill,
    async look(url, whose) {
      const answer = await fetcher.fetch(fetchAddress(url));
      if (!answer.ok) return { ok: false, problem: answer.code };
      if (!answer.value.changed) return { ok: false, problem: 'unreadable' };
      const file = await openFile(answer.value.body, 'UTC', whose);
      if (!file.ok) return { ok: false, problem: file.code };
      await file.batches.return(undefined);
      return { ok: true, manners: file.manners, seen: answer.value };
    },
    stop: () => fetcher.stop(),
  };
};
