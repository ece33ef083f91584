import { signal } from '@preact/signals';
import type { Answer } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';

/** The invitation that is being answered in its window, and the answer that was pressed. */
export const answering = signal<{ readonly event: EventBody; readonly answer: Answer | undefined } | undefined>(
  undefined,
);

/** The event whose answers and mails are shown as a whole. */
export const readingAnswers = signal<EventBody | undefined>(undefined);

/** The event that is being handed over. */
export const handingOver = signal<EventBody | undefined>(undefined);

/** The event, or the date, that somebody else is asked to run. */
export const namingDeputy = signal<EventBody | undefined>(undefined);

/** The event whose past meetings are shown. */
export const readingPast = signal<EventBody | undefined>(undefined);
