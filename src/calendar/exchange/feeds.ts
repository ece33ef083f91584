import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { CalendarId } from '../../base/ids.ts';
import type { FeedBody, FeedDetail } from '../../contract/http/calendar.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import { hashToken, type Keyring } from '../../platform/keyring.ts';
import type { Calendar } from '../calendar.ts';
import type { CalendarStore } from '../calendar-store.ts';
import { BUSY_WORD } from './busy-word.ts';
import type { CalendarRenderer } from './calendar-renderer.ts';
import type { Feed, FeedStore } from './feed-store.ts';

/** What a secret address opens. */
export interface OpenFeed {
  /** Changes whenever the text would: known without writing it. With quotation marks. */
  readonly etag: string;
  render(): Promise<Buffer>;
}

/** Secret addresses under which anyone who knows them reads a calendar, in full or only when its owner is busy. */
export interface Feeds {
  /** A new address; the one before opens nothing any more. */
  create(account: Account, calendarId: CalendarId, detail: FeedDetail): Promise<FeedBody>;
  revoke(account: Account, calendarId: CalendarId, detail: FeedDetail): Promise<void>;
  /** For their owner alone. */
  listOf(calendarIds: readonly CalendarId[]): Promise<Map<CalendarId, FeedBody[]>>;
  /** Undefined for an address that opens nothing: never known, revoked, or of an account that is suspended. */
  open(token: string): Promise<OpenFeed | undefined>;
}

export interface FeedDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  readonly feeds: FeedStore;
  readonly renderer: CalendarRenderer;
  readonly site: { readonly keyring: Keyring; readonly publicUrl: string };
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;
/** What a busy feed looks back on and ahead to: enough to find a time, less than a diary. */
const BUSY_PAST_DAYS = 30;
const BUSY_FUTURE_DAYS = 366;
/** Raise when what is written changes for the same events. */
const FORM = 1;

export const createFeeds = (dependencies: FeedDependencies): Feeds => {
  const { unitOfWork, calendars, accounts, feeds, renderer, site, clock } = dependencies;
  const { keyring, publicUrl } = site;

  const tokenOf = ({ calendarId, detail, generation }: Feed): string =>
    keyring.deriveToken('feed', calendarId, detail, generation);
  const bodyOf = (feed: Feed): FeedBody => ({ detail: feed.detail, url: `${publicUrl}/feeds/${tokenOf(feed)}.ics` });

  const mustOwn = async (account: Account, calendarId: CalendarId): Promise<void> => {
    const calendar = await calendars.findFor(account.id, calendarId);
    if (!calendar) throw new DomainError('not-found');
    if (calendar.access !== 'owner') throw new DomainError('not-allowed');
  };

  const renderBusy = (feed: Feed, owner: Account, { timeZone }: Calendar, today: number): Promise<Buffer> =>
    renderer.render({
      kind: 'busy',
      calendarId: feed.calendarId,
      label: BUSY_WORD[owner.language],
      homeZone: timeZone ?? owner.timeZone,
      salt: keyring.deriveToken('feed names', feed.calendarId, feed.generation),
      fromMs: (today - BUSY_PAST_DAYS) * DAY_MS,
      toMs: (today + BUSY_FUTURE_DAYS) * DAY_MS,
    });

  const renderFull = ({ calendarId }: Feed, owner: Account, { name }: Calendar): Promise<Buffer> =>
    renderer.render({ kind: 'full', calendarId, name, label: BUSY_WORD[owner.language] });

  return {
    async create(account, calendarId, detail) {
      await mustOwn(account, calendarId);
      return unitOfWork(async (transaction) => {
        const generation = (await feeds.lastGeneration(transaction, calendarId, detail)) + 1;
        const feed: Feed = { calendarId, detail, generation };
        await feeds.put(transaction, { ...feed, tokenHash: hashToken(tokenOf(feed)), createdMs: clock.nowMs() });
        return bodyOf(feed);
      });
    },
    async revoke(account, calendarId, detail) {
      await mustOwn(account, calendarId);
      if (!(await feeds.revoke(calendarId, detail, clock.nowMs()))) throw new DomainError('not-found');
    },
    async listOf(calendarIds) {
      const found = new Map<CalendarId, FeedBody[]>();
      for (const feed of await feeds.listOf(calendarIds))
        found.set(feed.calendarId, [...(found.get(feed.calendarId) ?? []), bodyOf(feed)]);
      return found;
    },
    async open(token) {
      const feed = await feeds.findByHash(hashToken(token));
      const calendar = feed && (await calendars.findById(feed.calendarId));
      const owner = calendar && (await accounts.findById(calendar.ownerId));
      if (feed === undefined || calendar === undefined || owner === undefined || owner.suspended) return undefined;
      const today = Math.floor(clock.nowMs() / DAY_MS);
      const isBusy = feed.detail === 'busy';
      const shown = isBusy ? [today, calendar.timeZone ?? owner.timeZone] : [calendar.name];
      const facts = [FORM, token, calendar.syncRevision, owner.language, ...shown];
      return {
        etag: `"${keyring.deriveToken('feed version', ...facts)}"`,
        render: () => (isBusy ? renderBusy(feed, owner, calendar, today) : renderFull(feed, owner, calendar)),
      };
    },
  };
};
