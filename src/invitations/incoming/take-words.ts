import type { IncomingMail, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { hashToken } from '../../platform/keyring.ts';
import { cleanLine, cleanText } from '../../protocols/itip/clean-text.ts';
import { noticeTexts } from '../mail-texts.ts';
import { createAllowance } from './allowance.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import { findMentioned } from './find-mentioned.ts';
import type { IncomingParts } from './incoming-parts.ts';
import type { KnownEvent } from './known-event.ts';
import { handled, setAside } from './verdict.ts';

const WORDS_CHARACTERS = 4_000;
const NAME_CHARACTERS = 80;
/** Of one invitee for one event: a program that answers and does not say so must not bury what people wrote. */
const NOTES_A_DAY = 20;
const DAY_MS = 86_400_000;

const isOver = ({ facts: { lastEndMs } }: KnownEvent, nowMs: number): boolean =>
  lastEndMs !== null && lastEndMs <= nowMs;

/** The invitee's name, and who wrote in their place. */
const nameOf = ({ from }: IncomingMail, address: string, known: KnownEvent): string => {
  const name = known.invited.get(address) ?? '';
  if (from === undefined || from.address === address) return name || (from?.name ?? '');
  return cleanLine(from.name || from.address, NAME_CHARACTERS);
};

/** A person's mail to a reply address, kept for the organizer of the event that it is about. */
export const createTakeWords = (parts: IncomingParts) => {
  const isAllowed = createAllowance(NOTES_A_DAY, DAY_MS);

  const keep = async (
    { mail, holders }: ArrivedMail,
    textFor: (known: KnownEvent) => Promise<string>,
  ): Promise<KnownEvent | 'over' | 'too-often' | undefined> => {
    for (const holder of holders) {
      const known = await findMentioned(parts, mail, holder);
      if (known === undefined) continue;
      if (isOver(known, mail.receivedMs)) return 'over';
      const { id, uid, organizerId } = known.event;
      if (!(await isAllowed(`${id} ${holder.address}`))) return 'too-often';
      const text = await textFor(known);
      await parts.answers.notes.addNote({
        eventId: id,
        ...{ uid, organizerId, recurrenceId: '', kind: 'words', address: holder.address },
        name: nameOf(mail, holder.address, known),
        body: { text },
        // The same mail may come by both ways in.
        source: `words:${hashToken(JSON.stringify([id, holder.address, mail.messageId || mail.id, text]))}`,
      });
      return known;
    }
    return undefined;
  };

  return {
    async words(arrived: ArrivedMail): Promise<IncomingVerdict> {
      const text = cleanText(arrived.mail.words, WORDS_CHARACTERS);
      if (text === '') return setAside('unclear');
      const kept = await keep(arrived, async () => text);
      if (kept === undefined) return setAside('unclear');
      return typeof kept === 'string' ? setAside(kept) : handled('words', kept.event.uid);
    },
    /** Nobody but Outlook reads it: the organizer is told that there is an answer, and what to do. */
    async tnef(arrived: ArrivedMail): Promise<IncomingVerdict> {
      const kept = await keep(arrived, async ({ event }) => {
        const organizer = await parts.stores.accounts.findById(event.organizerId);
        const words = cleanText(arrived.mail.words, WORDS_CHARACTERS);
        return [words, noticeTexts(organizer?.language ?? 'en').outlookOwnFormat]
          .filter((text) => text !== '')
          .join('\n\n');
      });
      return setAside('tnef', typeof kept === 'object' ? kept.event.uid : undefined);
    },
  };
};
