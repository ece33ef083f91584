import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { stateOfDates } from '../answers/invited-dates.ts';
import { createAllowance } from './allowance.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { startMsOf } from './known-event.ts';
import type { OneAnswer } from './one-answer.ts';
import { handled, ignored, setAside } from './verdict.ts';

const DAY_MS = 86_400_000;

/** Of one invitee for one event, in a day. */
const NOTES_A_DAY = 5;

/** Their words, and below another address the address itself: by it the organizer knows whether it may be theirs. */
const withSender = ({ mail, speaker, comment }: OneAnswer): string => {
  const from = mail.from?.address ?? '';
  return from === speaker.address ? comment : [from, comment].filter((text) => text !== '').join(' · ');
};

/**
 * What may not be theirs waits for the organizer, and changes nothing. The same once a day, and few of each person: whoever knows
 * the UID could fill the organizer's screen.
 */
export const createKeepUnverified = ({ answers, stores, datesBetween }: IncomingParts) => {
  const limit = createAllowance(NOTES_A_DAY, DAY_MS);

  /** What no answer would count for, whoever gave it. */
  const whyPointless = async ({ mail, known, recurrenceId }: OneAnswer): Promise<IncomingVerdict | undefined> => {
    const { event, facts } = known;
    const organizer = await stores.accounts.findById(event.organizerId);
    if (organizer === undefined) return ignored('cancelled', event.uid);
    if (recurrenceId !== '' && !(await datesBetween.has(organizer, event, recurrenceId)))
      return setAside('unknown-date', event.uid);
    const state = stateOfDates(facts, [recurrenceId], mail.receivedMs);
    return state === 'open' ? undefined : ignored(state, event.uid);
  };

  return async (one: OneAnswer): Promise<IncomingVerdict> => {
    const { mail, known, speaker, recurrenceId, answer, proposal, delegate, version } = one;
    const { id, uid, organizerId } = known.event;
    if (!(await limit(`${id} ${speaker.address}`))) return setAside('not-verified', uid);
    const pointless = await whyPointless(one);
    if (pointless) return pointless;
    const day = Math.floor(mail.receivedMs / DAY_MS);
    await answers.notes.addNote(
      {
        eventId: id,
        ...{ uid, organizerId, recurrenceId, kind: 'unverified', address: speaker.address },
        name: known.invited.get(speaker.address) ?? '',
        body: {
          // A time that somebody proposes is neither yes nor no.
          ...{ text: withSender(one), answer: answer === 'NEEDS-ACTION' ? 'TENTATIVE' : answer },
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
