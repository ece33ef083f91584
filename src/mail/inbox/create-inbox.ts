import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createTally, type Tally } from '../../base/tally.ts';
import type { Database } from '../../platform/database.ts';
import type { ReadRetention } from '../../platform/retention.ts';
import { createAuthenticity } from './authenticity.ts';
import { countSettled } from './count-settled.ts';
import { createImapPoller, type ImapPollerTimes, type ImapProblem } from './imap-poller.ts';
import { createInboxJob, type ReadingOptions } from './inbox-job.ts';
import type { Settlement } from './incoming-entry.ts';
import type { ArrivedMail, HandleIncoming } from './incoming-mail.ts';
import { createIncomingStore, type IncomingStore } from './incoming-store.ts';
import { createMailReader, type MailReader } from './read-mail.ts';
import { createSmtpListener } from './smtp-listener.ts';

/** The ways in for mail; absent ones are off. */
export interface InboxConfig {
  readonly imapUrl: string | undefined;
  readonly smtp: { readonly port: number; readonly host: string; readonly protocol: 'smtp' | 'lmtp' } | undefined;
  readonly authservId: string | undefined;
}

export interface Inbox {
  readonly store: IncomingStore;
  /** What mails turned out to be since the start, for the metrics. */
  readonly settled: Tally<Settlement['state']>;
  readonly reader: MailReader;
  readonly reading: ReadingOptions;
  /** Handles what waits from last time, and opens the ways in. Rejects when the port is not free. */
  start(): Promise<void>;
  /** Closes the ways in, then waits for the mail that is being handled. */
  stop(): Promise<void>;
  /** Handles a mail once more, by hand; false when its content is no longer kept, or there is none. */
  retry(id: string): Promise<boolean>;
  /** Why mail cannot come in now, if it is known; `off` when there is no way in. */
  problem(): ImapProblem | 'off' | undefined;
  /** Of the SMTP listener, once started; undefined without one. */
  smtpPort(): number | undefined;
}

/** What tests turn. */
export interface InboxOverrides {
  readonly dnsServers?: readonly string[];
  readonly imapTimes?: ImapPollerTimes;
}

/** Mail that comes in: from the listener and the mailbox over the table to `handle`. */
export const createInbox = ({
  config,
  mail,
  database,
  clock,
  log,
  handle,
  readRetention,
  overrides = {},
}: {
  readonly config: InboxConfig;
  /** `from`: the address whose mail, and whose plus addresses' mail, is ours. `loopMark`: what our own mails say in LOOP_HEADER. */
  readonly mail: { readonly from: string; readonly loopMark: string };
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly handle: HandleIncoming;
  readonly readRetention?: ReadRetention;
  readonly overrides?: InboxOverrides;
}): Inbox => {
  const settled = createTally<Settlement['state']>();
  const store = countSettled(createIncomingStore(database), settled);
  const reader = createMailReader();
  const { authservId } = config;
  const authenticity = createAuthenticity({
    authservId,
    ...(overrides.dnsServers && { dnsServers: overrides.dnsServers }),
  });
  const reading = { mailFrom: mail.from, loopMark: mail.loopMark, authservId: authservId ?? '' };
  const job = createInboxJob({
    ...{ store, reader, authenticity, reading, handle, clock, log },
    ...(readRetention && { readRetention }),
  });
  const keeper = {
    async keep(arrived: ArrivedMail): Promise<void> {
      if (await store.keep(arrived, clock.nowMs())) job.wake();
    },
    keepAside: (...[arrived, settlement]: [ArrivedMail, Parameters<IncomingStore['keepAside']>[1]]): Promise<void> =>
      store.keepAside(arrived, settlement, clock.nowMs()),
  };
  const listener = config.smtp && createSmtpListener({ ...config.smtp, mailFrom: mail.from, keep: keeper.keep, log });
  const poller =
    config.imapUrl === undefined
      ? undefined
      : createImapPoller({
          url: config.imapUrl,
          mailFrom: mail.from,
          keeper,
          log,
          ...(overrides.imapTimes && { times: overrides.imapTimes }),
        });
  let port: number | undefined;
  return {
    store,
    settled,
    reader,
    reading,
    async start() {
      port = await listener?.start();
      poller?.start();
      job.start();
    },
    async stop() {
      await Promise.all([listener?.stop(), poller?.stop()]);
      await job.stop();
    },
    async retry(id) {
      const waits = await store.wait(id, clock.nowMs());
      if (waits) job.wake();
      return waits;
    },
    problem: () => (listener === undefined && poller === undefined ? 'off' : poller?.problem()),
    smtpPort: () => port,
  };
};
