import { type FetchMessageObject, ImapFlow } from 'imapflow';
import { toldByHead } from './header-lines.ts';
import type { ImapAddress } from './imap-address.ts';
import type { Settlement } from './incoming-entry.ts';
import type { ArrivedMail } from './incoming-mail.ts';
import { INBOX_LIMITS } from './limits.ts';
import { mailboxMail } from './mailbox-mail.ts';

/** What a mailbox's mails are handed to; each resolves once it is on the disk. */
export interface MailKeeper {
  keep(mail: ArrivedMail): Promise<void>;
  keepAside(mail: ArrivedMail, settlement: Settlement): Promise<void>;
}

interface MailboxOptions {
  readonly address: ImapAddress;
  readonly mailFrom: string;
  readonly keeper: MailKeeper;
  /** Servers and proxies forget connections that are silent for long; also how often is looked when none tells of new mail. */
  readonly lookEveryMs: number;
}

/** One connection to a mailbox. */
export interface Mailbox {
  /** Connects, and takes all mail that is there and that comes, until the connection ends: then it rejects. */
  run(opened: () => void): Promise<never>;
  close(): void;
}

/** As many heads as are asked for at once. */
const HEADS_AT_ONCE = 50;
const CONNECT_MS = 30_000;
const SILENCE_MS = 3 * 60_000;

/** What is asked of each mail first: no more than the limits, whatever it is like. */
const HEAD_QUERY = {
  uid: true,
  size: true,
  flags: true,
  bodyParts: [{ key: 'HEADER', start: 0, maxLength: INBOX_LIMITS.headBytes }],
};
/** One octet more, by which it is known: what servers say of sizes is not always exact. */
const WHOLE_QUERY = { source: { start: 0, maxLength: INBOX_LIMITS.mailBytes + 1 } };

const headOf = ({ headers }: FetchMessageObject): Buffer => headers ?? Buffer.alloc(0);

export const createMailbox = ({ address, mailFrom, keeper, lookEveryMs }: MailboxOptions): Mailbox => {
  const client = new ImapFlow({
    host: address.host,
    port: address.port,
    secure: address.secure,
    auth: { user: address.user, pass: address.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxIdleTime: Math.min(lookEveryMs, SILENCE_MS / 2),
    maxLiteralSize: INBOX_LIMITS.mailBytes + INBOX_LIMITS.headBytes,
  });
  /** Mails of others, and what lies there for people to look at: left as they are. */
  const leftAlone = new Set<number>();
  let news = false;
  let tell = (): void => {};
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended ??= error;
    tell();
  };
  client.on('error', end);
  client.on('close', () => end(new Error('The connection to the mailbox ended')));
  client.on('exists', () => {
    news = true;
    tell();
  });

  const setAside = async (message: FetchMessageObject): Promise<void> => {
    const head = headOf(message);
    const settlement = { ...toldByHead(head), state: 'set-aside', reason: 'too-large' } as const;
    await keeper.keepAside(mailboxMail(head, mailFrom), settlement);
    // It stays where it is, marked for whoever looks into the mailbox, and so that it is not told of again.
    await client.messageFlagsAdd(String(message.uid), ['\\Flagged'], { uid: true });
    leftAlone.add(message.uid);
  };

  const take = async (message: FetchMessageObject): Promise<void> => {
    const arrived = mailboxMail(headOf(message), mailFrom);
    const tooLarge = (message.size ?? 0) > INBOX_LIMITS.mailBytes;
    if (arrived.recipients.length === 0 || (tooLarge && message.flags?.has('\\Flagged'))) {
      leftAlone.add(message.uid);
      return;
    }
    if (tooLarge) return setAside(message);
    const whole = await client.fetchOne(String(message.uid), WHOLE_QUERY, { uid: true });
    if (!whole || whole.source === undefined) return;
    if (whole.source.length > INBOX_LIMITS.mailBytes) return setAside(message);
    await keeper.keep({ ...mailboxMail(whole.source, mailFrom), recipients: arrived.recipients });
    // Only now: who is killed before this line finds the mail again, and it is known then.
    if (!(await client.messageDelete(String(message.uid), { uid: true })))
      throw new Error('The mailbox lets no mail be deleted');
  };

  const newUids = async (): Promise<number[]> => {
    const found = await client.search({ deleted: false }, { uid: true });
    if (found === false || found === undefined) throw new Error('The mailbox cannot be searched');
    return found.filter((uid) => !leftAlone.has(uid));
  };

  const takeAll = async (): Promise<void> => {
    for (let uids = await newUids(); uids.length > 0; uids = uids.slice(HEADS_AT_ONCE)) {
      const range = uids.slice(0, HEADS_AT_ONCE).join(',');
      const heads = await client.fetchAll(range, HEAD_QUERY, { uid: true });
      for (const message of heads) await take(message);
    }
  };

  const nextNews = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
      timer = setTimeout(resolve, lookEveryMs);
    });
    if (!news && ended === undefined) {
      client.idle().catch(end);
      await told;
    }
    clearTimeout(timer);
    news = false;
  };

  return {
    async run(opened) {
      await client.connect();
      await client.mailboxOpen(address.folder);
      opened();
      for (;;) {
        await takeAll();
        await nextNews();
        if (ended !== undefined) throw ended;
      }
    },
    close: () => client.close(),
  };
};
