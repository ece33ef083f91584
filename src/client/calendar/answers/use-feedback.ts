import { useEffect } from 'preact/hooks';
import type { Feedback, NoteDecision } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { type ApiProblem, callApi } from '../../shared/api.ts';
import { refreshAll } from '../parts/event-cache.ts';
import { onChanges } from '../shell/changes.ts';
import { useLoaded } from '../shell/use-loaded.ts';

export interface ShownFeedback {
  readonly feedback: Feedback | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
}

const pathOf = ({ id }: EventBody): string => `/events/${encodeURIComponent(id)}`;

/** Whether the signed-in person is told what came back from the people of this event. */
export const hearsFeedback = (event: EventBody): boolean => event.mayEdit && event.invitees.length > 0;

/** What came back from the people of an event; asked again whenever the server tells of it. */
export const useFeedback = (event: EventBody): ShownFeedback => {
  const { value, problem, reload } = useLoaded(event.id, () => callApi<Feedback>('GET', `${pathOf(event)}/feedback`));
  useEffect(
    () =>
      onChanges((ids) => {
        if (ids.length === 0 || ids.includes(event.id)) reload();
      }),
    [event.id, reload],
  );
  return { feedback: value, problem, reload };
};

/** Decides on a proposal or on an answer that is not proven. */
export const decideNote = async (
  event: EventBody,
  noteId: string,
  decision: NoteDecision['decision'],
): Promise<void> => {
  await callApi('POST', `${pathOf(event)}/notes/${encodeURIComponent(noteId)}`, { decision });
  void refreshAll();
};

export const resendMail = (event: EventBody, mailId: string): Promise<void> =>
  callApi('POST', `${pathOf(event)}/mails/${encodeURIComponent(mailId)}/resend`);
