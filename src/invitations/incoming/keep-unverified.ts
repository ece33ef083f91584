import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { createAllowance } from './allowance.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { startMsOf } from './known-event.ts';
import type { OneAnswer } from './one-answer.ts';
import { handled, setAside } from './verdict.ts';

const DAY_MS = 86_400_000;

/** Of one invitee for one event, in a day. */
const NOTES_A_DAY = 5;

/**
 * What may not be theirs waits for the organizer, and changes nothing. The same once a day, and few of each person: whoever knows
 * the UID could fill the organizer's screen.
 */
export const createKeepUnverified = ({ answers }: Pick<IncomingParts, 'answers'>) => {
  const limit = createAllowance(NOTES_A_DAY, DAY_MS);
  return async (one: OneAnswer): Promise<IncomingVerdict> => {
    const { mail, known, speaker, recurrenceId, comment, answer, proposal, delegate, version } = one;
    const { id, uid, organizerId } = known.event;
    if (!(await limit(`${id} ${speaker.address}`))) return setAside('not-verified', uid);
    const day = Math.floor(mail.receivedMs / DAY_MS);
    await answers.notes.addNote(
      {
        eventId: id,
        ...{ uid, organizerId, recurrenceId, kind: 'unverified', address: speaker.address },
        name: known.invited.get(speaker.address) ?? '',
        body: {
          // A time that somebody proposes is neither yes nor no.
          ...{ text: comment, answer: answer === 'NEEDS-ACTION' ? 'TENTATIVE' : answer },
          ...{ ...proposal, stampMs: version.stampMs },
          ...(version.sequence !== undefined && { sequence: version.sequence }),
          ...(delegate !== undefined && { delegate: delegate.email }),
        },
        source: `unverified:${id}:${recurrenceId}:${speaker.address}:${answer}:${day}`,
      },
      startMsOf(known, recurrenceId),
    );
    return handled('unverified', uid);
  };
};
