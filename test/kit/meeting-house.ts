import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../src/accounts/account.ts';
import { rightsOfNew } from '../../src/accounts/account-store.ts';
import { buildCalendar, buildDoors } from '../../src/app/build-calendar.ts';
import { buildMeetings } from '../../src/app/build-meetings.ts';
import { buildCalendarStores } from '../../src/app/build-stores.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import type { AccessibleCalendar } from '../../src/calendar/calendar.ts';
import type { EventChangeNotice, EventChanges } from '../../src/calendar/event-changes.ts';
import type { GuessBudgets } from '../../src/meetings/guess-limits.ts';
import { createAppearanceKeeper } from '../../src/platform/appearance.ts';
import { createAudit } from '../../src/platform/audit.ts';
import { createUnitOfWork, openDatabase } from '../../src/platform/database.ts';
import { openKeyring } from '../../src/platform/keyring.ts';
import { createServices } from '../../src/platform/services.ts';
import { createSettingsStore } from '../../src/platform/settings-store.ts';
import { createTurnedClock } from './turned-clock.ts';

/** Monday 1 February 2027, 09:00 UTC. */
const HOUSE_START_MS = Date.UTC(2027, 1, 1, 9);

export interface HouseOptions {
  readonly publicUrl?: string;
  readonly budgets?: GuessBudgets;
  /** Of knocks without a PIN. */
  readonly knockBudgets?: GuessBudgets;
  readonly sipDomain?: string;
}

/**
 * Calendar and meetings over a real database in a folder of its own, with a clock turned by hand. `changed` collects what the
 * invitations would hear.
 */
export const openMeetingHouse = async (options: HouseOptions = {}) => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-house-'));
  const database = await openDatabase({ file: join(directory, 'test.sqlite') });
  const clock = createTurnedClock(HOUSE_START_MS);
  const settings = createSettingsStore(database);
  const ground = {
    config: {
      publicUrl: options.publicUrl ?? 'https://meet.example.org',
      sipDomain: options.sipDomain,
      mail: { from: 'meet@example.org' },
    },
    clock,
    log: silentLog,
    keyring: openKeyring(directory),
    database,
    unitOfWork: createUnitOfWork(database),
    settings,
    audit: createAudit({ database, clock }),
    services: createServices({ settings, clock, log: silentLog }),
    appearance: createAppearanceKeeper({ settings, directory: join(directory, 'appearance') }),
  };
  const stores = buildCalendarStores(ground);
  const meeting = buildMeetings(ground, stores);
  const changed: EventChangeNotice[] = [];
  const changes: EventChanges = {
    written: async (_transaction, change) => {
      changed.push(change);
    },
    committed: () => {},
  };
  const buildWith = (listener: EventChanges) => buildCalendar(ground, meeting, stores, listener);
  const calendar = buildWith(changes);

  return {
    ...ground,
    directory,
    ...meeting,
    ...stores,
    ...calendar,
    ...buildDoors(ground, meeting, stores, { budgets: options.budgets, knockBudgets: options.knockBudgets }),
    changed,
    /** The same calendar, with another who hears of its changes. */
    buildWith,
    /** An account made without its password being hashed, which takes long on purpose. */
    async addAccount(email: string, more: Partial<Account> = {}): Promise<Account> {
      const account: Account = {
        id: newId<AccountId>(),
        email,
        name: email.slice(0, email.indexOf('@')),
        language: 'en',
        timeZone: 'Europe/Paris',
        rights: rightsOfNew({ admin: more.admin ?? false, webMeeting: more.webMeeting ?? true }),
        admin: false,
        webMeeting: true,
        suspended: false,
        ...more,
      };
      await stores.accounts.insert({ ...account, passwordHash: 'none', createdMs: clock.nowMs() });
      return account;
    },
    /** The account's default calendar, as it sees it. */
    async homeOf(account: Account): Promise<AccessibleCalendar> {
      await calendar.manageCalendars.settle(account);
      const [first] = await stores.calendars.listFor(account.id);
      if (!first) throw new Error('no calendar');
      return first;
    },
    async close(): Promise<void> {
      meeting.waitingRoom.close();
      await calendar.reader.stop();
      await database.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export type MeetingHouse = Awaited<ReturnType<typeof openMeetingHouse>>;
