import type { Clock } from '../base/clock.ts';
import { newId } from '../base/ids.ts';
import type { MailTest } from '../contract/http/mail-check.ts';
import { DeliveryProblem, type MailTransport } from './mail-transport.ts';
import { writePlainMail } from './plain-mail.ts';

/** A person waits for the answer; the transport itself is patient for longer. */
const PATIENCE_MS = 45_000;

/** Sends one mail past the outbox, and says what the mail server answered. Never throws for what a server does. */
export type SendTestMail = (mail: {
  readonly sender: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}) => Promise<MailTest>;

export const createSendTestMail = ({
  transport,
  from,
  clock,
  patienceMs = PATIENCE_MS,
}: {
  readonly transport: Pick<MailTransport, 'send'>;
  readonly from: string;
  readonly clock: Clock;
  readonly patienceMs?: number;
}): SendTestMail => {
  const outcomeOf = (error: unknown): Pick<MailTest, 'outcome' | 'words'> => {
    if (!(error instanceof DeliveryProblem)) throw error;
    const words = error.words || error.message;
    return { outcome: error.verdict === 'unreachable' && error.words === '' ? 'unreachable' : 'refused', words };
  };
  return async ({ sender, to, subject, text }) => {
    const id = newId<string & never>();
    const person = { name: '', address: to };
    const { mime } = writePlainMail({ id, from, sender, to: person, subject, text, stampMs: clock.nowMs() });
    const beganMs = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Pick<MailTest, 'outcome' | 'words'>>((resolve) => {
      timer = setTimeout(() => resolve({ outcome: 'unreachable', words: '' }), patienceMs);
    });
    const sent = transport
      .send({ id: `test-${id}`, envelopeFrom: from, recipient: to, mime })
      .then(({ state, words }): Pick<MailTest, 'outcome' | 'words'> => ({ outcome: state, words }), outcomeOf);
    try {
      const answer = await Promise.race([sent, late]);
      return { ...answer, milliseconds: Math.round(performance.now() - beganMs) };
    } finally {
      clearTimeout(timer);
    }
  };
};
