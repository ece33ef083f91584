import { createTransport } from 'nodemailer';
import type { Examination, SeenClock } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';
import { readSmtpGreeting } from './read-smtp-greeting.ts';

const finding = findingsOf('mail-out');
const PATIENCE_MS = 8_000;

interface Failure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly message?: unknown;
}

/** RFC 4954 6. */
const isAboutPassword = ({ code, responseCode }: Failure): boolean =>
  code === 'EAUTH' || responseCode === 535 || responseCode === 530 || responseCode === 534;

const CERTIFICATE = /certificate|self.signed|altname|CERT_|UNABLE_TO_VERIFY|ESOCKET.*SSL/i;

const isPrivate = (host: string): boolean => /^(?:localhost|127\.|10\.|192\.168\.|::1)/.test(host);

export interface MailOutState {
  readonly findings: readonly Finding[];
  /** Many servers say the time when they greet. */
  readonly clocks: readonly SeenClock[];
}

/** Connects to the mail server as the outbox does, signs in, and hangs up: nothing is sent. */
export const checkMailOut = async ({ config, world }: Examination): Promise<MailOutState> => {
  const { smtpUrl } = config.mail;
  if (smtpUrl === undefined) return { findings: [finding('warn', 'mail-out-off')], clocks: [] };
  const url = new URL(smtpUrl);
  const server = url.host;
  const timeouts = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const transport = createTransport({ url: smtpUrl, ...timeouts, dnsTimeout: PATIENCE_MS });
  const clocks = await readSmtpGreeting(url, world.nowMs);
  try {
    await transport.verify();
    const plain = url.protocol === 'smtp:' && url.searchParams.get('ignoreTLS') === 'true' && !isPrivate(url.hostname);
    return {
      findings: [plain ? finding('warn', 'mail-out-plain', { server }) : finding('ok', 'mail-out-good', { server })],
      clocks,
    };
  } catch (error) {
    const failure = error as Failure;
    const problem = String(failure.message ?? failure.code)
      .replace(/\s+/g, ' ')
      .slice(0, 200);
    if (isAboutPassword(failure)) return { findings: [finding('fail', 'mail-out-password', { server })], clocks };
    if (CERTIFICATE.test(problem))
      return { findings: [finding('fail', 'mail-out-certificate', { server, problem })], clocks };
    return { findings: [finding('fail', 'mail-out-silent', { server, problem: problemOf(error) })], clocks };
  } finally {
    transport.close();
  }
};
