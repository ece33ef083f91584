import type { Answer } from '../../contract/http/answer.ts';
import { givenAnswer } from '../shared/answering/answer-form.ts';

/** What the link of a mail asks for. */
export interface RsvpAddress {
  readonly token: string;
  /** What its button said; sent by nobody yet. */
  readonly suggested: Answer | undefined;
  /** Of a series, the date that the mail was about. */
  readonly recurrenceId: string | undefined;
}

export const readRsvpAddress = ({
  pathname,
  search,
}: {
  readonly pathname: string;
  readonly search: string;
}): RsvpAddress => {
  const query = new URLSearchParams(search);
  return {
    token: /^\/rsvp\/([^/]+)\/?$/.exec(pathname)?.[1] ?? '',
    suggested: givenAnswer(query.get('answer')?.toUpperCase()),
    recurrenceId: query.get('date') ?? undefined,
  };
};
