import type { Audit } from '../platform/audit.ts';
import type { SessionWitness } from './live-sessions.ts';

/** Ends that somebody brought about: whoever lets them do it writes them down, with their name. */
const BY_SOMEBODY: ReadonlySet<string> = new Set(['ended', 'administrator']);

/** Writes down that a meeting began, and that one ended without anybody's word, in the transaction that stores it. */
export const createSessionAudit = (audit: Audit): SessionWitness => {
  const about = ({ meetingId }: { readonly meetingId: string }) => ({ id: meetingId, name: meetingId });
  return {
    started: (transaction, session, by) =>
      audit.write(
        {
          actor: by === undefined ? { kind: 'nobody' } : { kind: 'account', id: by.id, name: by.email },
          action: 'meeting.start',
          target: about(session),
          detail: { session: session.id },
        },
        transaction,
      ),
    async ended(transaction, session, reason) {
      if (BY_SOMEBODY.has(reason)) return;
      await audit.write(
        {
          actor: { kind: 'system' },
          action: 'meeting.end',
          target: about(session),
          detail: { session: session.id, reason },
        },
        transaction,
      );
    },
  };
};
