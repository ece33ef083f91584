import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Log } from '../../base/log.ts';
import { tagOf } from '../plus-address.ts';
import type { ArrivedMail } from './incoming-mail.ts';
import { INBOX_LIMITS } from './limits.ts';

/** A port on which mail for the server's own addresses is taken. */
export interface SmtpListener {
  /** Resolves with the port once it listens. */
  start(): Promise<number>;
  /** What was taken whole is still kept; the rest is for the peer to send again. */
  stop(): Promise<void>;
}

const CONNECTIONS = 50;
/** Without a word from the peer. */
const IDLE_MS = 60_000;
/** However slowly it sends: no mail server keeps a connection for so long. */
const CONNECTION_MS = 10 * 60_000;
const CLOSE_MS = 2_000;
/** Somebody who tries addresses. */
const REFUSED_RECIPIENTS = 20;

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** The message; undefined when it is too large, of which no more than the limit is ever held, or cut short. */
const readStream = (stream: SMTPServerDataStream): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    let chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      if (stream.sizeExceeded) chunks = [];
      else chunks.push(chunk);
    });
    stream.once('end', () => resolve(stream.sizeExceeded ? undefined : Buffer.concat(chunks)));
    stream.once('error', () => resolve(undefined));
    stream.once('close', () => resolve(undefined));
  });

const toArrived = (session: SMTPServerSession, mime: Buffer): ArrivedMail => ({
  source: 'smtp',
  envelopeFrom: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
  recipients: session.envelope.rcptTo.map(({ address }) => address),
  peer: { address: session.remoteAddress, helo: session.hostNameAppearsAs },
  mime,
});

/** Takes mail by SMTP or LMTP. A mail is acknowledged once `keep` has resolved; the peer keeps it until then, and when it rejects. */
export const createSmtpListener = ({
  port,
  host,
  protocol,
  mailFrom,
  keep,
  log,
}: {
  readonly port: number;
  readonly host: string;
  readonly protocol: 'smtp' | 'lmtp';
  readonly mailFrom: string;
  readonly keep: (mail: ArrivedMail) => Promise<void>;
  readonly log: Log;
}): SmtpListener => {
  const refused = new WeakMap<SMTPServerSession, number>();
  const atWork = new Set<Promise<void>>();

  const judgeRecipient = (address: string, session: SMTPServerSession): Error | null => {
    if (tagOf(mailFrom, address) !== undefined) return null;
    const count = (refused.get(session) ?? 0) + 1;
    refused.set(session, count);
    if (count > REFUSED_RECIPIENTS) return refusal(421, 'Too many unknown recipients');
    return refusal(550, 'No such recipient here');
  };

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> => {
    const mime = await readStream(stream);
    if (mime === undefined) return refusal(552, `Larger than ${INBOX_LIMITS.mailBytes} octets`);
    try {
      await keep(toArrived(session, mime));
      return null;
    } catch (error) {
      log.error({ err: error }, 'a mail that came in could not be kept; the sender will try again');
      return refusal(451, 'It cannot be kept now, try again later');
    }
  };

  const server = new SMTPServer({
    name: mailFrom.slice(mailFrom.lastIndexOf('@') + 1),
    lmtp: protocol === 'lmtp',
    size: INBOX_LIMITS.mailBytes,
    rejectOversized: true,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS', 'WIZ', 'SHELL', 'KILL', 'HELP'],
    hideDSN: true,
    hideENHANCEDSTATUSCODES: false,
    hideREQUIRETLS: true,
    disableReverseLookup: true,
    maxClients: CONNECTIONS,
    maxRecipients: INBOX_LIMITS.recipients,
    maxCommandLength: 2_048,
    socketTimeout: IDLE_MS,
    closeTimeout: CLOSE_MS,
    onRcptTo: ({ address }, session, done) => done(judgeRecipient(address, session)),
    onData(stream, session, done) {
      const work = take(stream, session)
        .then(done)
        .finally(() => atWork.delete(work));
      atWork.add(work);
    },
  });
  // A peer that went away in the middle sends its mail again.
  server.on('error', (error: Error) =>
    log.debug({ code: (error as NodeJS.ErrnoException).code }, 'a mail peer went away'),
  );
  server.server.on('connection', (socket: Socket) => {
    const timer = setTimeout(() => socket.destroy(), CONNECTION_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  });

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const fail = (error: NodeJS.ErrnoException): void => {
          const { code } = error;
          const words = `No mail can be taken on ${host}:${port} (INBOX_SMTP_PORT): ${code ?? error.message}`;
          reject(Object.assign(new Error(words, { cause: error }), { code }));
        };
        server.server.once('error', fail);
        server.listen(port, host, () => {
          server.server.removeListener('error', fail);
          const address = server.server.address();
          resolve(typeof address === 'object' && address ? address.port : port);
        });
      }),
    async stop() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(atWork);
    },
  };
};
