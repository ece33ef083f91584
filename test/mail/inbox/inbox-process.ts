import { appendFileSync } from 'node:fs';
import { systemClock } from '../../../src/base/clock.ts';
import { silentLog } from '../../../src/base/log.ts';
import { createInbox } from '../../../src/mail/inbox/create-inbox.ts';
import { type Database, openDatabase, type Transaction } from '../../../src/platform/database.ts';

/**
 * An inbox as a process of its own, to be killed: `inbox-process.ts DATABASE HANDLED-LIST IMAP-URL|- LMTP-PORT|- [DEADLY]`. With DEADLY
 * it kills itself right after it has committed a mail, before anybody hears of it.
 */
const [file = '', handledFile = '', imapUrl = '-', port = '-', deadly = ''] = process.argv.slice(2);

const opened = await openDatabase({ file });
const deadlyDatabase = (): Database =>
  Object.assign((table: string) => opened(table), {
    raw: opened.raw.bind(opened),
    transaction: async (work: (transaction: Transaction) => Promise<unknown>) => {
      await opened.transaction(work);
      process.kill(process.pid, 'SIGKILL');
    },
  }) as unknown as Database;
const database = deadly === '' ? opened : deadlyDatabase();
const inbox = createInbox({
  config: {
    imapUrl: imapUrl === '-' ? undefined : imapUrl,
    smtp: port === '-' ? undefined : { port: Number(port), host: '127.0.0.1', protocol: 'lmtp' },
    authservId: undefined,
  },
  mail: { from: 'meet@example.org', loopMark: 'x' },
  database,
  clock: systemClock,
  log: silentLog,
  handle: async ({ messageId }) => {
    appendFileSync(handledFile, `${messageId}\n`);
    return { state: 'handled', reason: 'answer' };
  },
});
await inbox.start();
process.stdout.write('ready\n');
