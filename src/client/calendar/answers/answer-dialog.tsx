import { CalendarClock, Ear, UserRoundPlus } from 'lucide-preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Answer, AnswerRequest } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { AnswerButtons } from '../../shared/answering/answer-buttons.tsx';
import {
  CommentField,
  type Delegate,
  DelegateFields,
  NeedsFields,
  ProposalFields,
} from '../../shared/answering/answer-fields.tsx';
import {
  type AnswerForm,
  answerForm,
  givenAnswer,
  proposalAt,
  proposalProblem,
  proposes,
  toAnswerRequest,
} from '../../shared/answering/answer-form.ts';
import { AnswerPart } from '../../shared/answering/answer-part.tsx';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { formatShortDay } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { myAnswer } from '../grid/grid-event.tsx';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { displayZone } from '../shell/session.ts';
import { answering } from './answering.ts';
import { giveAnswer } from './give-answer.ts';

const close = (): void => {
  answering.value = undefined;
};

const organizerName = ({ organizer }: EventBody): string => organizer.name || organizer.email;

interface ScopeProps {
  readonly event: EventBody;
  readonly one: boolean;
  readonly onChange: (one: boolean) => void;
}

const Scope = ({ event, one, onChange }: ScopeProps) => {
  const name = useId();
  const date = event.allDay
    ? formatShortDay(`${event.start}T12:00Z`, 'UTC')
    : formatShortDay(event.startsAt, displayZone.value);
  const choice = (value: boolean, label: string) => (
    <label class="check">
      <input type="radio" name={name} checked={one === value} onChange={() => onChange(value)} />
      {label}
    </label>
  );
  return (
    <fieldset class="stack">
      <legend class="unseen">{t('answer.scope.label')}</legend>
      {choice(false, t('answer.scope.all'))}
      {choice(true, t('feedback.thisDate', { date }))}
    </fieldset>
  );
};

const Proposal = ({
  event,
  form,
  onChange,
}: {
  readonly event: EventBody;
  readonly form: AnswerForm;
  readonly onChange: (part: Partial<AnswerForm>) => void;
}) => {
  const zone = displayZone.value;
  const proposal = form.proposal ?? proposalAt(event, zone);
  return (
    <AnswerPart
      icon={CalendarClock}
      label={t('answer.proposal.action')}
      onOpen={(open) => {
        if (!open) onChange({ proposal: undefined });
      }}
    >
      <ProposalFields
        proposal={proposal}
        onChange={(next) => onChange({ proposal: next })}
        problem={proposes(form, event, zone) ? proposalProblem(proposal, zone, Date.now()) : undefined}
        timeZone={zone}
        organizer={{ name: organizerName(event), timeZone: event.timeZone }}
      />
    </AnswerPart>
  );
};

const doneText = (request: AnswerRequest): string => {
  if (request.delegate) return t('feedback.delegated', { who: request.delegate.name ?? request.delegate.email });
  return t(request.recurrenceId === undefined ? 'feedback.given' : 'feedback.givenDate');
};

interface AnswerDialogProps {
  readonly event: EventBody;
  readonly answer: Answer | undefined;
}

/** An answer with all that can go with it: which dates, words, another time, what one needs, who comes instead. */
export const AnswerDialog = ({ event, answer: pressed }: AnswerDialogProps) => {
  const zone = displayZone.value;
  const name = organizerName(event);
  const [answer, setAnswer] = useState(pressed);
  // A first answer is mostly for all of it, a second one for the date that was pressed.
  const [oneDate, setOneDate] = useState(
    event.recurrenceId !== undefined && givenAnswer(myAnswer(event)) !== undefined,
  );
  const [form, setForm] = useState(answerForm());
  const [delegate, setDelegate] = useState<Delegate>({ email: '', name: '' });
  const [wrongDelegate, setWrongDelegate] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const fields = useRef<HTMLFormElement>(null);
  const change = (part: Partial<AnswerForm>): void => setForm((before) => ({ ...before, ...part }));

  const recurrenceId = event.recurring && oneDate ? event.recurrenceId : undefined;
  const sends = delegate.email.trim() !== '' || delegate.name.trim() !== '';
  const proposed = proposes(form, event, zone);
  const given = answer ?? (proposed ? 'TENTATIVE' : undefined);

  const request = (): AnswerRequest | undefined => {
    if (sends) {
      const [email, ownName] = [delegate.email.trim(), delegate.name.trim()];
      if (!/^\S+@\S+\.\S+$/.test(email)) return void setWrongDelegate(true);
      return {
        answer: given ?? 'DECLINED',
        comment: form.comment.trim(),
        ...(recurrenceId === undefined ? {} : { recurrenceId }),
        delegate: { email, ...(ownName === '' ? {} : { name: ownName }) },
      };
    }
    if (given === undefined) return undefined;
    if (proposed && form.proposal && proposalProblem(form.proposal, zone, Date.now())) return undefined;
    const what = { answer: given, times: event, timeZone: zone, recurrenceId, shownDate: event.recurrenceId };
    const full = toAnswerRequest(form, what);
    // What was said before of words and needs is not shown here: what is left empty stays as it was.
    const { comment, needs, ...rest } = full;
    return { ...rest, ...(comment ? { comment } : {}), ...(Object.keys(needs ?? {}).length > 0 ? { needs } : {}) };
  };

  const send = async (): Promise<void> => {
    const body = request();
    if (busy) return;
    if (!body) return void setTimeout(() => focusFirstProblem(fields.current));
    setBusy(true);
    try {
      await giveAnswer(event, body);
      close();
      showToast({ kind: 'success', text: doneText(body) });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('feedback.dialogTitle', { title: event.title || t('calendar.grid.untitled') })}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form="answer" busy={busy} disabled={!sends && given === undefined}>
            {sends ? t('answer.delegate.send') : t('feedback.send')}
          </Button>
        </>
      }
    >
      <form
        ref={fields}
        id="answer"
        class="stack"
        noValidate={true}
        onSubmit={(submit) => {
          submit.preventDefault();
          void send();
        }}
      >
        {problem && <ProblemNotice problem={problem} />}
        {event.recurring && event.recurrenceId !== undefined && (
          <Scope event={event} one={oneDate} onChange={setOneDate} />
        )}
        <AnswerButtons value={answer} onAnswer={setAnswer} />
        <CommentField form={form} onChange={change} name={name} />
        <div>
          {!event.allDay && <Proposal event={event} form={form} onChange={change} />}
          <AnswerPart icon={Ear} label={t('answer.needs.action')}>
            <NeedsFields form={form} onChange={change} />
          </AnswerPart>
          <AnswerPart icon={UserRoundPlus} label={t('answer.delegate.action')}>
            <DelegateFields
              delegate={delegate}
              onChange={(next) => {
                setDelegate(next);
                setWrongDelegate(false);
              }}
              name={name}
              wrong={wrongDelegate}
            />
          </AnswerPart>
        </div>
      </form>
    </Dialog>
  );
};
