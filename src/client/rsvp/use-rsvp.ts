import { useState } from 'preact/hooks';
import type { Answer, AnswerRequest, Rsvp } from '../../contract/http/answer.ts';
import type { Delegate } from '../shared/answering/answer-fields.tsx';
import {
  type AnswerForm,
  answerForm,
  givenAnswer,
  isUnsent,
  proposalProblem,
  proposes,
  toAnswerRequest,
} from '../shared/answering/answer-form.ts';
import { type ApiProblem, asProblem, callApi, type ProblemCode } from '../shared/api.ts';
import { browserTimeZone } from '../shared/format-date.ts';
import type { RsvpAddress } from './rsvp-address.ts';

/** What was sent last, for the sentence that confirms it. */
export interface SentAnswer {
  readonly answer: Answer | 'DELEGATED';
  readonly recurrenceId: string | undefined;
  readonly proposed: boolean;
  readonly delegate: string;
}

export interface RsvpWriting {
  readonly timeZone: string;
  /** The event, or the date of it that is answered for. */
  readonly times: { readonly startsAt: string; readonly endsAt: string };
  readonly recurrenceId: string | undefined;
  readonly chooseDate: (recurrenceId: string | undefined) => void;
  readonly form: AnswerForm;
  readonly change: (part: Partial<AnswerForm>) => void;
  readonly delegate: Delegate;
  readonly setDelegate: (delegate: Delegate) => void;
  readonly wrongDelegate: boolean;
  /** What holds for the chosen date, or for all of it. */
  readonly current: Answer | undefined;
  readonly suggested: Answer | undefined;
  /** With which answer what was written would go; undefined: none was chosen yet. */
  readonly goesWith: Answer | undefined;
  readonly unsent: boolean;
  readonly proposed: boolean;
  readonly busy: Answer | 'DELEGATED' | undefined;
  readonly problem: ApiProblem | undefined;
  readonly sent: SentAnswer | undefined;
  readonly answer: (answer: Answer) => Promise<void>;
  readonly sendDelegate: () => Promise<void>;
}

/** Refusals that tell of an event that is no longer as it is shown. */
const MOVED_ON: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'meeting-cancelled',
  'link-revoked',
  'conflict',
  'invalid-input',
]);

const storedForm = (rsvp: Rsvp, recurrenceId: string | undefined): AnswerForm =>
  recurrenceId === undefined ? answerForm(rsvp.comment, rsvp.needs) : answerForm('', rsvp.needs);

/** One answer being given: what was typed stays until it is sent, whatever the network does. */
export const useRsvp = (address: RsvpAddress, rsvp: Rsvp, onChanged: (rsvp: Rsvp) => void): RsvpWriting => {
  const known = (id: string | undefined): string | undefined =>
    rsvp.dates.find(({ recurrenceId: one }) => one === id)?.recurrenceId;
  const timeZone = browserTimeZone();
  const [recurrenceId, setRecurrenceId] = useState(() => known(address.recurrenceId));
  const [form, setForm] = useState(() => storedForm(rsvp, recurrenceId));
  const [delegate, setDelegate] = useState<Delegate>({ email: '', name: '' });
  const [wrongDelegate, setWrongDelegate] = useState(false);
  const [busy, setBusy] = useState<RsvpWriting['busy']>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [sent, setSent] = useState<SentAnswer>();

  const date = rsvp.dates.find(({ recurrenceId: one }) => one === recurrenceId);
  const times = date ?? rsvp;
  const proposed = proposes(form, times, timeZone);
  const current = givenAnswer(date ? date.answer : rsvp.answer);
  const suggested = current === address.suggested || sent ? undefined : address.suggested;

  /** What became of it in the meantime. */
  const look = async (): Promise<void> => {
    try {
      onChanged(await callApi<Rsvp>('GET', `/rsvp/${encodeURIComponent(address.token)}`));
    } catch {
      // What was said of the answer stays on screen.
    }
  };

  const send = async (request: AnswerRequest, what: Omit<SentAnswer, 'recurrenceId'>): Promise<void> => {
    setBusy(what.answer);
    setProblem(undefined);
    try {
      const next = await callApi<Rsvp>('POST', `/rsvp/${encodeURIComponent(address.token)}`, request);
      onChanged(next);
      setForm({ ...form, proposal: undefined });
      setDelegate({ email: '', name: '' });
      setSent({ ...what, recurrenceId });
    } catch (thrown) {
      const failed = asProblem(thrown);
      setProblem(failed);
      setSent(undefined);
      if (MOVED_ON.has(failed.code)) await look();
    } finally {
      setBusy(undefined);
    }
  };

  return {
    timeZone,
    times,
    recurrenceId,
    chooseDate: (id) => {
      setRecurrenceId(id);
      setSent(undefined);
      setProblem(undefined);
      setForm((before) => ({ ...storedForm(rsvp, id), needs: before.needs }));
    },
    form,
    change: (part) => setForm((before) => ({ ...before, ...part })),
    delegate,
    setDelegate: (next) => {
      setDelegate(next);
      setWrongDelegate(false);
    },
    wrongDelegate,
    current,
    suggested,
    goesWith: current ?? suggested ?? (proposed ? 'TENTATIVE' : undefined),
    unsent: isUnsent(form, storedForm(rsvp, recurrenceId), times, timeZone),
    proposed,
    busy,
    problem,
    sent,
    answer: async (answer) => {
      if (busy !== undefined) return;
      // The problem stands beside the time that is proposed.
      if (form.proposal && proposed && proposalProblem(form.proposal, timeZone, Date.now())) {
        document.querySelector<HTMLElement>('.proposal [aria-invalid]')?.focus();
        return;
      }
      const shownDate = rsvp.dates[0]?.recurrenceId;
      const request = toAnswerRequest(form, { answer, times, timeZone, recurrenceId, shownDate });
      await send(request, { answer, proposed, delegate: '' });
    },
    sendDelegate: async () => {
      if (busy !== undefined) return;
      const email = delegate.email.trim();
      if (!/^\S+@\S+\.\S+$/.test(email)) {
        setWrongDelegate(true);
        document.querySelector<HTMLElement>('[name=delegateEmail]')?.focus();
        return;
      }
      const name = delegate.name.trim();
      const request: AnswerRequest = {
        answer: current ?? 'DECLINED',
        comment: form.comment.trim(),
        ...(recurrenceId === undefined ? {} : { recurrenceId }),
        delegate: { email, ...(name === '' ? {} : { name }) },
      };
      await send(request, { answer: 'DELEGATED', proposed: false, delegate: name || email });
    },
  };
};
