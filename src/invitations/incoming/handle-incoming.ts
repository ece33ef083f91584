import type { HandleIncoming, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { type ArrivedMail, createReadArrived } from './arrived-mail.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { createTakeObjects } from './take-objects.ts';
import { createTakeReport } from './take-report.ts';
import { createTakeWords } from './take-words.ts';
import { ignored, setAside } from './verdict.ts';

/** One kind of mail that comes in. */
interface Row {
  readonly is: (arrived: ArrivedMail) => boolean;
  readonly take: (arrived: ArrivedMail) => IncomingVerdict | Promise<IncomingVerdict>;
}

/**
 * Does what a mail asks for, as far as it can be known who wrote it. A mail is of the first kind that fits. Everything may come twice.
 */
export const createHandleIncoming = (parts: IncomingParts): HandleIncoming => {
  const readArrived = createReadArrived({ ...parts, replyAddresses: parts.answers.replyAddresses });
  const { words, tnef } = createTakeWords(parts);

  const takeObjects = createTakeObjects(parts);
  /** A person may answer in words with the invitation still attached. */
  const objectsOrWords = async (arrived: ArrivedMail): Promise<IncomingVerdict> => {
    const verdict = await takeObjects(arrived);
    if (verdict.reason !== 'method-not-taken' || arrived.holders.length === 0) return verdict;
    const said = await words(arrived);
    return said.state === 'handled' ? said : verdict;
  };

  const rows: readonly Row[] = [
    { is: ({ mail }) => mail.looped, take: () => ignored('loop') },
    { is: ({ mail }) => mail.reports.length > 0, take: createTakeReport(parts) },
    // Before what programs write by themselves: many say so of the answer that a person gave.
    { is: ({ objects }) => objects.length > 0, take: objectsOrWords },
    { is: ({ mail }) => mail.automatic, take: () => ignored('automatic') },
    { is: ({ isDamaged }) => isDamaged, take: () => setAside('unreadable') },
    { is: ({ mail }) => mail.tnef, take: tnef },
    { is: ({ holders }) => holders.length > 0, take: words },
    // Bare words to the meeting address, or to one under it that was never given out.
    { is: () => true, take: () => setAside('nobody') },
  ];

  return async (mail) => {
    const arrived = await readArrived(mail);
    return (await rows.find(({ is }) => is(arrived))?.take(arrived)) ?? setAside('nobody');
  };
};
