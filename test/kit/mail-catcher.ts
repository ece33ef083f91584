import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  readonly envelopeFrom: string;
  /** The recipients of the envelope. */
  readonly to: readonly string[];
  readonly mime: Buffer;
  readonly parsed: ParsedMail;
  /** The text/calendar alternative, as it stands in the message. */
  readonly calendar: string | undefined;
}

/** At which step a mail server may say no. */
type SmtpStep = 'mail' | 'rcpt' | 'data';

/** A refusal: its code and words; undefined lets the step pass. */
type SmtpAnswer = (step: SmtpStep, address: string) => { code: number; message: string } | undefined;

export interface MailCatcher {
  /** For SMTP_URL. */
  readonly url: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly mails: CaughtMail[];
  /** Changes what the server says from now on. */
  setAnswer(answer: SmtpAnswer): void;
  /** Resolves once so many mails have come; rejects after `timeoutMs`. */
  waitFor(count: number, timeoutMs?: number): Promise<readonly CaughtMail[]>;
  /** The mails to one address. */
  sentTo(address: string): CaughtMail[];
  close(): Promise<void>;
}

const refusal = (code: number, message: string): Error => Object.assign(new Error(message), { responseCode: code });

const calendarOf = (mime: Buffer): string | undefined => {
  const text = mime.toString('latin1');
  const part = /Content-Type: text\/calendar[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(text);
  return part?.[1] === undefined ? undefined : Buffer.from(part[1], 'base64').toString('utf8');
};

/** A real SMTP server on loopback that keeps what it is sent; on this port, or on one that is free. */
export const catchMails = async (wantedPort = 0): Promise<MailCatcher> => {
  const mails: CaughtMail[] = [];
  const waiting = new Set<() => void>();
  let answer: SmtpAnswer = () => undefined;
  const step = (name: SmtpStep, address: string): Error | null => {
    const said = answer(name, address);
    return said === undefined ? null : refusal(said.code, said.message);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: ({ address }, _session, done) => done(step('mail', address)),
    onRcptTo: ({ address }, _session, done) => done(step('rcpt', address)),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        const refused = step('data', recipients[0] ?? '');
        if (refused) {
          done(refused);
          return;
        }
        const mime = Buffer.concat(chunks);
        const envelopeFrom = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({
          envelopeFrom,
          to: recipients,
          mime,
          parsed: await simpleParser(mime),
          calendar: calendarOf(mime),
        });
        done(null);
        for (const look of [...waiting]) look();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    setAnswer(next) {
      answer = next;
    },
    waitFor: (count, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${mails.length} mails came, ${count} were expected`));
        }, timeoutMs);
        const look = (): void => {
          if (mails.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(mails);
        };
        waiting.add(look);
        look();
      }),
    sentTo: (address) => mails.filter(({ to }) => to.includes(address)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
