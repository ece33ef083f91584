import type { AnswerRequest } from '../../../contract/http/answer.ts';
import type { EventBody, Partstat } from '../../../contract/http/event.ts';
import { callApi } from '../../shared/api.ts';
import { drawEvents, refreshAll } from '../parts/event-cache.ts';
import { account } from '../shell/session.ts';

const isMe = (email: string): boolean => email.toLowerCase() === account.value?.email.toLowerCase();

/** Whether the signed-in person was invited to this event and can say whether they come: in a calendar of their own. */
export const mayAnswer = (event: EventBody): boolean => event.mayAnswer && event.status !== 'CANCELLED';

/** The same event with another answer of the signed-in person. */
export const withMyAnswer = (event: EventBody, answer: Partstat): EventBody => ({
  ...event,
  invitees: event.invitees.map((invitee) => (isMe(invitee.email) ? { ...invitee, answer } : invitee)),
});

/** Answers; it is on screen at once, and taken back when the server does not take it. */
export const giveAnswer = async (event: EventBody, request: AnswerRequest): Promise<void> => {
  const { id } = event;
  const { recurrenceId } = request;
  const answer = request.delegate ? 'DELEGATED' : request.answer;
  const takeBack = drawEvents(
    (one) => one.id === id && (recurrenceId === undefined || one.recurrenceId === recurrenceId),
    (one) => withMyAnswer(one, answer),
  );
  try {
    await callApi('POST', `/events/${encodeURIComponent(id)}/answer`, request);
  } catch (thrown) {
    takeBack();
    throw thrown;
  }
  void refreshAll();
};
