import { createTransport } from 'nodemailer';
import { isMailbox } from '../base/text.ts';
import { DeliveryProblem, type DeliveryVerdict, type MailTransport } from './mail-transport.ts';

/** Connections at once: providers begin to refuse above a handful. */
const CONNECTIONS = 4;

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 30_000, socketTimeout: 120_000, dnsTimeout: 15_000 };

interface SmtpFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly message: string;
}

/** Refusals that concern the connection or the account and so every mail alike. */
const EVERY_MAIL = new Set([
  'EAUTH',
  'ETLS',
  'ECONNECTION',
  'ETIMEDOUT',
  'EDNS',
  'ESOCKET',
  'ENOAUTH',
  'EOAUTH2',
  'ECONFIG',
]);

const verdictOf = ({ code, responseCode }: SmtpFailure): DeliveryVerdict => {
  const everyMail = typeof code === 'string' && EVERY_MAIL.has(code);
  // 535 and its like: the account is wrong, not the mail. Put right, the mails leave.
  if (everyMail) return 'unreachable';
  // RFC 5321 4.3.2: 421 may answer any command, and ends the connection.
  if (responseCode === 421) return 'unreachable';
  return typeof responseCode === 'number' && responseCode >= 500 ? 'refused' : 'later';
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
    { url: smtpUrl, pool: true, maxConnections: CONNECTIONS, ...TIMEOUTS },
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
