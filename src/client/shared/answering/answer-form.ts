import type { Answer, AnswerRequest, Needs } from '../../../contract/http/answer.ts';
import type { Partstat } from '../../../contract/http/event.ts';
import { addMinutes, minutesBetween, momentOf, wallTime } from '../wall-time.ts';

/** In the order in which they are offered. */
export const GIVEN: readonly Answer[] = ['ACCEPTED', 'TENTATIVE', 'DECLINED'];

/** What was answered; undefined while nothing was, or somebody else was sent. */
export const givenAnswer = (answer: Partstat | string | null | undefined): Answer | undefined =>
  GIVEN.find((one) => one === answer);

/** Another time, local in the zone of the person. Dates are `YYYY-MM-DD`, times `HH:mm`; empty while they cannot be read. */
export interface Proposal {
  readonly startDate: string;
  readonly startTime: string;
  readonly endDate: string;
  readonly endTime: string;
}

/** What goes with an answer. */
export interface AnswerForm {
  readonly comment: string;
  readonly needs: { readonly language: string; readonly captions: boolean; readonly phoneOnly: boolean };
  /** Undefined while no other time is being proposed. */
  readonly proposal: Proposal | undefined;
}

export const answerForm = (comment = '', needs: Needs = {}): AnswerForm => ({
  comment,
  needs: { language: needs.language ?? '', captions: needs.captions ?? false, phoneOnly: needs.phoneOnly ?? false },
  proposal: undefined,
});

interface Times {
  readonly startsAt: string;
  readonly endsAt: string;
}

const proposalFrom = (start: string, end: string): Proposal => ({
  startDate: start.slice(0, 10),
  startTime: start.slice(11, 16),
  endDate: end.slice(0, 10),
  endTime: end.slice(11, 16),
});

/** The time of the event itself, from which a proposal begins. */
export const proposalAt = ({ startsAt, endsAt }: Times, timeZone: string): Proposal =>
  proposalFrom(wallTime(Date.parse(startsAt), timeZone), wallTime(Date.parse(endsAt), timeZone));

const startOf = ({ startDate, startTime }: Proposal): string => `${startDate}T${startTime}`;
const endOf = ({ endDate, endTime }: Proposal): string => `${endDate}T${endTime}`;
const isLocal = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text);

/** Moves the start and takes the end along, so that the length stays. */
export const withProposedStart = (proposal: Proposal, startDate: string, startTime: string): Proposal => {
  const moved = { ...proposal, startDate, startTime };
  const [was, is] = [startOf(proposal), startOf(moved)];
  if (!isLocal(was) || !isLocal(is) || !isLocal(endOf(proposal))) return moved;
  return proposalFrom(is, addMinutes(is, Math.max(0, minutesBetween(was, endOf(proposal)))));
};

export interface ProposalProblem {
  readonly field: 'start' | 'end';
  readonly code: 'empty' | 'gap' | 'endBeforeStart' | 'past';
}

/** What is wrong with a proposed time: a clock that is put forward leaves out an hour. */
export const proposalProblem = (proposal: Proposal, timeZone: string, nowMs: number): ProposalProblem | undefined => {
  if (!isLocal(startOf(proposal))) return { field: 'start', code: 'empty' };
  if (!isLocal(endOf(proposal))) return { field: 'end', code: 'empty' };
  const [start, end] = [momentOf(startOf(proposal), timeZone), momentOf(endOf(proposal), timeZone)];
  if (!start) return { field: 'start', code: 'empty' };
  if (!end) return { field: 'end', code: 'empty' };
  if (!start.exists) return { field: 'start', code: 'gap' };
  if (!end.exists) return { field: 'end', code: 'gap' };
  if (end.ms <= start.ms) return { field: 'end', code: 'endBeforeStart' };
  return start.ms <= nowMs ? { field: 'start', code: 'past' } : undefined;
};

/** Both moments of a proposal that has no problem. */
export const proposalMoments = (
  proposal: Proposal,
  timeZone: string,
): { startMs: number; endMs: number } | undefined => {
  const [start, end] = [momentOf(startOf(proposal), timeZone), momentOf(endOf(proposal), timeZone)];
  return start && end && { startMs: start.ms, endMs: end.ms };
};

/** Whether another time than that of the event stands in the fields. */
export const proposes = (form: AnswerForm, times: Times, timeZone: string): boolean =>
  form.proposal !== undefined && JSON.stringify(form.proposal) !== JSON.stringify(proposalAt(times, timeZone));

/** Whether anything stands in the form that was not sent yet. */
export const isUnsent = (form: AnswerForm, sent: AnswerForm, times: Times, timeZone: string): boolean =>
  form.comment.trim() !== sent.comment.trim() ||
  JSON.stringify(form.needs) !== JSON.stringify(sent.needs) ||
  proposes(form, times, timeZone);

const needsOf = ({ language, captions, phoneOnly }: AnswerForm['needs']): Needs => ({
  ...(language.trim() === '' ? {} : { language: language.trim() }),
  ...(captions ? { captions } : {}),
  ...(phoneOnly ? { phoneOnly } : {}),
});

interface Given {
  readonly answer: Answer;
  /** The event, or the date of it that is answered for. */
  readonly times: Times;
  readonly timeZone: string;
  /** One date of a series. */
  readonly recurrenceId?: string | undefined;
  /** Of a series that is answered as a whole: the date of which `times` are. */
  readonly shownDate?: string | undefined;
}

/** The form as the server takes it. */
export const toAnswerRequest = (
  form: AnswerForm,
  { answer, times, timeZone, recurrenceId, shownDate }: Given,
): AnswerRequest => ({
  answer,
  comment: form.comment.trim(),
  needs: needsOf(form.needs),
  ...(recurrenceId === undefined ? {} : { recurrenceId }),
  ...(form.proposal && proposes(form, times, timeZone)
    ? {
        proposal: {
          ...{ start: startOf(form.proposal), end: endOf(form.proposal), timeZone },
          ...(recurrenceId === undefined && shownDate !== undefined && { recurrenceId: shownDate }),
        },
      }
    : {}),
});
