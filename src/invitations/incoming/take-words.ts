import type { IncomingMail, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { cleanLine, cleanText } from '../../protocols/itip/clean-text.ts';
import { noticeTexts } from '../mail-texts.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import { findMentioned } from './find-mentioned.ts';
import type { IncomingParts } from './incoming-parts.ts';
import type { KnownEvent } from './known-event.ts';
import { handled, setAside } from './verdict.ts';

const WORDS_CHARACTERS = 4_000;
const NAME_CHARACTERS = 80;

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
  const keep = async (
    { mail, holders }: ArrivedMail,
    textFor: (known: KnownEvent) => Promise<string>,
  ): Promise<KnownEvent | 'over' | undefined> => {
    for (const holder of holders) {
      const known = await findMentioned(parts, mail, holder);
      if (known === undefined) continue;
      if (isOver(known, mail.receivedMs)) return 'over';
      const { id, uid, organizerId } = known.event;
      await parts.answers.notes.addNote({
        eventId: id,
        ...{ uid, organizerId, recurrenceId: '', kind: 'words', address: holder.address },
        name: nameOf(mail, holder.address, known),
        body: { text: await textFor(known) },
        source: `words:${mail.id}`,
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
      return kept === 'over' ? setAside('over') : handled('words', kept.event.uid);
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
      return setAside('tnef', kept === undefined || kept === 'over' ? undefined : kept.event.uid);
    },
  };
};
