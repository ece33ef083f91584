import { createTransport } from 'nodemailer';
import { isMailbox } from '../base/text.ts';
import { DeliveryProblem, type DeliveryVerdict, type MailTransport } from './mail-transport.ts';

/** Connections at once: providers begin to refuse above a handful. */
const CONNECTIONS = 4;

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 30_000, socketTimeout: 120_000, dnsTimeout: 15_000 };

interface SmtpFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  /** The step of the dialogue that failed. */
  readonly command?: unknown;
  readonly message: string;
}

/** Steps that are about one mail; what fails before them fails for every mail alike. */
const ABOUT_ONE_MAIL = new Set<unknown>(['MAIL FROM', 'RCPT TO', 'DATA']);
/** RFC 5321 4.3.2: 421 may answer any command and ends the connection. RFC 4954 6: 530 and 535 are about our account. */
const ABOUT_US = new Set<unknown>([421, 530, 535]);

const verdictOf = ({ code, responseCode, command }: SmtpFailure): DeliveryVerdict => {
  // A greeting of 554 or a wrong password would refuse every mail for good: put right, they leave.
  if (!ABOUT_ONE_MAIL.has(command) || ABOUT_US.has(responseCode)) return 'unreachable';
  if (typeof responseCode === 'number') return responseCode >= 500 ? 'refused' : 'later';
  // The server's SIZE (RFC 1870) was compared before it was asked.
  return code === 'EMESSAGE' ? 'refused' : 'later';
};

const toProblem = (error: unknown): DeliveryProblem => {
  if (!(error instanceof Error)) return new DeliveryProblem('later', String(error));
  return new DeliveryProblem(verdictOf(error), error.message);
};

/**
 * Hands mails to the server of `smtpUrl` (`smtp://user:password@host:port`; `smtps://` for TLS from the first byte). The envelope
 * is ours alone: nothing is read from the message, and no file or address that it names is opened.
 */
export const createSmtpTransport = ({ smtpUrl }: { readonly smtpUrl: string }): MailTransport => {
  const transport = createTransport(
    // No sending again behind our back: whether and when is the outbox's to say.
    { url: smtpUrl, pool: true, maxConnections: CONNECTIONS, maxRequeues: 0, ...TIMEOUTS },
    { disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    async send({ envelopeFrom, recipient, mime }) {
      if (!isMailbox(envelopeFrom) || !isMailbox(recipient))
        throw new DeliveryProblem('refused', 'Not a plain mailbox');
      try {
        await transport.sendMail({ envelope: { from: envelopeFrom, to: [recipient] }, raw: mime });
        return { state: 'sent' };
      } catch (error) {
        throw toProblem(error);
      }
    },
    close() {
      transport.close();
    },
  };
};
