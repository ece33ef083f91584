import type { Feedback, Needs, Note } from '../../../contract/http/answer.ts';

type GivenRow = Feedback['answers'][number];
type Delivery = Feedback['deliveries'][number];

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** RECURRENCE-IDs are written with and without seconds. */
const sameDate = (one: string, other: string): boolean => one.slice(0, 16) === other.slice(0, 16);

/** What somebody said of a date; where they said nothing of it, what they said of the whole. */
export const saidOf = (feedback: Feedback, email: string, recurrenceId = ''): GivenRow | undefined => {
  const theirs = feedback.answers.filter((row) => same(row.email, email));
  const ofDate = recurrenceId === '' ? undefined : theirs.find((row) => sameDate(row.recurrenceId, recurrenceId));
  return ofDate ?? theirs.find((row) => row.recurrenceId === '');
};

/** What somebody said of single dates of a series, in their order. */
export const saidOfDates = (feedback: Feedback, email: string): readonly GivenRow[] =>
  feedback.answers
    .filter((row) => same(row.email, email) && row.recurrenceId !== '')
    .sort((a, b) => a.recurrenceId.localeCompare(b.recurrenceId));

/** How the last mail to somebody fared. */
export const deliveryTo = (feedback: Feedback, email: string): Delivery | undefined =>
  feedback.deliveries.find((delivery) => same(delivery.email, email));

/** What waits for the organizer; of a mail that did not arrive once is enough. */
export const toDecide = (feedback: Feedback): readonly Note[] => feedback.notes.filter(({ state }) => state === 'open');

/** Whether the words of an answer stand already with something that is open. */
export const isToDecide = (feedback: Feedback, said: Pick<GivenRow, 'email' | 'comment'>): boolean =>
  toDecide(feedback).some((note) => same(note.email, said.email) && note.text === said.comment);

/** Whether a mail is to be looked at: it did not arrive, or has been tried in vain. */
export const isTroubled = ({ state, attempts, lastWords }: Delivery): boolean =>
  state === 'failed' || state === 'not-reached' || (state === 'waiting' && attempts > 0 && lastWords !== '');

/** Their needs as keys of texts, in one order. */
export const needKeys = (needs: Needs): readonly (keyof Needs)[] =>
  (['language', 'captions', 'phoneOnly'] as const).filter((key) => Boolean(needs[key]));
