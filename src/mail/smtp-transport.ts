import { createTransport } from 'nodemailer';
import { isMailbox } from '../base/text.ts';
import { type DkimKey, dkimOptions } from './dkim.ts';
import { AT_ONCE, DeliveryProblem, type DeliveryVerdict, type MailTransport } from './mail-transport.ts';

/** RFC 5321 4.5.3.2: who is not given five minutes to answer may take the mail and be sent it again. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 30_000, socketTimeout: 300_000, dnsTimeout: 15_000 };
/** For the whole of one mail, waiting for a connection included: a server may answer, and yet never come to an end. */
const DIALOGUE_MS = 15 * 60_000;
const LONGEST_WORDS = 500;

interface SmtpFailure {
  readonly code?: unknown;
  /** Of the system. */
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  /** The step of the dialogue that failed. */
  readonly command?: unknown;
  readonly message: string;
}

/** RFC 4954 6: about our account, whichever command it answers. */
const ABOUT_US = new Set<unknown>([530, 535]);

/** No connection came about: not even another one, after the line of this mail was found cut. */
const NO_CONNECTION = new Set<unknown>(['EDNS', 'EAUTH', 'ETLS', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Steps that are about one mail; what a server answers to any other it would answer to every mail. */
const ABOUT_ONE_MAIL = new Set<unknown>(['MAIL FROM', 'RCPT TO', 'DATA']);

/** `begun`: the connection stood, and this mail's own dialogue had begun. */
const verdictOf = (failure: SmtpFailure, begun: boolean): DeliveryVerdict => {
  const { code, originalCode, responseCode, command } = failure;
  // A greeting of 554 or a wrong password would refuse every mail for good: put right, they leave.
  if (!begun || ABOUT_US.has(responseCode)) return 'unreachable';
  if (NO_CONNECTION.has(code) || NO_CONNECTION.has(originalCode)) return 'unreachable';
  const permanent = typeof responseCode === 'number' && responseCode >= 500;
  // The line was cut and another one opened: what the server says before it is told of the mail is not about it.
  if (permanent && !ABOUT_ONE_MAIL.has(command)) return 'unreachable';
  // The server's SIZE (RFC 1870) was compared before it was asked.
  if (permanent || (code === 'EMESSAGE' && responseCode === undefined)) return 'refused';
  // Asked about the sender alone, it takes nobody's mail of ours.
  if (command === 'MAIL FROM') return 'unreachable';
  // A full mailbox, a greylist. 421 (RFC 5321 4.3.2), a line cut or an answer that never comes is more than that.
  return command === 'RCPT TO' && responseCode !== 421 ? 'later' : 'domain';
};

/** One line of a server's answer, fit for a screen. */
const toWords = (response: unknown): string =>
  typeof response === 'string'
    ? response
        .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
        .trim()
        .slice(0, LONGEST_WORDS)
    : '';

const toProblem = (error: unknown, begun: boolean): DeliveryProblem => {
  if (!(error instanceof Error)) return new DeliveryProblem('domain', String(error));
  const failure: SmtpFailure = error;
  return new DeliveryProblem(verdictOf(failure, begun), toWords(failure.message), toWords(failure.response));
};

/**
 * Hands mails to the server of `smtpUrl` (`smtp://user:password@host:port`; `smtps://` for TLS from the first byte; `smtp://` turns to
 * TLS when the server offers it). Its query takes nodemailer's options, such as `?requireTLS=true`. The envelope is ours alone:
 * nothing is read from the message, and no file or address that it names is opened. With `dkim`, each mail is signed for the domain
 * of `from` as it leaves; throws when the key cannot sign.
 */
export const createSmtpTransport = ({
  smtpUrl,
  dkim,
}: {
  readonly smtpUrl: string;
  readonly dkim?: DkimKey & { readonly from: string };
}): MailTransport => {
  const begun = new WeakSet<Buffer>();
  const open = () => {
    const opened = createTransport(
      {
        url: smtpUrl,
        pool: true,
        maxConnections: AT_ONCE,
        // Only what a server dropped while it was idle, before a byte of the message left. Sending again is the outbox's to say.
        maxRequeues: 1,
        ...TIMEOUTS,
        ...(dkim !== undefined && { dkim: dkimOptions(dkim, dkim.from) }),
      },
      { disableFileAccess: true, disableUrlAccess: true },
    );
    // The message is asked for when a connection stands and it is its turn.
    opened.use('stream', (mail, done) => {
      const { raw } = mail.data;
      mail.message.processFunc((input) => {
        if (Buffer.isBuffer(raw)) begun.add(raw);
        return input;
      });
      done();
    });
    return opened;
  };
  // At once: a key that cannot sign is told when the server starts. A pool that was closed sends nothing any more.
  let transport: ReturnType<typeof open> | undefined = open();
  return {
    async send({ envelopeFrom, recipient, mime }) {
      if (!isMailbox(envelopeFrom) || !isMailbox(recipient))
        throw new DeliveryProblem('refused', 'Not a plain mailbox');
      const dialogue = new AbortController();
      const timer = setTimeout(() => dialogue.abort(new Error('The mail server took too long')), DIALOGUE_MS);
      try {
        transport ??= open();
        const { response } = await transport.sendMail({
          envelope: { from: envelopeFrom, to: [recipient] },
          raw: mime,
          signal: dialogue.signal,
        });
        return { state: 'sent', words: toWords(response) };
      } catch (error) {
        throw toProblem(error, begun.has(mime));
      } finally {
        clearTimeout(timer);
      }
    },
    close() {
      transport?.close();
      transport = undefined;
    },
  };
};
