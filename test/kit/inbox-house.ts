import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { createInbox, type Inbox, type InboxConfig, type InboxOverrides } from '../../src/mail/inbox/create-inbox.ts';
import type { IncomingMail, IncomingVerdict } from '../../src/mail/inbox/incoming-mail.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { openFolder, removeFolder, until } from './own-process.ts';

export const MEETING_ADDRESS = 'meet@example.org';

export interface InboxHouse {
  readonly inbox: Inbox;
  readonly database: Database;
  /** The mails that were handed to be handled, in their order. */
  readonly handled: IncomingMail[];
  /** Changes what becomes of mails from now on. */
  setVerdict(verdict: (mail: IncomingMail) => IncomingVerdict | Promise<IncomingVerdict>): void;
  /** Waits until so many were handled. */
  waitFor(count: number): Promise<readonly IncomingMail[]>;
  close(): Promise<void>;
}

/** The inbox by itself, with a database in a file, and the ways in that are asked for. */
export const openInboxHouse = async ({
  config = {},
  clock = systemClock,
  overrides,
  started = true,
}: {
  readonly config?: Partial<InboxConfig>;
  readonly clock?: Clock;
  readonly overrides?: InboxOverrides;
  readonly started?: boolean;
} = {}): Promise<InboxHouse> => {
  const folder = await openFolder('inbox');
  const database = await openDatabase({ file: join(folder, 'webmeeting.sqlite') });
  const handled: IncomingMail[] = [];
  let verdict: (mail: IncomingMail) => IncomingVerdict | Promise<IncomingVerdict> = () => ({
    state: 'handled',
    reason: 'answer',
  });
  const inbox = createInbox({
    config: {
      imapUrl: undefined,
      smtp: { port: 0, host: '127.0.0.1', protocol: 'smtp' },
      authservId: undefined,
      ...config,
    },
    mail: { from: MEETING_ADDRESS, loopMark: 'this-server' },
    database,
    clock,
    log: silentLog,
    handle: async (mail) => {
      const told = await verdict(mail);
      handled.push(mail);
      return told;
    },
    ...(overrides && { overrides }),
  });
  const close = async (): Promise<void> => {
    await inbox.stop();
    await database.destroy();
    removeFolder(folder);
  };
  if (started)
    await inbox.start().catch(async (error: unknown) => {
      await close();
      throw error;
    });
  return {
    inbox,
    database,
    handled,
    setVerdict(next) {
      verdict = next;
    },
    async waitFor(count) {
      await until(() => handled.length >= count);
      return handled;
    },
    close,
  };
};
