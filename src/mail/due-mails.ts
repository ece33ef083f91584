import type { Clock } from '../base/clock.ts';
import type { OutboxEntry } from './outbox-mail.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { RecipientDomains } from './recipient-domains.ts';

/** Read at once, without their contents. */
const BATCH = 100;

/** Which mail leaves next: the oldest that is due and whose domain is open. */
export interface DueMails {
  /** It is in the caller's hands until `done`. */
  take(): Promise<OutboxEntry | undefined>;
  done(mail: OutboxEntry): void;
  /** Something may have become due. */
  look(): void;
}

export const createDueMails = ({
  store,
  domains,
  clock,
}: {
  readonly store: OutboxStore;
  readonly domains: RecipientDomains;
  readonly clock: Clock;
}): DueMails => {
  let listed: OutboxEntry[] = [];
  /** Nothing is due but what is listed and what goes to a closed domain: asking again would read the whole queue for nothing. */
  let complete = false;
  const inHand = new Set<string>();

  const list = async (nowMs: number, closed: ReadonlySet<string>): Promise<void> => {
    const known = new Set(listed.map(({ id }) => id));
    // What is heard while it is read counts.
    complete = true;
    const more = (await store.listDue(nowMs, BATCH, [...closed])).filter(({ id }) => !known.has(id) && !inHand.has(id));
    listed.push(...more);
    if (more.length > 0) complete = false;
  };

  return {
    async take() {
      for (;;) {
        const nowMs = clock.nowMs();
        const closed = domains.closed(nowMs);
        const mail = listed.find(({ domain }) => !closed.has(domain));
        if (mail !== undefined) {
          listed = listed.filter((other) => other !== mail);
          inHand.add(mail.id);
          return mail;
        }
        if (complete) return undefined;
        await list(nowMs, closed);
      }
    },
    done({ id, domain }) {
      inHand.delete(id);
      if (!listed.some((other) => other.domain === domain)) complete = false;
    },
    look() {
      complete = false;
    },
  };
};
